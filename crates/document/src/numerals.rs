//! Writes a value in a number format (ECMA-376 part 1, 17.18.59, ST_NumberFormat).

/// Above this, formats whose length grows with the value give way to decimal figures.
const LONGEST: u32 = 3999;

/// A number format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// 1, 2, 3; the format of everything that is not known here.
    Decimal,
    /// Figures filled up with zeros to so many.
    Padded(u8),
    /// １, ２, ３
    FullWidth,
    /// ①, ⑴, ⒈ and their like: the first character, how many there are.
    Enclosed(char, u32),
    /// - 1 -
    InDash,
    /// 1st
    Ordinal,
    /// First
    OrdinalText,
    /// One
    CardinalText,
    /// 1F
    Hex,
    /// A, B, … Z, AA, BB
    UpperLetter,
    /// a, b, … z, aa, bb
    LowerLetter,
    /// I, II
    UpperRoman,
    /// i, ii
    LowerRoman,
    /// 一, 十一, 一〇〇
    Counting,
    /// 一, 十一, 一百
    Thousand(Numerals),
    /// 一, 一一, 一〇〇: figure by figure
    Digits,
    /// One of a row of characters, such as 甲乙丙; beyond it decimal figures.
    Row(&'static str),
    /// 甲子, 乙丑, … of sixty
    Sexagenary,
    /// A mark without a value.
    Bullet,
    /// Nothing.
    None,
}

/// How numerals in words are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numerals {
    /// 一百零一
    Chinese,
    /// 壹佰零壹
    LegalSimplified,
    /// 壹佰零壹, in traditional characters
    LegalTraditional,
    /// 百一: no one before hundred, no zero
    Japanese,
    /// 壱百壱
    JapaneseLegal,
}

impl Format {
    /// The format that Word calls `name`; `custom` is its pattern where it has one, such as `001, 002, ...`.
    pub(crate) fn named(name: &str, custom: Option<&str>) -> Self {
        match name {
            "decimalZero" => Self::Padded(2),
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Enclosed('①', 20),
            "decimalEnclosedParen" => Self::Enclosed('⑴', 20),
            "decimalEnclosedFullstop" => Self::Enclosed('⒈', 20),
            "ideographEnclosedCircle" => Self::Enclosed('㊀', 10),
            "numberInDash" => Self::InDash,
            "ordinal" => Self::Ordinal,
            "ordinalText" => Self::OrdinalText,
            "cardinalText" => Self::CardinalText,
            "hex" => Self::Hex,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "chineseCounting" | "taiwaneseCounting" => Self::Counting,
            "chineseCountingThousand" | "taiwaneseCountingThousand" => Self::Thousand(Numerals::Chinese),
            "chineseLegalSimplified" => Self::Thousand(Numerals::LegalSimplified),
            "ideographLegalTraditional" => Self::Thousand(Numerals::LegalTraditional),
            "japaneseCounting" | "koreanCounting" => Self::Thousand(Numerals::Japanese),
            "japaneseLegal" => Self::Thousand(Numerals::JapaneseLegal),
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital2" => Self::Digits,
            "ideographTraditional" => Self::Row("甲乙丙丁戊己庚辛壬癸"),
            "ideographZodiac" => Self::Row("子丑寅卯辰巳午未申酉戌亥"),
            "ideographZodiacTraditional" => Self::Sexagenary,
            "iroha" => Self::Row(
                "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
            ),
            "aiueo" => Self::Row(
                "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
            ),
            "ganada" => Self::Row("가나다라마바사아자차카타파하"),
            "bullet" => Self::Bullet,
            "none" => Self::None,
            "custom" => custom.and_then(padded).unwrap_or(Self::Decimal),
            _ => Self::Decimal,
        }
    }

    /// `value` alone.
    pub(crate) fn written(self, value: u32) -> String {
        let mut out = String::new();
        self.write(value, &mut out);
        out
    }

