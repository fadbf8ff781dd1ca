//! Properties of runs and paragraphs (ECMA-376 part 1, 17.3): what one place states, and how places add up.

use super::{
    fonts::{Font, Fonts},
    xml::{attributes, number, on_off, val, val_number},
};
use crate::{Align, LinePitch};

/// What a run, a style or the defaults state about characters.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct RunProps {
    /// Font of East Asian characters.
    pub(super) font: Option<Font>,
    /// Size in half-points.
    pub(super) size: Option<u16>,
    /// Bold.
    pub(super) bold: Option<bool>,
    /// Hidden.
    pub(super) hidden: Option<bool>,
}

impl RunProps {
    /// Takes in the property element `name`.
    pub(super) fn take(&mut self, name: &str, raw: &str, fonts: &mut Fonts) {
        match name {
            "rFonts" => self.font = fonts.east_asian(raw).or(self.font),
            "sz" => self.size = val_number(raw).and_then(|n| u16::try_from(n).ok()),
            "b" => self.bold = Some(on_off(raw)),
            "vanish" => self.hidden = Some(on_off(raw)),
            _ => {}
        }
    }

    /// These where they are stated, else those of `base`.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            font: self.font.or(base.font),
            size: self.size.or(base.size),
            bold: self.bold.or(base.bold),
            hidden: self.hidden.or(base.hidden),
        }
    }

    /// These, stated by a character style, over `paragraph`, stated by a paragraph style: what is on in both
    /// is off (17.7.3, toggle properties).
    pub(super) fn toggled_over(self, paragraph: Self) -> Self {
        let toggle = |a: Option<bool>, b: Option<bool>| match (a, b) {
            (Some(a), Some(b)) => Some(a != b),
            (a, b) => a.or(b),
        };
        Self {
            bold: toggle(self.bold, paragraph.bold),
            hidden: toggle(self.hidden, paragraph.hidden),
            ..self.over(paragraph)
        }
    }
}

/// What a paragraph, a style, a level of a list or the defaults state about paragraphs.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct ParaProps {
    /// `numId`: 0 takes a number away.
    pub(super) list: Option<u32>,
    /// `ilvl`, from 0.
    pub(super) list_level: Option<u8>,
    /// `outlineLvl`, from 0; 9 is running text.
    pub(super) outline: Option<u8>,
    /// Alignment.
    pub(super) align: Option<Align>,
    /// First-line indent in twips, negative where it hangs.
    pub(super) first_line: Option<i32>,
    /// First-line indent in hundredths of a character.
    pub(super) first_line_chars: Option<i32>,
    line: Option<u32>,
    rule: Option<Rule>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Rule {
    Auto,
    Exact,
    AtLeast,
}

impl ParaProps {
    /// Takes in the property element `name`.
    pub(super) fn take(&mut self, name: &str, raw: &str) {
        match name {
            "numId" => self.list = Some(val_number(raw).and_then(|n| u32::try_from(n).ok()).unwrap_or(0)),
            "ilvl" => self.list_level = val_number(raw).and_then(|n| u8::try_from(n).ok()),
            "outlineLvl" => self.outline = val_number(raw).and_then(|n| u8::try_from(n).ok()),
            "jc" => self.align = val(raw).and_then(align).or(self.align),
            "ind" => self.indent(raw),
            "spacing" => self.spacing(raw),
            _ => {}
        }
    }

    fn indent(&mut self, raw: &str) {
        for (name, value) in attributes(raw) {
            let value = number(value);
            match name {
                "firstLine" => self.first_line = value.or(self.first_line),
                "hanging" => self.first_line = value.map(i32::saturating_neg).or(self.first_line),
                "firstLineChars" => self.first_line_chars = value.or(self.first_line_chars),
                "hangingChars" => self.first_line_chars = value.map(i32::saturating_neg).or(self.first_line_chars),
                _ => {}
            }
        }
    }

    fn spacing(&mut self, raw: &str) {
        for (name, value) in attributes(raw) {
            match (name, value) {
                ("line", value) => self.line = number(value).and_then(|n| u32::try_from(n.abs()).ok()),
                ("lineRule", "exact") => self.rule = Some(Rule::Exact),
                ("lineRule", "atLeast") => self.rule = Some(Rule::AtLeast),
                ("lineRule", _) => self.rule = Some(Rule::Auto),
                _ => {}
            }
        }
    }

    /// These where they are stated, else those of `base`.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            list: self.list.or(base.list),
            list_level: self.list_level.or(base.list_level),
            outline: self.outline.or(base.outline),
            align: self.align.or(base.align),
            first_line: self.first_line.or(base.first_line),
            first_line_chars: self.first_line_chars.or(base.first_line_chars),
            line: self.line.or(base.line),
            rule: self.rule.or(base.rule),
        }
    }

    /// The line pitch, where one is stated.
    pub(super) fn pitch(&self) -> Option<LinePitch> {
        let line = self.line?;
        Some(match self.rule {
            Some(Rule::Exact) => LinePitch::Exact(line),
            Some(Rule::AtLeast) => LinePitch::AtLeast(line),
            _ => LinePitch::Multiple(line),
        })
    }
}

fn align(value: &str) -> Option<Align> {
    Some(match value {
        "left" | "start" => Align::Left,
        "center" => Align::Center,
        "right" | "end" => Align::Right,
        "both" | "distribute" | "thaiDistribute" | "lowKashida" | "mediumKashida" | "highKashida" => Align::Justify,
        _ => return None,
    })
}
