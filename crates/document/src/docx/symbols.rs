//! Symbols that fonts such as Wingdings keep in the private use area, as characters that any font has.

/// The character for `c`, which is returned itself where it is not a private one.
///
/// Bullets of lists come from Symbol and Wingdings at U+F000 plus the font's own code.
pub(super) fn plain(c: char) -> char {
    match c as u32 {
        code @ 0xF020..=0xF0FF => wingdings(code - 0xF000),
        0xE000..=0xF8FF => '•',
        _ => c,
    }
}

/// What `w:sym` shows: character `code` (hexadecimal) of `font`.
pub(super) fn symbol(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    let low = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let folded = font.to_ascii_lowercase();
    if folded.starts_with("wingdings 2") && low < 0x100 {
        return Some(wingdings_2(low));
    }
    if folded.starts_with("wingdings") && low < 0x100 {
        return Some(wingdings(low));
    }
    if folded == "symbol" && low < 0x100 {
        return Some(symbol_font(low));
    }
    char::from_u32(if low < 0x100 && code >= 0xF000 { low } else { code }).filter(|c| !c.is_control())
}

const fn wingdings(low: u32) -> char {
    match low {
        0x28 => '☎',
        0x4A => '☺',
        0x6C => '●',
        0x6E => '■',
        0x6F | 0x71 | 0x72 | 0xA8 => '□',
        0x75 => '◆',
        0x76 => '❖',
        0x77 => '⬥',
        0x9F => '•',
        0xA1 => '○',
        0xA7 => '▪',
        0xB2 => '★',
        0xD8 => '➢',
        0xE0 | 0xE8 => '→',
        0xF0 => '⇨',
        0xFB => '✗',
        0xFC => '✓',
        0xFD => '☒',
        0xFE => '☑',
        _ => '•',
    }
}

const fn wingdings_2(low: u32) -> char {
    match low {
        0x50 => '✓',
        0x4F => '✗',
        0x51 | 0x53 | 0x54 => '☒',
        0x52 => '☑',
        0xA3 | 0x2A => '□',
        _ => '•',
    }
}

fn symbol_font(low: u32) -> char {
    const GREEK: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    match low {
        0x61..=0x7A => GREEK.chars().nth(low as usize - 0x61).unwrap_or('•'),
        0xA3 => '≤',
        0xB0 => '°',
        0xB1 => '±',
        0xB3 => '≥',
        0xB4 => '×',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBB => '≈',
        0xAE => '→',
        0xD6 => '√',
        0xE5 => '∑',
        0x20..=0x7E => char::from_u32(low).unwrap_or('•'),
        _ => '•',
    }
}
