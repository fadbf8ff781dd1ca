//! Automatic numbers (ECMA-376 part 1, 17.9): lists by id, their levels, and the counting.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    rc::Rc,
};

use quick_xml::events::Event;

use super::{
    fragments::{self, Scanner},
    package::Part,
    props::ParaProps,
    symbols,
    xml::{self, attribute, local, number, on_off, unescaped, val, val_number},
};
use crate::numerals::Format;

/// Levels of a list.
const LEVELS: usize = 9;

/// Longest text of a level, in bytes: Word takes 255 characters at most.
const TEXT: usize = 255;

/// A level of a list.
#[derive(Debug, Clone)]
pub(super) struct Level {
    start: u32,
    format: Format,
    text: String,
    restart: Option<u32>,
    legal: bool,
    hidden: bool,
    style: Option<String>,
    /// Indents of its paragraphs.
    pub(super) para: ParaProps,
}

impl Default for Level {
    fn default() -> Self {
        let (start, format) = (0, Format::Decimal);
        let (text, para) = (String::new(), ParaProps::default());
        Self { start, format, text, restart: None, legal: false, hidden: false, style: None, para }
    }
}

type Levels = [Option<Rc<Level>>; LEVELS];

/// `abstractNum`.
#[derive(Default)]
struct Abstract {
    levels: Levels,
    style: Option<String>,
    by_style: Option<String>,
}

/// `num`, put together with what it refers to.
pub(super) struct List {
    counter: usize,
    levels: Levels,
    starts: [Option<u32>; LEVELS],
}

impl List {
    /// Level `at`, from 0.
    pub(super) fn level(&self, at: u8) -> Option<&Level> {
        self.levels.get(usize::from(at))?.as_deref()
    }

    /// The level that is tied to one of `styles`, the last named first.
    pub(super) fn level_of(&self, styles: &[String]) -> Option<u8> {
        let tied = |style: &String| {
            self.levels.iter().flatten().position(|level| level.style.as_deref() == Some(style.as_str()))
        };
        styles.iter().rev().find_map(tied).and_then(|at| u8::try_from(at).ok())
    }
}

/// A `num` as the part states it.
#[derive(Default)]
struct Num {
    base: u32,
    starts: [Option<u32>; LEVELS],
    levels: Levels,
}

/// The lists of a document and how far each has counted.
pub(super) struct Numbering<'a> {
    part: Part<'a>,
    abstracts: Vec<(Range<usize>, Option<Rc<Abstract>>)>,
    abstract_ids: HashMap<u32, usize>,
    by_style: Option<HashMap<String, usize>>,
    nums: HashMap<u32, Range<usize>>,
    lists: HashMap<u32, Option<Rc<List>>>,
    counters: HashMap<usize, [Option<u32>; LEVELS]>,
    started: HashSet<(u32, usize)>,
}

impl<'a> Numbering<'a> {
    /// Notes where the lists of `part` stand.
    pub(super) fn new(mut part: Part<'a>) -> Self {
        part.finish();
        let prefix = fragments::prefix(&mut part);
        let (mut abstracts, mut abstract_ids, mut nums) = (Vec::new(), HashMap::new(), HashMap::new());
        let mut scanner = Scanner::new(&prefix, "abstractNum", 0);
        while let Some(range) = scanner.next(&mut part) {
            if let Some(id) = id_of(&part, &range, "abstractNumId") {
                abstract_ids.entry(id).or_insert(abstracts.len());
            }
            abstracts.push((range, None));
        }
        let after = abstracts.last().map_or(0, |(range, _)| range.end);
        let mut scanner = Scanner::new(&prefix, "num", after);
        while let Some(range) = scanner.next(&mut part) {
            if let Some(id) = id_of(&part, &range, "numId") {
                nums.entry(id).or_insert(range);
            }
        }
        let (lists, counters, started) = (HashMap::new(), HashMap::new(), HashSet::new());
        Self { part, abstracts, abstract_ids, by_style: None, nums, lists, counters, started }
    }

