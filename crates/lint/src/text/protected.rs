//! Passages that are not prose: addresses, names of files, code.

use std::ops::Range;

use super::runs;

/// Passages of `text` whose characters mean what they are: addresses of pages and mail, names of files and
/// variables, what stands between back-ticks. In order; they do not overlap.
#[must_use]
pub fn protected(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = code(text);
    for run in runs(text, |c| c.is_ascii_graphic() && c != '`') {
        let run = trimmed(text, run);
        let word = text.get(run.clone()).unwrap_or("");
        if is_address(word) && !found.iter().any(|r| r.start < run.end && run.start < r.end) {
            found.push(run);
        }
    }
    found.sort_by_key(|r| r.start);
    found
}

/// Whether byte `at` stands in one of `ranges`.
#[must_use]
pub fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    ranges.iter().any(|r| r.contains(&at))
}

fn code(text: &str) -> Vec<Range<usize>> {
    let ticks: Vec<usize> = text.match_indices('`').map(|(at, _)| at).collect();
    ticks.chunks_exact(2).filter_map(|pair| Some(*pair.first()?..*pair.last()? + 1)).collect()
}

/// `run` without the marks around it, which belong to the sentence.
fn trimmed(text: &str, run: Range<usize>) -> Range<usize> {
    let word = text.get(run.clone()).unwrap_or("");
    let core = word.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let start = run.end - core.len();
    start..start + core.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '/').len()
}

/// `https://…`, `www.…`, `a@b.c`, `report.docx`, `a_b`: a mark between two letters or digits that no
/// sentence has there.
fn is_address(word: &str) -> bool {
    let bytes = word.as_bytes();
    let joins = |at: usize| {
        let solid = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
        solid(at.checked_sub(1).and_then(|i| bytes.get(i))) && solid(bytes.get(at + 1))
    };
    let letter = word.bytes().any(|b| b.is_ascii_alphabetic());
    word.contains("://")
        || word.starts_with("www.")
        || word.match_indices(['@', '_', '\\']).any(|(at, _)| joins(at))
        || (letter && word.match_indices('.').any(|(at, _)| joins(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_names_and_code_are_protected() {
        let text = "见https://a.example/b?c=1,邮箱office@a.example；文件report.docx，变量`a,b`，共1,200元, 12.5万元";
        let seen: Vec<&str> = protected(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(seen, ["https://a.example/b?c=1", "office@a.example", "report.docx", "`a,b`"]);
    }
}
