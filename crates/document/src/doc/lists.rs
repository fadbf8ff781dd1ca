//! Automatic numbering ([MS-DOC] 2.4.6.3): lists, their overrides, and the counting that Word does.

use std::collections::HashMap;

use super::number_format::format;
use crate::bytes::{i32_at, slice, u8_at, u16_at, u32_at};

/// Levels of a list.
const LEVELS: usize = 9;
/// Number format of a bullet.
const BULLET: u8 = 23;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: i32,
    format: u8,
    /// All numbers in the label are Arabic.
    legal: bool,
    /// The level that must pass for this one to begin again; by default any above it.
    restart_after: Option<u8>,
    /// The label: units below 9 stand for the number of that level.
    label: Vec<u16>,
}

#[derive(Debug, Clone, Default)]
struct Override {
    list: i32,
    starts: HashMap<u8, i32>,
    levels: HashMap<u8, Level>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    levels: HashMap<i32, Vec<Level>>,
    overrides: Vec<Override>,
    counts: HashMap<i32, [Option<i32>; LEVELS]>,
    /// Overrides whose start has been used.
    started: std::collections::HashSet<(u16, u8)>,
}

impl Lists {
    /// Reads the list table (with the levels behind it) and the table of overrides; what is broken is missing.
    pub fn read(lists: &[u8], overrides: &[u8]) -> Self {
        Self {
            levels: read_lists(lists).unwrap_or_default(),
            overrides: read_overrides(overrides).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Counts a paragraph at `level` of the list with override `index` (from 1), and returns its label.
    pub fn count(&mut self, index: u16, level: u8) -> Option<String> {
        let over = self.overrides.get(usize::from(index).checked_sub(1)?)?;
        let level = level.min(8);
        let at = usize::from(level);
        let levels = self.levels.get(&over.list)?;
        let own = over.levels.get(&level).or_else(|| levels.get(at))?;
        let counts = self.counts.entry(over.list).or_default();
        let restarted = over.starts.get(&level).filter(|_| self.started.insert((index, level)));
        let value = match (restarted, counts.get(at).copied().flatten()) {
            (Some(start), _) => *start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => own.start,
        };
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let limit = levels.get(deeper).and_then(|l| l.restart_after);
            if limit.is_none_or(|limit| level < limit) {
                *count = None;
            }
        }
        if let Some(count) = counts.get_mut(at) {
            *count = Some(value);
        }
        let counts = *counts;
        let label = own.label.clone();
        let legal = own.legal;
        let bullet = own.format == BULLET;
        let number = |n: usize| {
            let level = u8::try_from(n).ok().and_then(|n| over.levels.get(&n)).or_else(|| levels.get(n));
            let value = counts.get(n).copied().flatten().or(level.map(|l| l.start)).unwrap_or(1);
            format(value, level.map_or(0, |l| if legal { 0 } else { l.format }))
        };
        let label = if bullet { bullet_label(&label) } else { text_label(&label, number) };
        Some(label).filter(|l| !l.trim().is_empty())
    }
}

fn text_label(label: &[u16], number: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    for unit in char::decode_utf16(label.iter().copied()).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)) {
        match unit as usize {
            level @ 0..LEVELS => out.push_str(&number(level)),
            _ if unit.is_control() => {}
            _ => out.push(unit),
        }
    }
    out
}

/// Bullets are characters of symbol fonts; in any other font they would be boxes.
fn bullet_label(label: &[u16]) -> String {
    let seen = text_label(label, |_| String::new());
    let private = seen.chars().all(|c| ('\u{E000}'..='\u{F8FF}').contains(&c));
    if private && !seen.is_empty() { "•".into() } else { seen }
}

fn read_lists(bytes: &[u8]) -> Option<HashMap<i32, Vec<Level>>> {
    let count = usize::from(u16_at(bytes, 0)?);
    let mut at = 2 + 28 * count;
    let mut all = HashMap::new();
    for n in 0..count {
        let head = slice(bytes, 2 + 28 * n, 28)?;
        let levels = if u8_at(head, 26)? & 1 == 1 { 1 } else { LEVELS };
        let read: Vec<Level> = (0..levels).map_while(|_| read_level(bytes, &mut at)).collect();
        let whole = read.len() == levels;
        all.insert(i32_at(head, 0)?, read);
        if !whole {
            break;
        }
    }
    Some(all)
}

