//! Counts over time: how many were open at the end of each month and how many were to be, how old they are, how far they
//! slipped.

use jiff::ToSpan;
use jiff::civil::Date;
use ledger::light::Light;
use store::Cell;

use super::Tally;

/// How many months back are told at most.
const BACK: i32 = 24;
/// How many months ahead the plan is told at most.
const AHEAD: i32 = 12;
/// Days of age at which a new group begins.
const AGES: [i32; 5] = [0, 30, 90, 180, 365];
/// Days of slippage at which a new group begins.
const SLIPS: [u32; 4] = [1, 31, 91, 181];

/// A month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub month: Date,
    /// Its last day, or today.
    pub last: Date,
    /// How many were open at the end of it; `None` of months to come.
    pub open: Option<u64>,
    /// How many should be open at the end of it, had the first deadlines been kept.
    pub plan: u64,
}

/// Open findings that were registered so long ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Age {
    /// From so many days on.
    pub from: i32,
    /// Up to so many; `None`: or more.
    pub to: Option<i32>,
    /// The first day of their registration; `None`: whenever.
    pub since: Option<Date>,
    /// The last day of it.
    pub until: Date,
    /// How many.
    pub count: u64,
    /// How many of these are red.
    pub red: u64,
}

/// Findings whose deadlines slipped by so many days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slipped {
    /// From so many days on.
    pub from: u32,
    /// Up to so many; `None`: or more.
    pub to: Option<u32>,
    /// How many.
    pub count: u64,
}

/// Counts while all cells are gone through.
pub(super) struct Counting {
    today: Date,
    /// What changes in each month, by its place.
    registered: Changes,
    closed: Changes,
    planned: Changes,
    ages: [(u64, u64); AGES.len()],
    borders: [u32; AGES.len()],
    slips: [u64; SLIPS.len()],
}

/// How many in each month, counted from the one that is [`BACK`] before this; the first holds all that were earlier.
struct Changes([u64; (BACK + AHEAD + 2) as usize]);

impl Changes {
    const fn new() -> Self {
        Self([0; (BACK + AHEAD + 2) as usize])
    }

    fn add(&mut self, place: i32) {
        let place = place.clamp(0, BACK + AHEAD + 1);
        self.0[usize::try_from(place).unwrap_or(0)] += 1;
    }

    /// All up to a place.
    fn up_to(&self, place: i32) -> u64 {
        self.0.iter().take(usize::try_from(place + 1).unwrap_or(0)).sum()
    }
}

impl Counting {
    pub fn new(today: Date) -> Self {
        let borders = AGES.map(|days| Cell::day(today.saturating_sub(days.days())));
        let zero = Changes::new;
        Self {
            today,
            registered: zero(),
            closed: zero(),
            planned: zero(),
            ages: [(0, 0); AGES.len()],
            borders,
            slips: [0; SLIPS.len()],
        }
    }

    fn place(&self, day: u32) -> i32 {
        let months = |number: u32| i32::try_from(number / 10_000 * 12 + number / 100 % 100).unwrap_or(i32::MAX);
        months(day) - months(Cell::day(self.today)) + BACK
    }

    pub fn add(&mut self, cell: &Cell, open: bool, light: Light) {
        self.registered.add(self.place(cell.registered));
        if cell.closed != 0 {
            self.closed.add(self.place(cell.closed));
        }
        // What was promised late was due when it was promised, and not before.
        self.planned.add(if cell.planned >= Cell::NEVER {
            i32::MAX
        } else {
            self.place(cell.planned.max(cell.registered))
        });
        if open {
            let group = self.borders.iter().rposition(|border| cell.registered <= *border).unwrap_or(0);
            self.ages[group].0 += 1;
            self.ages[group].1 += u64::from(light == Light::Red);
        }
        if let Some(group) = SLIPS.iter().rposition(|from| cell.slip_days >= *from) {
            self.slips[group] += 1;
        }
    }

    pub fn finish(self, tally: &mut Tally) {
        let first = (0..=BACK).find(|place| self.registered.up_to(*place) > 0);
        let last = (BACK..=BACK + AHEAD)
            .rfind(|place| self.planned.0[usize::try_from(*place).unwrap_or(0)] > 0)
            .unwrap_or(BACK);
        tally.months = first.map(|first| (first..=last).map(|place| self.month(place)).collect()).unwrap_or_default();
        let group = |at: usize| {
            let (from, to) = (AGES[at], AGES.get(at + 1).map(|next| next - 1));
            let since = to.map(|to| self.today.saturating_sub(to.days()));
            let until = self.today.saturating_sub(from.days());
            let (count, red) = self.ages[at];
            Age { from, to, since, until, count, red }
        };
        tally.ages = (0..AGES.len()).map(group).collect();
        let group =
            |at: usize| Slipped { from: SLIPS[at], to: SLIPS.get(at + 1).map(|next| next - 1), count: self.slips[at] };
        tally.slips = (0..SLIPS.len()).map(group).collect();
    }

    fn month(&self, place: i32) -> Month {
        let month = self.today.first_of_month().saturating_add((place - BACK).months());
        let past = place <= BACK;
        let open = past.then(|| self.registered.up_to(place).saturating_sub(self.closed.up_to(place)));
        let last = month.last_of_month();
        Month {
            month,
            last: if past { last.min(self.today) } else { last },
            open,
            plan: self.registered.up_to(place).saturating_sub(self.planned.up_to(place)),
        }
    }
}