    /// List `id`; `None` where the document has none.
    pub(super) fn list(&mut self, id: u32) -> Option<Rc<List>> {
        if let Some(list) = self.lists.get(&id) {
            return list.clone();
        }
        let list = self.assemble(id).map(Rc::new);
        self.lists.insert(id, list.clone());
        list
    }

    fn assemble(&mut self, id: u32) -> Option<List> {
        let num = self.nums.get(&id).map(|range| parse_num(&self.xml(range)))?;
        let mut counter = *self.abstract_ids.get(&num.base)?;
        let mut base = self.abstract_at(counter)?;
        if let Some(style) = base.by_style.clone() {
            // A list by style is another list under the name of a numbering style (17.9.21).
            if let Some(found) = self.abstract_of(&style) {
                counter = found;
                base = self.abstract_at(counter)?;
            }
        }
        let mut levels = num.levels;
        for (level, of_base) in levels.iter_mut().zip(&base.levels) {
            if level.is_none() {
                level.clone_from(of_base);
            }
        }
        Some(List { counter, levels, starts: num.starts })
    }

    fn abstract_at(&mut self, at: usize) -> Option<Rc<Abstract>> {
        let (range, parsed) = self.abstracts.get(at)?;
        if let Some(parsed) = parsed {
            return Some(Rc::clone(parsed));
        }
        let parsed = Rc::new(parse_abstract(&self.xml(range)));
        self.abstracts.get_mut(at)?.1 = Some(Rc::clone(&parsed));
        Some(parsed)
    }

    /// The abstract list that defines the numbering style `id`.
    fn abstract_of(&mut self, id: &str) -> Option<usize> {
        if self.by_style.is_none() {
            let mut found = HashMap::new();
            for at in 0..self.abstracts.len() {
                if let Some(style) = self.abstract_at(at).and_then(|a| a.style.clone()) {
                    found.entry(style).or_insert(at);
                }
            }
            self.by_style = Some(found);
        }
        self.by_style.as_ref()?.get(id).copied()
    }

    fn xml(&self, range: &Range<usize>) -> String {
        xml::decode(self.part.bytes().get(range.clone()).unwrap_or(&[])).0.into_owned()
    }

    /// Counts one paragraph of level `level` of list `id` and writes its number, as it is seen, to `out`.
    pub(super) fn count(&mut self, id: u32, list: &List, level: u8, out: &mut String) {
        let at = usize::from(level).min(LEVELS - 1);
        let counter = self.counters.entry(list.counter).or_default();
        let start = |at: usize| list.levels.get(at).and_then(Option::as_ref).map_or(1, |l| l.start);
        for (upper, value) in counter.iter_mut().enumerate().take(at) {
            value.get_or_insert_with(|| start(upper));
        }
        let first_of_num = list.starts.get(at).copied().flatten().filter(|_| self.started.insert((id, at)));
        if let Some(value) = counter.get_mut(at) {
            *value = Some(match (first_of_num, *value) {
                (Some(start), _) => start,
                (None, Some(value)) => value.saturating_add(1),
                (None, None) => start(at),
            });
        }
        for (deeper, value) in counter.iter_mut().enumerate().skip(at + 1) {
            let restarts = match list.levels.get(deeper).and_then(Option::as_ref).and_then(|l| l.restart) {
                Some(0) => false,
                Some(after) => at < after as usize,
                None => true,
            };
            if restarts {
                *value = None;
            }
        }
        let values = *counter;
        if let Some(level) = list.levels.get(at).and_then(Option::as_ref) {
            write(level, list, &values, out);
        }
    }
}

/// Fills the text of `level` in.
fn write(level: &Level, list: &List, values: &[Option<u32>; LEVELS], out: &mut String) {
    if level.hidden {
        return;
    }
    let mut text = level.text.chars().peekable();
    while let Some(c) = text.next() {
        let place = text.peek().and_then(|c| c.to_digit(10)).filter(|d| c == '%' && (1..=9).contains(d));
        let Some(place) = place else {
            out.push(symbols::plain(c));
            continue;
        };
        text.next();
        let at = place as usize - 1;
        let format = list.levels.get(at).and_then(Option::as_ref).map_or(Format::Decimal, |l| l.format);
        let format =
            if level.legal && !matches!(format, Format::None | Format::Bullet) { Format::Decimal } else { format };
        if let Some(value) = values.get(at).copied().flatten() {
            format.write(value, out);
        }
    }
}

