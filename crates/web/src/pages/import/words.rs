//! Sentences of the use cases, for people who have no command line.

use document::Lang;
use ledger::Bilingual;

/// `words` in `lang` without what only the command line can do: brackets and clauses that name a command or its flags.
#[must_use]
pub fn plain(words: &Bilingual, lang: Lang) -> String {
    let text = without_brackets(words.get(lang));
    let clause = |c: char| matches!(c, '，' | '；' | ';' | ',');
    let mut kept = String::new();
    for part in text.split_inclusive(clause) {
        if !speaks_of_commands(part) {
            kept.push_str(part);
        }
    }
    kept.trim().trim_end_matches(clause).to_owned()
}

fn speaks_of_commands(text: &str) -> bool {
    text.contains("bihuan ") || text.contains("--")
}

fn without_brackets(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(['（', '(']) {
        let inside = &rest[start..];
        let Some(end) = inside.find(['）', ')']) else { break };
        let behind = end + inside[end..].chars().next().map_or(0, char::len_utf8);
        let keep = if speaks_of_commands(&inside[..behind]) { "" } else { &inside[..behind] };
        out.push_str(if keep.is_empty() { rest[..start].trim_end() } else { &rest[..start] });
        out.push_str(keep);
        rest = &inside[behind..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_in_a_browser_is_told_to_type_commands() {
        let both = Bilingual::fixed(
            "3 条措施没有对应到问题（bihuan measure tie），加 --likely 按文字相近对应",
            "not known to the ledger (--enrol enters them): 综合科×2, 财务科×1",
        );
        assert_eq!(plain(&both, Lang::Zh), "3 条措施没有对应到问题");
        assert_eq!(plain(&both, Lang::En), "not known to the ledger: 综合科×2, 财务科×1");
        let other = Bilingual::fixed("用 bihuan read 看看读出了什么", "F3: kept as drafts (no unit)");
        assert_eq!(plain(&other, Lang::Zh), "");
        assert_eq!(plain(&other, Lang::En), "F3: kept as drafts (no unit)");
    }
}
