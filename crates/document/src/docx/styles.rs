//! Styles (ECMA-376 part 1, 17.7): found when a paragraph or run asks for one, resolved once.

use std::{collections::HashMap, ops::Range, rc::Rc};

use quick_xml::events::Event;

use super::{
    fonts::Fonts,
    fragments::{self, Scanner},
    package::Part,
    props::{ParaProps, RunProps},
    xml::{self, attribute, local, unescaped, val},
};

/// How many styles may stand on each other: Word stops at 10.
const CHAIN: usize = 32;

/// A style with all that it inherits.
#[derive(Debug, Default)]
pub(super) struct Style {
    /// Its name.
    pub(super) name: Option<String>,
    /// Whether it is Title or stands on it.
    pub(super) title: bool,
    /// Whether it is one of a table of contents.
    pub(super) contents: bool,
    /// Depth from 1 of the built-in heading style it is or stands on.
    pub(super) heading: Option<u8>,
    /// Characters.
    pub(super) run: RunProps,
    /// Paragraph.
    pub(super) para: ParaProps,
    /// Ids of the style that states the list, and of those on it.
    pub(super) listed: Vec<String>,
}

/// Where a style stands in the part.
struct Entry {
    range: Range<usize>,
    resolved: Option<Rc<Style>>,
}

/// The styles of a document.
pub(super) struct Styles<'a> {
    part: Option<Part<'a>>,
    scanner: Scanner,
    entries: Vec<Entry>,
    by_id: HashMap<String, usize>,
    default_paragraph: Option<usize>,
    unstyled: Rc<Style>,
    /// What every run has.
    pub(super) run: RunProps,
    /// What every paragraph has.
    pub(super) para: ParaProps,
}

impl<'a> Styles<'a> {
    /// The styles of `part`, read as far as the defaults.
    pub(super) fn new(part: Option<Part<'a>>, fonts: &mut Fonts) -> Self {
        let mut styles = Self {
            part,
            scanner: Scanner::new("w:", "style", 0),
            entries: Vec::new(),
            by_id: HashMap::new(),
            default_paragraph: None,
            unstyled: Rc::new(Style::default()),
            run: RunProps::default(),
            para: ParaProps::default(),
        };
        styles.read_defaults(fonts);
        styles
    }

    fn read_defaults(&mut self, fonts: &mut Fonts) {
        let Some(part) = &mut self.part else { return };
        let prefix = fragments::prefix(part);
        self.scanner = Scanner::new(&prefix, "style", 0);
        // The schema puts the defaults first; without them the scan would unpack the whole part, so that it
        // is bounded by the first style.
        let first = self.scanner.next(part);
        let head = first.as_ref().map_or(part.bytes().len(), |range| range.start);
        let (xml, _) = xml::decode(part.bytes().get(..head).unwrap_or(&[]));
        let start = xml.find("docDefaults").unwrap_or(xml.len());
        let end = xml.rfind("docDefaults").unwrap_or(xml.len());
        let defaults = parse(xml.get(start..end).unwrap_or(""), fonts);
        (self.run, self.para) = (defaults.run, defaults.para);
        if let Some(range) = first {
            self.enter(range);
        }
    }

    /// Notes a style that the scan came upon.
    fn enter(&mut self, range: Range<usize>) {
        let Some(part) = &self.part else { return };
        let (xml, _) = xml::decode(part.bytes().get(range.clone()).unwrap_or(&[]));
        let raw = xml::first_tag(&xml);
        let kind = attribute(raw, "type").unwrap_or("paragraph");
        let index = self.entries.len();
        let is_default = matches!(attribute(raw, "default"), Some("1" | "true" | "on"));
        if is_default && kind == "paragraph" && self.default_paragraph.is_none() {
            self.default_paragraph = Some(index);
        }
        if let Some(id) = attribute(raw, "styleId") {
            self.by_id.entry(unescaped(id).into_owned()).or_insert(index);
        }
        self.entries.push(Entry { range, resolved: None });
    }

    fn scan(&mut self) -> bool {
        let Some(range) = self.part.as_mut().and_then(|part| self.scanner.next(part)) else { return false };
        self.enter(range);
        true
    }

    fn find(&mut self, id: &str) -> Option<usize> {
        loop {
            if let Some(&index) = self.by_id.get(id) {
                return Some(index);
            }
            if !self.scan() {
                return None;
            }
        }
    }

    /// The style with `id`; `None` where the document has none.
    pub(super) fn get(&mut self, id: &str, fonts: &mut Fonts) -> Option<Rc<Style>> {
        let index = self.find(id)?;
        Some(self.resolve(index, fonts))
    }

    /// The paragraph style with `id`, or the default one.
    pub(super) fn paragraph(&mut self, id: Option<&str>, fonts: &mut Fonts) -> Rc<Style> {
        if let Some(style) = id.and_then(|id| self.get(id, fonts)) {
            return style;
        }
        while self.default_paragraph.is_none() && self.scan() {}
        match (self.default_paragraph, id) {
            (Some(index), None) => self.resolve(index, fonts),
            // Built-in styles that the document does not define still mean what their ids say.
            (_, Some(id)) => Rc::new(Style { heading: heading(id), title: is_title(id), ..Style::default() }),
            (None, None) => Rc::clone(&self.unstyled),
        }
    }