    /// Writes `value` behind `out`.
    pub(crate) fn write(self, value: u32, out: &mut String) {
        let decimal = |out: &mut String| out.push_str(&value.to_string());
        match self {
            Self::Bullet | Self::None => {}
            Self::Padded(width) => out.push_str(&format!("{value:0width$}", width = usize::from(width))),
            Self::FullWidth => out.extend(value.to_string().chars().map(|c| shifted('０', c as u32 - '0' as u32))),
            Self::Enclosed(first, count) if (1..=count).contains(&value) => out.push(shifted(first, value - 1)),
            Self::InDash => out.push_str(&format!("- {value} -")),
            Self::Ordinal => out.push_str(&format!("{value}{}", ordinal_ending(value))),
            Self::OrdinalText if (1..100).contains(&value) => english(value, true, out),
            Self::CardinalText if (1..100).contains(&value) => english(value, false, out),
            Self::Hex => out.push_str(&format!("{value:X}")),
            Self::UpperLetter if (1..=780).contains(&value) => letters('A', value, out),
            Self::LowerLetter if (1..=780).contains(&value) => letters('a', value, out),
            Self::UpperRoman if (1..=LONGEST).contains(&value) => roman(value, out),
            Self::LowerRoman if (1..=LONGEST).contains(&value) => {
                let from = out.len();
                roman(value, out);
                if let Some(written) = out.get_mut(from..) {
                    written.make_ascii_lowercase();
                }
            }
            Self::Counting if value < 100 => in_words(value, Numerals::Chinese, out),
            Self::Counting | Self::Digits => figures(value, out),
            Self::Thousand(numerals) if value < 100_000 => in_words(value, numerals, out),
            Self::Row(row) => match value.checked_sub(1).and_then(|at| row.chars().nth(at as usize)) {
                Some(c) => out.push(c),
                None => decimal(out),
            },
            Self::Sexagenary if value > 0 => {
                let at = value as usize - 1;
                out.extend("甲乙丙丁戊己庚辛壬癸".chars().nth(at % 10));
                out.extend("子丑寅卯辰巳午未申酉戌亥".chars().nth(at % 12));
            }
            _ => decimal(out),
        }
    }
}

/// `01, 02, 03, ...` says how many figures there are at least.
fn padded(pattern: &str) -> Option<Format> {
    let first = pattern.split(',').next()?.trim();
    let is_padded = first.len() > 1 && first.bytes().all(|b| b.is_ascii_digit());
    u8::try_from(first.len()).ok().filter(|width| is_padded && *width < 10).map(Format::Padded)
}

fn shifted(first: char, by: u32) -> char {
    char::from_u32(first as u32 + by).unwrap_or(first)
}

fn letters(first: char, value: u32, out: &mut String) {
    let letter = shifted(first, (value - 1) % 26);
    for _ in 0..=(value - 1) / 26 {
        out.push(letter);
    }
}

fn roman(value: u32, out: &mut String) {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = value;
    for (worth, sign) in SIGNS {
        while rest >= worth {
            out.push_str(sign);
            rest -= worth;
        }
    }
}

