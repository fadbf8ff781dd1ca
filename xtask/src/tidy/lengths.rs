//! Functions and files that are longer than a reader likes: remarks, because honest long matches exist.

use crate::shell;

/// Lines of a function that fit on one screen.
const FUNCTION: usize = 60;

/// Lines of a file past which it is asked whether it is one thing.
const FILE: usize = 600;

/// What is longer, the longest first.
pub fn remarks(files: &[String]) -> Result<Vec<String>, String> {
    let mut long: Vec<(usize, String)> = Vec::new();
    for file in files.iter().filter(|f| f.ends_with(".rs") && f.contains("/src/")) {
        let text = shell::read(&shell::at(file))?;
        let count = text.lines().count();
        if count > FILE {
            long.push((count, format!("{file}: {count} lines")));
        }
        let functions = functions(&text).into_iter().filter(|(_, lines)| *lines > FUNCTION);
        long.extend(functions.map(|(name, lines)| (lines, format!("{file}: fn {name}, {lines} lines"))));
    }
    long.sort_by(|a, b| b.cmp(a));
    Ok(long.into_iter().map(|(_, remark)| remark).collect())
}

/// Name and lines of each function. The sources are formatted, so a function ends at the first `}` that is
/// indented as its beginning is.
fn functions(text: &str) -> Vec<(&str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let Some((indent, name)) = beginning(line) else { continue };
        let rest = lines.iter().skip(n);
        let end = rest.clone().position(|l| l.strip_prefix(indent).is_some_and(|l| l.starts_with('}')));
        let declared_only = rest.take_while(|l| !l.ends_with('{')).any(|l| l.ends_with(';'));
        if let (Some(end), false, false) = (end, declared_only, line.ends_with('}')) {
            found.push((name, end + 1));
        }
    }
    found
}

/// Indentation and name where `line` begins a function.
fn beginning(line: &str) -> Option<(&str, &str)> {
    let code = line.trim_start();
    let (before, after) = code.split_once("fn ")?;
    let qualifies = |word: &str| matches!(word, "const" | "async" | "unsafe" | "extern") || word.starts_with("pub");
    if !before.split_whitespace().all(qualifies) {
        return None;
    }
    let name = after.split(['(', '<']).next()?;
    Some((line.get(..line.len() - code.len())?, name))
}

#[cfg(test)]
mod tests {
    use super::functions;

    #[test]
    fn functions_are_measured() {
        let text = "pub(crate) fn one() {\n    two();\n}\n\ntrait T {\n    fn none(&self);\n    const fn short() {}\n    fn long(\n        a: u8,\n    ) -> u8 {\n        a\n    }\n}\n";
        assert_eq!(functions(text), [("one", 3), ("long", 5)]);
    }
}