    /// Adds up the chain of styles that style `index` stands on.
    fn resolve(&mut self, index: usize, fonts: &mut Fonts) -> Rc<Style> {
        let mut chain: Vec<(usize, Parsed)> = Vec::new();
        let mut next = Some(index);
        let mut base = Rc::clone(&self.unstyled);
        while let Some(at) = next {
            if let Some(done) = self.entries.get(at).and_then(|entry| entry.resolved.clone()) {
                base = done;
                break;
            }
            if chain.len() >= CHAIN || chain.iter().any(|(seen, _)| *seen == at) {
                break;
            }
            let parsed = self.parse_entry(at, fonts);
            next = parsed.based_on.as_deref().and_then(|id| self.find(id));
            chain.push((at, parsed));
        }
        for (at, parsed) in chain.into_iter().rev() {
            base = Rc::new(parsed.on(&base));
            if let Some(entry) = self.entries.get_mut(at) {
                entry.resolved = Some(Rc::clone(&base));
            }
        }
        base
    }

    fn parse_entry(&self, index: usize, fonts: &mut Fonts) -> Parsed {
        let bytes = self.entries.get(index).zip(self.part.as_ref());
        let bytes = bytes.and_then(|(entry, part)| part.bytes().get(entry.range.clone())).unwrap_or(&[]);
        parse(&xml::decode(bytes).0, fonts)
    }
}

/// A style as the part states it.
#[derive(Default)]
struct Parsed {
    id: String,
    name: Option<String>,
    based_on: Option<String>,
    run: RunProps,
    para: ParaProps,
}

impl Parsed {
    fn on(self, base: &Style) -> Style {
        let mut listed = if self.para.list.is_some() { Vec::new() } else { base.listed.clone() };
        if (self.para.list.is_some() || !listed.is_empty()) && listed.len() < CHAIN {
            listed.push(self.id);
        }
        let name = self.name.as_deref().unwrap_or("");
        Style {
            title: base.title || is_title(name),
            contents: base.contents || is_contents(name),
            heading: heading(name).or(base.heading),
            run: self.run.over(base.run),
            para: self.para.over(base.para),
            name: self.name,
            listed,
        }
    }
}

/// Reads one style, or the defaults, which look alike. Of a table style only the part that holds for the
/// whole table counts, and conditional formats are left out with it.
fn parse(xml: &str, fonts: &mut Fonts) -> Parsed {
    let mut parsed = Parsed::default();
    let mut reader = xml::reader(xml);
    let (mut in_run, mut in_para, mut skip) = (false, false, 0_u32);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(_) if skip > 0 => skip += 1,
            Event::End(_) if skip > 0 => skip -= 1,
            Event::Start(tag) => match local(tag.name().0) {
                "rPr" => in_run = true,
                "pPr" => in_para = true,
                "tblStylePr" | "rPrChange" | "pPrChange" => skip = 1,
                name => parsed.take(name, tag.attributes_raw(), in_run, in_para, fonts),
            },
            Event::Empty(tag) if skip == 0 => {
                parsed.take(local(tag.name().0), tag.attributes_raw(), in_run, in_para, fonts);
            }
            Event::End(tag) => match local(tag.name().0) {
                "rPr" => in_run = false,
                "pPr" => in_para = false,
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    parsed
}

impl Parsed {
    fn take(&mut self, name: &str, raw: &str, in_run: bool, in_para: bool, fonts: &mut Fonts) {
        let owned = |raw| val(raw).map(|value| unescaped(value).into_owned());
        match name {
            "style" => self.id = attribute(raw, "styleId").map(|id| unescaped(id).into_owned()).unwrap_or_default(),
            "name" if !in_run && !in_para => self.name = owned(raw),
            "basedOn" if !in_run && !in_para => self.based_on = owned(raw),
            _ if in_run => self.run.take(name, raw, fonts),
            _ if in_para => self.para.take(name, raw),
            _ => {}
        }
    }
}

fn is_title(name: &str) -> bool {
    name.eq_ignore_ascii_case("title")
}

fn is_contents(name: &str) -> bool {
    let digit = name.get(..4).filter(|head| head.eq_ignore_ascii_case("toc ")).and_then(|_| name.get(4..));
    digit.is_some_and(|d| d.len() == 1 && d.bytes().all(|b| b.is_ascii_digit()))
}

/// Depth of the built-in heading style `name`: `heading 2`, or as an id `Heading2`.
fn heading(name: &str) -> Option<u8> {
    let (head, tail) = name.split_at_checked(7)?;
    let depth = tail.trim_start().parse().ok().filter(|depth| (1..=9).contains(depth))?;
    head.eq_ignore_ascii_case("heading").then_some(depth)
}
