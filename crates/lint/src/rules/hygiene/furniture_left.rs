//! H405: advertising or navigation of the site that a text was copied from.

use document::{Bilingual, Format, Furniture, Severity, Span};

use crate::{Paper, Report, Rule};

pub static RULE: Rule = Rule {
    code: "H405",
    name: "furniture-left",
    severity: Severity::Error,
    since: "0.1.0",
    summary: Bilingual::fixed("留有网站的广告或导航文字", "a site's advertising or navigation was left in"),
    page: include_str!("furniture_left.md"),
    thresholds: &[],
    check,
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    // A web page is read as it was published; its frame is no fault of the paper.
    if paper.document.format == Format::Html {
        return;
    }
    let of = |wanted: Furniture| -> Vec<Span> {
        let lines = paper.furniture().filter(move |(para, kind)| *kind == wanted && !is_contents(para.text()));
        lines.map(|(para, _)| para.whole()).collect()
    };
    let advertising = of(Furniture::Advertising);
    if let Some((first, more)) = advertising.split_first() {
        let count = advertising.len();
        let said = report.at(*first).say(
            format!("留有网站的广告或转载说明，共{count}行"),
            format!("advertising or notices of a site, {count} line{}", plural(count)),
        );
        said.also(more);
    }
    let navigation = of(Furniture::Navigation);
    if let Some((first, more)) = navigation.split_first() {
        let count = navigation.len();
        let said = report.at(*first).say(
            format!("留有网页的导航文字，共{count}行"),
            format!("navigation of a web page, {count} line{}", plural(count)),
        );
        said.at_most(Severity::Warning).also(more);
    }
}

/// A line of a table of contents, which navigates the paper itself: `Findings ..... 3`.
fn is_contents(line: &str) -> bool {
    let lead = line.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    lead.len() < line.trim_end().len() && ["..", "…", "··"].iter().any(|leader| lead.trim_end().ends_with(leader))
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
