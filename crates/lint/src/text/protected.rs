//! Passages that are not prose: addresses, names of files, code.

use std::ops::Range;

use super::runs;

/// Passages of `text` whose characters mean what they are: addresses of pages and mail, names of files and
/// variables, what stands between back-ticks. In order; they do not overlap.
#[must_use]
pub fn protected(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = code(text);
    let pages = runs(text, |c| c.is_ascii_graphic() && c != '`').filter(|run| is_page(text.get(run.clone())));
    // Brackets belong to addresses of pages alone.
    let words = runs(text, |c| c.is_ascii_graphic() && !"`()[]".contains(c));
    for run in pages.chain(words).map(|run| trimmed(text, run)) {
        let known = found.iter().any(|r| r.start < run.end && run.start < r.end);
        if !known && text.get(run.clone()).is_some_and(is_address) {
            found.push(run);
        }
    }
    found.sort_by_key(|r| r.start);
    found
}

/// Whether byte `at` stands in one of `ranges`, which are in order and do not overlap.
#[must_use]
pub fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|r| r.end <= at);
    ranges.get(next).is_some_and(|r| r.contains(&at))
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

fn is_page(word: Option<&str>) -> bool {
    word.is_some_and(|w| w.contains("://") || w.contains("www."))
}

/// `https://…`, `www.…`, `a@b.c`, `report.docx`, `a_b`: a mark between two letters or digits that no
/// sentence has there.
fn is_address(word: &str) -> bool {
    let bytes = word.as_bytes();
    let joins = |at: usize| {
        let solid = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
        solid(at.checked_sub(1).and_then(|i| bytes.get(i))) && solid(bytes.get(at + 1))
    };
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    is_page(Some(word))
        || word.match_indices(['@', '_', '\\']).any(|(at, _)| joins(at))
        || word.match_indices('.').any(|(at, _)| joins(at) && letter(at + 1))
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
