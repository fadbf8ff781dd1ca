//! Lines that are drawn, and the grids of the tables that they frame.

/// Lines nearer than this (points) are one.
const NEAR: f64 = 2.5;
/// How far lines may miss each other and still meet.
const REACH: f64 = 4.0;
/// Thickest filled rectangle that is a line.
const THICK: f64 = 3.0;
/// Most lines of each direction that are looked at.
const MOST: usize = 2000;
/// Most cells of a grid.
const MOST_CELLS: usize = 20_000;

/// A line: its place across, and from where to where it runs.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Ruling {
    at: f64,
    from: f64,
    to: f64,
}

impl Ruling {
    fn passes(&self, place: f64) -> bool {
        (self.from - REACH..=self.to + REACH).contains(&place)
    }
}

/// The lines of a page.
#[derive(Debug, Default)]
pub(super) struct Rulings {
    across: Vec<Ruling>,
    down: Vec<Ruling>,
}

/// The grid of a table.
#[derive(Debug)]
pub(super) struct Grid {
    /// Edges of the columns, from the left.
    pub columns: Vec<f64>,
    /// Edges of the rows, from the top.
    pub rows: Vec<f64>,
    /// For each place of the grid, row by row, the row and column of the cell that shows there.
    owners: Vec<(usize, usize)>,
}

impl Rulings {
    /// Takes the straight lines of a path that is stroked.
    pub fn stroke(&mut self, path: &[[(f64, f64); 2]]) {
        for [(x0, y0), (x1, y1)] in path {
            self.add(x0.min(*x1), y0.min(*y1), x0.max(*x1), y0.max(*y1), 1.0);
        }
    }

    /// Takes the thin rectangles of a path that is filled: so do office programs draw lines.
    pub fn fill(&mut self, path: &[[(f64, f64); 2]]) {
        let mut rest = path;
        while let [first, ..] = rest {
            let joined = rest.windows(2).take_while(|pair| matches!(pair, [a, b] if a[1] == b[0])).count() + 1;
            let (figure, after) = rest.split_at(joined.min(rest.len()));
            let (mut low, mut high) = (first[0], first[0]);
            for (x, y) in figure.iter().flatten() {
                low = (low.0.min(*x), low.1.min(*y));
                high = (high.0.max(*x), high.1.max(*y));
            }
            self.add(low.0, low.1, high.0, high.1, THICK);
            rest = after;
        }
    }

    fn add(&mut self, x0: f64, y0: f64, x1: f64, y1: f64, thick: f64) {
        if ![x0, y0, x1, y1].iter().all(|n| n.is_finite()) {
            return;
        }
        let (width, height) = (x1 - x0, y1 - y0);
        if height <= thick && width > 2.0 * height.max(1.0) && self.across.len() < 16 * MOST {
            self.across.push(Ruling { at: f64::midpoint(y0, y1), from: x0, to: x1 });
        } else if width <= thick && height > 2.0 * width.max(1.0) && self.down.len() < 16 * MOST {
            self.down.push(Ruling { at: f64::midpoint(x0, x1), from: y0, to: y1 });
        }
    }

    /// The grids of two and more cells, from the top.
    pub fn grids(&self) -> Vec<Grid> {
        let (across, down) = (joined(&self.across), joined(&self.down));
        let groups = groups(&across, &down);
        let mut grids: Vec<Grid> = groups.into_iter().filter_map(|(across, down)| Grid::new(&across, &down)).collect();
        grids.sort_by(|a, b| a.top().total_cmp(&b.top()));
        grids
    }
}

impl Grid {
    fn new(across: &[Ruling], down: &[Ruling]) -> Option<Self> {
        let (columns, rows) = (edges(down), edges(across));
        let (width, height) = (columns.len().checked_sub(1)?, rows.len().checked_sub(1)?);
        let cells = width.checked_mul(height)?;
        if !(2..=MOST_CELLS).contains(&cells) {
            return None;
        }
        let middle =
            |edges: &[f64], n: usize| edges.get(n).zip(edges.get(n + 1)).map_or(0.0, |(a, b)| f64::midpoint(*a, *b));
        let drawn =
            |lines: &[Ruling], at: f64, place: f64| lines.iter().any(|l| (l.at - at).abs() <= NEAR && l.passes(place));
        let right = |y: usize, x: usize| columns.get(x + 1).is_none_or(|at| drawn(down, *at, middle(&rows, y)));
        let below = |y: usize, x: usize| rows.get(y + 1).is_none_or(|at| drawn(across, *at, middle(&columns, x)));
        let mut owners: Vec<Option<(usize, usize)>> = vec![None; cells];
        for y in 0..height {
            for x in 0..width {
                if owners.get(y * width + x).is_none_or(Option::is_some) {
                    continue;
                }
                let free = |owners: &[Option<(usize, usize)>], x: usize| owners.get(y * width + x) == Some(&None);
                let mut to = x + 1;
                while to < width && !right(y, to - 1) && free(&owners, to) {
                    to += 1;
                }
                let mut end = y + 1;
                while end < height && (x..to).all(|x| !below(end - 1, x)) {
                    end += 1;
                }
                for (row, column) in (y..end).flat_map(|row| (x..to).map(move |column| (row, column))) {
                    if let Some(owner) = owners.get_mut(row * width + column) {
                        *owner = owner.or(Some((y, x)));
                    }
                }
            }
        }
        Some(Self { columns, rows, owners: owners.into_iter().map(Option::unwrap_or_default).collect() })
    }