fn read_level(bytes: &[u8], at: &mut usize) -> Option<Level> {
    let head = slice(bytes, *at, 28)?;
    let info = u8_at(head, 5)?;
    let properties = usize::from(u8_at(head, 24)?) + usize::from(u8_at(head, 25)?);
    let label = *at + 28 + properties;
    let chars = usize::from(u16_at(bytes, label)?);
    let units = slice(bytes, label + 2, 2 * chars)?;
    *at = label + 2 + 2 * chars;
    Some(Level {
        start: i32_at(head, 0)?,
        format: u8_at(head, 4)?,
        legal: info & 0x04 != 0,
        restart_after: (info & 0x08 != 0).then_some(u8_at(head, 26)?),
        label: units.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect(),
    })
}

fn read_overrides(bytes: &[u8]) -> Option<Vec<Override>> {
    let count = u32_at(bytes, 0)? as usize;
    let mut at = count.checked_mul(16)?.checked_add(4)?;
    let mut all = Vec::new();
    for n in 0..count {
        let head = slice(bytes, 4 + 16 * n, 16)?;
        let mut over = Override { list: i32_at(head, 0)?, ..Override::default() };
        // A broken tail leaves the lists themselves usable.
        let _ = read_override_levels(bytes, &mut at, usize::from(u8_at(head, 12)?), &mut over);
        all.push(over);
    }
    Some(all)
}

fn read_override_levels(bytes: &[u8], at: &mut usize, levels: usize, over: &mut Override) -> Option<()> {
    *at += 4;
    for _ in 0..levels {
        let start = i32_at(bytes, *at)?;
        let flags = u32_at(bytes, *at + 4)?;
        let level = (flags & 0x0F) as u8;
        *at += 8;
        if flags & 0x20 != 0 {
            let own = read_level(bytes, at)?;
            if flags & 0x10 != 0 {
                over.starts.insert(level, own.start);
            }
            over.levels.insert(level, own);
        } else if flags & 0x10 != 0 {
            over.starts.insert(level, start);
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(start: i32, format: u8, flags: u8, label: &[u16]) -> Vec<u8> {
        let mut out = start.to_le_bytes().to_vec();
        out.extend([format, flags]);
        out.extend([0; 22]);
        out.extend(u16::try_from(label.len()).unwrap().to_le_bytes());
        out.extend(label.iter().flat_map(|unit| unit.to_le_bytes()));
        out
    }

    /// One list: 第一章, 一、, 1.1 in plain digits whatever the levels above are.
    fn lists() -> Vec<u8> {
        let mut out = 1_u16.to_le_bytes().to_vec();
        out.extend(7_i32.to_le_bytes());
        out.extend([0; 24]);
        out.extend(level(1, 39, 0, &[0x7B2C, 0, 0x7AE0]));
        out.extend(level(1, 39, 0, &[1, 0x3001]));
        // Restarts only after level 0.
        let mut third = level(1, 0, 0x0C, &[0, 0x2E, 2]);
        third[26] = 1;
        out.extend(third);
        out.extend(level(1, 23, 0, &[0xF0B7]));
        (0..5).for_each(|_| out.extend(level(1, 255, 0, &[])));
        out
    }

    /// The list as it is, and an override that begins level 1 at 5.
    fn overrides() -> Vec<u8> {
        let mut out = 2_u32.to_le_bytes().to_vec();
        for levels in [0, 1] {
            out.extend(7_i32.to_le_bytes());
            out.extend([0; 8]);
            out.extend([levels, 0, 0, 0]);
        }
        out.extend([0xFF; 4]);
        out.extend([0xFF; 4]);
        out.extend(5_i32.to_le_bytes());
        out.extend(0x11_u32.to_le_bytes());
        out
    }

    #[test]
    fn counts_like_word() {
        let mut lists = Lists::read(&lists(), &overrides());
        let steps = [
            (1, 0),
            (1, 1),
            (1, 1),
            (1, 2),
            (1, 1),
            (1, 2),
            (1, 0),
            (1, 2),
            (1, 1),
            (2, 1),
            (2, 1),
            (1, 1),
            (1, 3),
            (1, 4),
            (3, 0),
        ];
        let seen = steps.map(|(list, level)| lists.count(list, level).unwrap_or_else(|| "-".into()));
        insta::assert_snapshot!(seen.join(" "), @"第一章 一、 二、 1.1 三、 1.2 第二章 2.1 一、 五、 六、 七、 • - -");
    }

    #[test]
    fn a_cut_table_keeps_what_it_can() {
        let whole = lists();
        for cut in 0..whole.len() {
            let mut lists = Lists::read(&whole[..cut], &overrides());
            assert!(lists.count(1, 0).is_none_or(|label| label == "第一章"));
        }
    }
}
