//! Characters of simple fonts: the standard encodings, and names of glyphs (ISO 32000-1, annex D).

/// The character of byte `code` in `encoding`; unknown encodings are taken as WinAnsi.
pub(super) fn in_encoding(encoding: &[u8], code: u8) -> Option<char> {
    let table = match encoding {
        b"MacRomanEncoding" => encoding_rs::MACINTOSH,
        _ => encoding_rs::WINDOWS_1252,
    };
    let quotes = match (encoding, code) {
        (b"StandardEncoding", 0x27) => Some('’'),
        (b"StandardEncoding", 0x60) => Some('‘'),
        _ => None,
    };
    let bytes = [code];
    let (text, ..) = table.decode(&bytes);
    quotes.or_else(|| text.chars().next()).filter(|c| !c.is_control())
}

/// The character of a glyph's name, after the Adobe Glyph List.
pub(super) fn named(name: &str) -> Option<char> {
    let name = name.split('.').next().filter(|base| !base.is_empty())?;
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    if let Some(digits) = name.strip_prefix("uni").filter(|d| d.len() >= 4) {
        return digits.get(..4).and_then(hex);
    }
    if let Some(char) = name.strip_prefix('u').filter(|d| (4..=6).contains(&d.len())).and_then(hex) {
        return Some(char);
    }
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(letter), None) if letter.is_ascii_alphabetic() => Some(letter),
        _ => NAMES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c),
    }
}

/// The names that fonts of office programs use beside letters.
const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("nbspace", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("quoteright", '’'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '−'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("quoteleft", '‘'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("bullet", '•'),
    ("endash", '–'),
    ("emdash", '—'),
    ("ellipsis", '…'),
    ("periodcentered", '·'),
    ("middot", '·'),
    ("degree", '°'),
    ("multiply", '×'),
    ("section", '§'),
    ("paragraph", '¶'),
    ("copyright", '©'),
    ("registered", '®'),
    ("trademark", '™'),
    ("yen", '¥'),
    ("Euro", '€'),
    ("sterling", '£'),
    ("cent", '¢'),
    ("plusminus", '±'),
    ("lessequal", '≤'),
    ("greaterequal", '≥'),
    ("notequal", '≠'),
    ("divide", '÷'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("ff", 'ﬀ'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("ccedilla", 'ç'),
    ("ntilde", 'ñ'),
    ("odieresis", 'ö'),
    ("udieresis", 'ü'),
    ("adieresis", 'ä'),
    ("germandbls", 'ß'),
    ("dagger", '†'),
    ("daggerdbl", '‡'),
    ("checkmark", '✓'),
];