    /// Upper edge.
    pub fn top(&self) -> f64 {
        self.rows.first().copied().unwrap_or(0.0)
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.columns.len().saturating_sub(1)
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    /// Whether both grids have the same columns.
    pub fn has_columns_of(&self, other: &Self) -> bool {
        let near = |(a, b): (&f64, &f64)| (a - b).abs() <= REACH;
        self.columns.len() == other.columns.len() && self.columns.iter().zip(&other.columns).all(near)
    }

    /// The cell that shows at a place of the grid.
    pub fn owner(&self, row: usize, column: usize) -> (usize, usize) {
        self.owners.get(row * self.width() + column).copied().unwrap_or((row, column))
    }

    /// The cell that a point lies in.
    pub fn cell_at(&self, x: f64, y: f64) -> Option<(usize, usize)> {
        let slot = |edges: &[f64], place: f64| {
            let after = edges.partition_point(|edge| *edge <= place);
            after.checked_sub(1).filter(|_| after < edges.len())
        };
        Some(self.owner(slot(&self.rows, y)?, slot(&self.columns, x)?))
    }

    /// Left and right edge of the cell that shows at a place.
    pub fn sides_of(&self, cell: (usize, usize)) -> (f64, f64) {
        let last = (cell.1..self.width()).take_while(|column| self.owner(cell.0, *column) == cell).last();
        let edge = |n: usize| self.columns.get(n).copied().unwrap_or(f64::MAX);
        (edge(cell.1), edge(last.unwrap_or(cell.1) + 1))
    }
}

/// `lines` with those that continue each other joined, at most [`MOST`].
fn joined(lines: &[Ruling]) -> Vec<Ruling> {
    let mut sorted = lines.to_vec();
    sorted.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut at = f64::NEG_INFINITY;
    for line in &mut sorted {
        if line.at - at > NEAR {
            at = line.at;
        }
        line.at = at;
    }
    sorted.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut out: Vec<Ruling> = Vec::new();
    for line in sorted {
        match out.last_mut().filter(|last| last.at == line.at && line.from <= last.to + REACH) {
            Some(last) => last.to = last.to.max(line.to),
            None => out.push(line),
        }
    }
    out.truncate(MOST);
    out
}

/// Lines that hang together, directly or through others.
fn groups(across: &[Ruling], down: &[Ruling]) -> Vec<(Vec<Ruling>, Vec<Ruling>)> {
    let mut free_across = vec![true; across.len()];
    let mut free_down = vec![true; down.len()];
    let mut out = Vec::new();
    while let Some(first) = free_down.iter().position(|free| *free) {
        if let Some(free) = free_down.get_mut(first) {
            *free = false;
        }
        let mut group: (Vec<Ruling>, Vec<Ruling>) = (Vec::new(), down.get(first).copied().into_iter().collect());
        let (mut seen_across, mut seen_down) = (0, 0);
        while seen_across < group.0.len() || seen_down < group.1.len() {
            if let Some(line) = group.1.get(seen_down).copied() {
                seen_down += 1;
                take(across, &mut free_across, line, &mut group.0);
            } else if let Some(line) = group.0.get(seen_across).copied() {
                seen_across += 1;
                take(down, &mut free_down, line, &mut group.1);
            }
        }
        out.push(group);
    }
    out
}

/// Moves the free ones of `lines` that cross `line` into `group`.
fn take(lines: &[Ruling], free: &mut [bool], line: Ruling, group: &mut Vec<Ruling>) {
    for (other, free) in lines.iter().zip(free.iter_mut()) {
        if *free && other.passes(line.at) && line.passes(other.at) {
            *free = false;
            group.push(*other);
        }
    }
}

/// The places of `lines`, each once, in order.
fn edges(lines: &[Ruling]) -> Vec<f64> {
    let mut edges: Vec<f64> = lines.iter().map(|line| line.at).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|next, kept| *next - *kept <= NEAR);
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(x0: f64, y0: f64, x1: f64, y1: f64) -> [(f64, f64); 2] {
        [(x0, y0), (x1, y1)]
    }

    #[test]
    fn a_frame_with_a_merged_head() {
        let mut rulings = Rulings::default();
        // Three rows: one wide cell, then two columns; the left one spans the last two rows.
        rulings.stroke(&[
            line(0.0, 0.0, 200.0, 0.0),
            line(0.0, 20.0, 200.0, 20.0),
            line(100.0, 40.0, 200.0, 40.0),
            line(0.0, 60.0, 200.0, 60.0),
            line(0.0, 0.0, 0.0, 60.0),
            line(100.5, 20.0, 100.0, 60.0),
            line(200.0, 0.0, 200.0, 60.0),
        ]);
        let grids = rulings.grids();
        assert_eq!(grids.len(), 1);
        let owners: Vec<_> =
            (0..3).flat_map(|y| (0..2).map(move |x| (y, x))).map(|(y, x)| grids[0].owner(y, x)).collect();
        assert_eq!(owners, [(0, 0), (0, 0), (1, 0), (1, 1), (1, 0), (2, 1)]);
        assert_eq!(grids[0].sides_of((0, 0)), (0.0, 200.0));
    }

    #[test]
    fn a_box_and_an_underline_are_no_tables() {
        let mut rulings = Rulings::default();
        rulings.stroke(&[
            line(0.0, 0.0, 200.0, 0.0),
            line(0.0, 50.0, 200.0, 50.0),
            line(0.0, 0.0, 0.0, 50.0),
            line(200.0, 0.0, 200.0, 50.0),
            line(0.0, 300.0, 90.0, 300.0),
        ]);
        assert!(rulings.grids().is_empty());
    }
}
