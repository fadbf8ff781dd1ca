//! Pictures of what the binary prints on a terminal, as SVG: every character stands at the column that a
//! terminal would give it, whatever fonts the reader has.

mod ansi;

use unicode_width::UnicodeWidthChar;

use ansi::{Ink, Look};

/// A picture: its file name under `docs/images`, the command line, and how many lines are shown.
pub struct Shot {
    /// File name without extension.
    pub name: &'static str,
    /// The command line.
    pub line: &'static str,
    /// First lines shown.
    pub lines: usize,
}

/// All pictures.
pub const SHOTS: [Shot; 4] = [
    Shot { name: "extract", line: "bihuan extract samples/rectification-plan.docx --lang en", lines: 24 },
    Shot { name: "check", line: "bihuan check samples/self-examination.txt --lang en", lines: 34 },
    Shot { name: "extract.zh", line: "bihuan extract samples/rectification-plan.docx", lines: 24 },
    Shot { name: "check.zh", line: "bihuan check samples/self-examination.txt", lines: 34 },
];

/// Size of a cell of the terminal, in the picture's units.
const CELL: (f64, f64) = (8.4, 19.0);
const MARGIN: f64 = 16.0;
/// Height of the bar that a window has, with the command line in it.
const BAR: f64 = 34.0;
/// Latin fonts first: quotation marks, dots and arrows are one column wide there, as in a terminal, and two in
/// Chinese fonts.
const FONTS: &str = "'Cascadia Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono','Noto Sans Mono CJK SC',\
                     'Source Han Mono SC','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',monospace";

/// The picture of `screen`, which holds ANSI escapes.
pub fn svg(shot: &Shot, screen: &str) -> String {
    let lines: Vec<Vec<(Look, String)>> = screen.lines().take(shot.lines).map(ansi::runs).collect();
    let columns = lines.iter().map(|line| line.iter().map(|(_, text)| width(text)).sum()).max().unwrap_or(0_usize);
    let (wide, high) = (
        2.0 * MARGIN + columns.max(width(shot.line) + 8) as f64 * CELL.0,
        BAR + 2.0 * MARGIN + lines.len() as f64 * CELL.1,
    );
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide:.0} {high:.0}\" width=\"{wide:.0}\" height=\"{high:.0}\" \
         font-family=\"{FONTS}\" font-size=\"14\">\n<title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1b1f27\"/>\n",
        escaped(shot.line)
    );
    for (n, colour) in ["#ff5f57", "#febc2e", "#28c840"].iter().enumerate() {
        out += &format!("<circle cx=\"{}\" cy=\"17\" r=\"5.5\" fill=\"{colour}\"/>\n", 20 + n * 18);
    }
    out += &text(80.0, 22.0, Look { dim: true, ..Look::default() }, &format!("$ {}", shot.line));
    for (n, line) in lines.iter().enumerate() {
        let y = BAR + MARGIN + n as f64 * CELL.1 + 13.0;
        let mut column = 0;
        for (look, run) in line {
            out += &text(MARGIN + column as f64 * CELL.0, y, *look, run);
            column += width(run);
        }
    }
    out + "</svg>\n"
}

/// One run of one look. The places of all its characters are given, so that no font shifts a column.
fn text(x: f64, y: f64, look: Look, run: &str) -> String {
    if run.trim().is_empty() {
        return String::new();
    }
    let mut column = 0;
    let mut places = Vec::new();
    for c in run.chars() {
        places.push(format!("{:.1}", x + column as f64 * CELL.0));
        column += c.width().unwrap_or(0);
    }
    let weight = if look.bold { " font-weight=\"bold\"" } else { "" };
    format!(
        "<text y=\"{y}\" x=\"{}\" fill=\"{}\"{weight} xml:space=\"preserve\">{}</text>\n",
        places.join(" "),
        colour(look),
        escaped(run)
    )
}

/// Colours that read well on the dark ground (contrast 4.5:1 and more, WCAG 2.2).
const fn colour(look: Look) -> &'static str {
    match (look.ink, look.dim) {
        (Ink::Red, _) => "#ff7b72",
        (Ink::Green, _) => "#7ee787",
        (Ink::Yellow, _) => "#e3b341",
        (Ink::Blue, _) => "#79c0ff",
        (Ink::Magenta, _) => "#d2a8ff",
        (Ink::Cyan, _) => "#76e3ea",
        (Ink::Plain, true) => "#9aa4b2",
        (Ink::Plain, false) => "#e6edf3",
    }
}

fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_stand_at_the_columns_of_a_terminal() {
        let shot = Shot { name: "x", line: "bihuan x", lines: 1 };
        let svg = svg(&shot, "ab\u{1b}[31m错<\u{1b}[0mc\nnot shown\n");
        assert!(svg.contains("x=\"16.0 24.4\" fill=\"#e6edf3\" xml:space=\"preserve\">ab<"));
        assert!(svg.contains("x=\"32.8 49.6\" fill=\"#ff7b72\" xml:space=\"preserve\">错&lt;<"));
        assert!(svg.contains("x=\"58.0\" fill=\"#e6edf3\" xml:space=\"preserve\">c<"));
        assert!(!svg.contains("not shown"));
    }
}
