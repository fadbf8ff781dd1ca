//! Page numbers in the forms that word processors and people give them.

/// Whether `text`, a whole line, is a page number, alone or behind the name of an organisation.
pub(super) fn is(text: &str) -> bool {
    // Almost no line passes this first look, which costs next to nothing.
    let (Some(first), Some(last)) = (text.as_bytes().first(), text.as_bytes().last()) else { return false };
    let may_begin = matches!(first, b'0'..=b'9' | b'-' | b'P' | b'p' | b'~' | b'(' | 0xC2 | 0xE2);
    let may_begin = may_begin
        || text.starts_with(['第', '共', '－', '０', '１', '２', '３', '４', '５', '６', '７', '８', '９', '（']);
    if may_begin && text.len() <= 60 && (counted(text) || dashed(text) || english(text) || fraction(text)) {
        return true;
    }
    if may_begin && text.len() <= 240 && before_a_name(text) {
        return true;
    }
    let may_end = matches!(last, b'-' | b'0'..=b'9') || text.ends_with(['—', '－', '–', '页', '―', '─']);
    may_end && text.len() <= 240 && behind_a_name(text)
}

/// Reads `text` from the left.
struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self(text.trim())
    }

    /// Takes one of `marks`.
    fn mark(&mut self, marks: &[char]) -> bool {
        let rest = self.0.trim_start();
        let found = rest.strip_prefix(marks);
        self.0 = found.unwrap_or(rest);
        found.is_some()
    }

    fn word(&mut self, word: &str) -> bool {
        let rest = self.0.trim_start();
        let found = rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        self.0 = if found { rest.get(word.len()..).unwrap_or("") } else { rest };
        found
    }

    /// Takes a number of at most four digits.
    fn number(&mut self) -> Option<u32> {
        let rest = self.0.trim_start();
        let end = rest.find(|c| crate::numbering::digit(c).is_none()).unwrap_or(rest.len());
        let value = rest.get(..end)?.chars().filter_map(crate::numbering::digit);
        let (value, digits) =
            value.fold((0_u32, 0), |(value, n), d| (value.saturating_mul(10).saturating_add(d), n + 1));
        self.0 = rest.get(end..)?;
        (1..=4).contains(&digits).then_some(value)
    }

    fn done(&self) -> bool {
        self.0.trim().is_empty()
    }
}

const DASHES: &[char] = &['-', '—', '－', '–', '―', '─', '·', '•', '~', '～', '−'];

/// `— 1 —`, `－2－`, `·3·`, `~4~`.
fn dashed(text: &str) -> bool {
    let mut r = Reader::new(text);
    let mut before = 0;
    while r.mark(DASHES) {
        before += 1;
    }
    if before == 0 || before > 4 || r.number().is_none() {
        return false;
    }
    let mut after = 0;
    while r.mark(DASHES) {
        after += 1;
    }
    after > 0 && r.done()
}

/// `第 1 页`, `第1页，共3页`, `共 3 页 第 1 页`, `（第1页）`, `1页/共3页`.
fn counted(text: &str) -> bool {
    let mut r = Reader::new(text);
    let bracket = r.mark(&['（', '(']);
    let mut parts = 0;
    loop {
        let worded = r.word("第") || r.word("共");
        if r.number().is_none() || !r.word("页") {
            break;
        }
        parts += u32::from(worded || parts > 0);
        r.mark(&['，', ',', '/', '／', '、', '|', '；']);
        if r.done() {
            break;
        }
    }
    (1..=2).contains(&parts) && (!bracket || r.mark(&['）', ')'])) && r.done()
}

/// `Page 2 of 6`, `Page 2`, `p. 2`, `Page 2/6`.
fn english(text: &str) -> bool {
    let mut r = Reader::new(text);
    if !(r.word("page") || r.word("p.") || r.word("pg.")) || r.number().is_none() {
        return false;
    }
    let of = r.word("of") || r.mark(&['/']);
    (!of || r.number().is_some()) && r.done()
}

/// `1/3`, `2 of 6`.
fn fraction(text: &str) -> bool {
    let mut r = Reader::new(text);
    let Some(page) = r.number() else { return false };
    (r.mark(&['/', '／']) || r.word("of"))
        && r.number().is_some_and(|all| (page..=999).contains(&all) && page > 0)
        && r.done()
}

/// `河湾镇人民政府　　　　- 2 -`, `整改报告    第 2 页`.
fn behind_a_name(text: &str) -> bool {
    ["　　", "   ", "\t", " | ", " – "].iter().any(|gap| {
        text.rsplit_once(gap).is_some_and(|(name, page)| {
            let page = page.trim_matches(|c: char| c.is_whitespace() || c == '|');
            !name.contains(['。', '，', '；', '|'])
                && (dashed(page) || counted(page) || english(page) || (gap.trim() != "" && fraction(page)))
        })
    })
}

/// `- 2 -　　　　河湾镇人民政府`, `Page 2 | Annual audit`.
fn before_a_name(text: &str) -> bool {
    ["　　", "   ", "\t", " | ", " – "].iter().any(|gap| {
        text.split_once(gap).is_some_and(|(page, name)| {
            !name.contains(['。', '，', '；', '|']) && (dashed(page) || counted(page) || english(page))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::is;

    #[test]
    fn page_numbers() {
        for text in [
            "— 1 —",
            "- 3 -",
            "－12－",
            "—1—",
            "第 1 页 共 3 页",
            "第1页",
            "第1页，共1页",
            "共 8 页 第 2 页",
            "第１页",
            "（第3页）",
            "Page 2 of 6",
            "PAGE 12",
            "p. 4",
            "1/3",
            "2 of 6",
            "·5·",
            "- 2 -",
            "－ ２ －",
            "河湾镇人民政府　　　　　- 2 -",
            "整改台账      第 2 页",
            "Annual audit   Page 3 of 9",
            "Annual audit | Page 3",
            "Page 3 | Annual audit",
            "- 2 -　　　　河湾镇人民政府",
        ] {
            assert!(is(text), "{text}");
        }
    }

    #[test]
    fn no_page_numbers() {
        for text in [
            "",
            "-",
            "1",
            "2026",
            "3、",
            "1.",
            "第1页缺盖章",
            "第一页",
            "- 更换灭火器",
            "2/5的设备",
            "— 完 —",
            "Page",
            "Page setup",
            "共3人",
            "第3条",
            "P2P平台",
            "2026-03-05",
            "-3",
            "3-4",
            "0/3",
            "5/3",
            "2号楼、3号楼",
            "联系电话：0000-1234567",
            "抽查台账，缺第 2 页",
            "Pending 3",
        ] {
            assert!(!is(text), "{text}");
        }
    }
}