fn id_of(part: &Part<'_>, range: &Range<usize>, name: &str) -> Option<u32> {
    let (xml, _) = xml::decode(part.bytes().get(range.clone())?);
    attribute(xml::first_tag(&xml), name)?.trim().parse().ok()
}

fn parse_abstract(xml: &str) -> Abstract {
    let mut parsed = Abstract::default();
    let mut reader = xml::reader(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) if local(tag.name().0) == "lvl" => {
                let at = level_index(tag.attributes_raw());
                let level = parse_level(&mut reader);
                put(&mut parsed.levels, at, level);
            }
            Event::Start(tag) | Event::Empty(tag) => {
                let link = || val(tag.attributes_raw()).map(|id| unescaped(id).into_owned());
                match local(tag.name().0) {
                    "styleLink" => parsed.style = link(),
                    "numStyleLink" => parsed.by_style = link(),
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    parsed
}

fn parse_num(xml: &str) -> Num {
    let mut num = Num::default();
    let mut reader = xml::reader(xml);
    let mut at = None;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) if local(tag.name().0) == "lvl" => {
                let own = level_index(tag.attributes_raw());
                let level = parse_level(&mut reader);
                put(&mut num.levels, own.or(at), level);
            }
            Event::Start(tag) | Event::Empty(tag) => {
                let raw = tag.attributes_raw();
                match local(tag.name().0) {
                    "abstractNumId" => num.base = val_number(raw).and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
                    "lvlOverride" => at = level_index(raw),
                    "startOverride" => {
                        if let Some(slot) = at.and_then(|at| num.starts.get_mut(at)) {
                            *slot = val_number(raw).and_then(|n| u32::try_from(n).ok());
                        }
                    }
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    num
}

fn level_index(raw: &str) -> Option<usize> {
    attribute(raw, "ilvl").and_then(number).and_then(|n| usize::try_from(n).ok())
}

fn put(levels: &mut Levels, at: Option<usize>, level: Level) {
    if let Some(slot) = at.and_then(|at| levels.get_mut(at)) {
        *slot = Some(Rc::new(level));
    }
}

/// Reads on to the end of a `lvl`.
fn parse_level(reader: &mut quick_xml::Reader<&[u8]>) -> Level {
    let mut level = Level::default();
    let (mut depth, mut fallback) = (1_u32, 0_u32);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => {
                depth += 1;
                if fallback > 0 || local(tag.name().0) == "Fallback" {
                    fallback += 1;
                }
                if fallback == 0 {
                    level.take(local(tag.name().0), tag.attributes_raw());
                }
            }
            Event::Empty(tag) if fallback == 0 => level.take(local(tag.name().0), tag.attributes_raw()),
            Event::End(_) => {
                depth -= 1;
                fallback = fallback.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    level
}

impl Level {
    fn take(&mut self, name: &str, raw: &str) {
        match name {
            "start" => self.start = val_number(raw).and_then(|n| u32::try_from(n).ok()).unwrap_or(1),
            "numFmt" => self.format = Format::named(val(raw).unwrap_or(""), attribute(raw, "format")),
            "lvlText" => {
                let text = unescaped(val(raw).unwrap_or("")).into_owned();
                let end = (0..=TEXT.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
                self.text = text.get(..end).unwrap_or("").to_owned();
            }
            "lvlRestart" => self.restart = val_number(raw).and_then(|n| u32::try_from(n).ok()),
            "isLgl" => self.legal = on_off(raw),
            "vanish" => self.hidden = on_off(raw),
            "pStyle" => self.style = val(raw).map(|id| unescaped(id).into_owned()),
            "ind" => self.para.take(name, raw),
            _ => {}
        }
    }
}
