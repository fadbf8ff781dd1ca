//! Number formats of cells (ECMA-376 part 1, 18.8.31): what a person sees of a number.
//!
//! Dates are the exception: they are given in ISO 8601 whatever the cell shows of them, for `3月31日` hides the
//! year that the cell knows.

use super::{date, section::Section};

/// Characters of the longest format code that Excel takes.
const LONGEST: usize = 255;

/// A cell's number format.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
}

impl Default for NumberFormat {
    fn default() -> Self {
        Self::parse("General")
    }
}

impl NumberFormat {
    /// Reads a format code such as `#,##0.00;[Red]-#,##0.00`.
    pub fn parse(code: &str) -> Self {
        let end = code.char_indices().nth(LONGEST).map_or(code.len(), |(at, _)| at);
        Self { sections: Section::parse_all(code.get(..end).unwrap_or("")) }
    }

    /// The built-in format `id`, as Excel for Chinese has them.
    pub fn built_in(id: u16) -> Self {
        Self::parse(match id {
            1 => "0",
            2 => "0.00",
            3 => "#,##0",
            4 => "#,##0.00",
            5 | 6 => "¥#,##0;¥-#,##0",
            7 | 8 => "¥#,##0.00;¥-#,##0.00",
            9 => "0%",
            10 => "0.00%",
            14 | 30..=31 => "yyyy/m/d",
            15 | 16 => "d-mmm-yy",
            17 => "mmm-yy",
            18..=21 | 32..=33 => "h:mm:ss",
            22 => "yyyy/m/d h:mm",
            27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
            28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
            34 | 35 | 55 | 56 => "h\"时\"mm\"分\"",
            37 | 38 => "#,##0;-#,##0",
            39 | 40 => "#,##0.00;-#,##0.00",
            41 | 42 => "#,##0",
            43 | 44 => "#,##0.00",
            45 | 47 => "mm:ss",
            46 => "[h]:mm:ss",
            _ => "General",
        })
    }

    /// `value` as it is seen. `since_1904` tells from which day dates count.
    pub fn show(&self, value: f64, since_1904: bool) -> String {
        let Some(section) = self.section(value) else { return general(value) };
        if let Some(parts) = section.date() {
            return date::show(value, since_1904, parts).unwrap_or_else(|| general(value));
        }
        // With a section of its own, a negative number has the sign that the section writes.
        let shown = if self.sections.len() > 1 && value < 0.0 { value.abs() } else { value };
        section.show(shown)
    }

    /// The section for the sign of `value`: positive, negative, zero, text.
    fn section(&self, value: f64) -> Option<&Section> {
        let at = match self.sections.len() {
            0 | 1 => 0,
            2 => usize::from(value < 0.0),
            _ if value < 0.0 => 1,
            _ => {
                if value == 0.0 {
                    2
                } else {
                    0
                }
            }
        };
        self.sections.get(at)
    }
}

/// A number without a format: at most 15 figures, no `.0`.
pub(super) fn general(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let rounded = format!("{value:.14e}").parse::<f64>().unwrap_or(value);
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    if rounded != 0.0 && !(1e-9..1e21).contains(&rounded.abs()) { format!("{rounded:E}") } else { rounded.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen() {
        let cases = [
            ("General", 12.0),
            ("General", 0.1 + 0.2),
            ("General", -0.0),
            ("General", 1e300),
            ("通用格式", 3.5),
            ("0", 2.5),
            ("0", 3.5),
            ("0.00", 3.456),
            ("#,##0.00", 1_234_567.891),
            ("#,##0", 999.0),
            ("000", 7.0),
            ("0%", 0.5),
            ("0.0%", 0.9876),
            ("#.##", 0.5),
            ("0.0#", 2.0),
            ("0.00E+00", 12345.0),
            ("\"第\"0\"条\"", 3.0),
            ("0\"万元\"", 25.0),
            ("0.0,", 12_345.0),
            ("[$¥-804]#,##0.00", 88.5),
            ("¥#,##0;[Red]-¥#,##0", -1200.0),
            ("#,##0_);(#,##0)", -1200.0),
            ("0;-0;\"无\"", 0.0),
            ("0;;", 0.0),
            ("0;;", -3.0),
            ("\"—\"", 3.0),
            ("General\"元\"", 3.0),
            ("G/通用格式", 3.25),
            ("h:mm AM/PM", 0.75),
            ("@", 42.0),
            ("", 42.0),
            ("yyyy-mm-dd", 46_112.0),
            ("yyyy\"年\"m\"月\"d\"日\"", 46_112.0),
            ("m\"月\"d\"日\"", 46_112.75),
            ("yyyy\"年\"m\"月\"", 46_112.0),
            ("mmm-yy", 46_112.0),
            ("yyyy/m/d h:mm", 46_112.625),
            ("h:mm", 0.625),
            ("[h]:mm", 1.5),
            ("[$-804]aaaa", 46_112.0),
            ("yyyy-mm-dd", -5.0),
            ("yyyy-mm-dd", 1e18),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 46_112.0),
            ("[DBNum1]General", 12.0),
            ("# ?/?", 0.5),
        ];
        let lines =
            cases.map(|(code, value)| format!("{code} | {value} | {}", NumberFormat::parse(code).show(value, false)));
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn the_other_epoch() {
        let format = NumberFormat::built_in(14);
        assert_eq!(format.show(46_112.0 - 1462.0, true), format.show(46_112.0, false));
    }
}