const fn ordinal_ending(value: u32) -> &'static str {
    match (value % 100, value % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

/// English words for 1 to 99.
fn english(value: u32, ordinal: bool, out: &mut String) {
    const SMALL: &str = "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen \
                         Fifteen Sixteen Seventeen Eighteen Nineteen";
    const SMALL_TH: &str = "Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth \
                            Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth";
    const TENS: &str = "Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety";
    const TENS_TH: &str = "Twentieth Thirtieth Fortieth Fiftieth Sixtieth Seventieth Eightieth Ninetieth";
    let word = |row: &'static str, at: u32| row.split(' ').nth(at as usize).unwrap_or("");
    let small = |at: u32| word(if ordinal { SMALL_TH } else { SMALL }, at);
    match (value / 10, value % 10) {
        (0 | 1, _) => out.push_str(small(value)),
        (tens, 0) => out.push_str(word(if ordinal { TENS_TH } else { TENS }, tens - 2)),
        (tens, ones) => {
            out.push_str(word(TENS, tens - 2));
            out.push('-');
            out.push_str(&small(ones).to_ascii_lowercase());
        }
    }
}

const FIGURES: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Figure by figure: 一〇五.
fn figures(value: u32, out: &mut String) {
    out.extend(value.to_string().bytes().filter_map(|b| FIGURES.get(usize::from(b - b'0'))));
}

/// In words, with units: 一百零五.
fn in_words(value: u32, numerals: Numerals, out: &mut String) {
    let (digits, units, zero) = match numerals {
        Numerals::Chinese => ("零一二三四五六七八九", "十百千万", Some('零')),
        Numerals::LegalSimplified => ("零壹贰叁肆伍陆柒捌玖", "拾佰仟万", Some('零')),
        Numerals::LegalTraditional => ("零壹貳參肆伍陸柒捌玖", "拾佰仟萬", Some('零')),
        Numerals::Japanese => ("〇一二三四五六七八九", "十百千万", None),
        Numerals::JapaneseLegal => ("〇壱弐参四伍六七八九", "拾百阡萬", None),
    };
    if value == 0 {
        return out.extend(digits.chars().next());
    }
    let text = value.to_string();
    let (mut started, mut pending_zero) = (false, false);
    for (at, figure) in text.bytes().enumerate() {
        let figure = usize::from(figure - b'0');
        let place = text.len() - 1 - at;
        if figure == 0 {
            pending_zero = started;
            continue;
        }
        if std::mem::take(&mut pending_zero) {
            out.extend(zero);
        }
        // 十五 and not 一十五; Japanese leaves the one out before hundred and thousand too.
        let bare = figure == 1
            && match numerals {
                Numerals::Chinese => place == 1 && !started,
                Numerals::Japanese => (1..=3).contains(&place),
                _ => false,
            };
        if !bare {
            out.extend(digits.chars().nth(figure));
        }
        if place > 0 {
            out.extend(units.chars().nth(place - 1));
        }
        started = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        let names = [
            "decimal",
            "decimalZero",
            "decimalFullWidth",
            "decimalEnclosedCircle",
            "decimalEnclosedCircleChinese",
            "decimalEnclosedParen",
            "decimalEnclosedFullstop",
            "ideographEnclosedCircle",
            "numberInDash",
            "ordinal",
            "ordinalText",
            "cardinalText",
            "hex",
            "upperLetter",
            "lowerLetter",
            "upperRoman",
            "lowerRoman",
            "chineseCounting",
            "taiwaneseCounting",
            "chineseCountingThousand",
            "chineseLegalSimplified",
            "ideographLegalTraditional",
            "japaneseCounting",
            "japaneseLegal",
            "ideographDigital",
            "ideographTraditional",
            "ideographZodiac",
            "ideographZodiacTraditional",
            "bullet",
            "none",
            "unheardOf",
        ];
        let values = [0, 1, 2, 9, 10, 11, 12, 20, 21, 27, 99, 100, 101, 110, 1005, 4000, u32::MAX];
        let lines: Vec<String> = names
            .iter()
            .map(|name| {
                let format = Format::named(name, None);
                let seen: Vec<String> = values
                    .iter()
                    .map(|v| {
                        let mut out = String::new();
                        format.write(*v, &mut out);
                        out
                    })
                    .collect();
                format!("{name}: {}", seen.join(" | "))
            })
            .collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn custom_patterns() {
        let written = |pattern| {
            let mut out = String::new();
            Format::named("custom", Some(pattern)).write(7, &mut out);
            out
        };
        assert_eq!(written("001, 002, 003, ..."), "007");
        assert_eq!(written("a, b, c"), "7");
        assert_eq!(written(""), "7");
    }
}
