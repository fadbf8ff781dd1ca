//! The package: all entries copied as they are, but for those that are replaced or added.

use std::{
    collections::HashMap,
    io::{Cursor, Read as _, Write as _},
};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    AnnotateError,
    comments::appended,
    tags::{attribute, escaped, local_name, root, tags},
};

const TYPES: &str = "[Content_Types].xml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

/// The most that a part which is changed may unpack to, in bytes.
const LARGEST: u64 = 256 << 20;

/// A package in the making.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    main: String,
    /// Entries that change, by name, and new ones.
    changed: HashMap<String, String>,
    added: Vec<String>,
}

impl<'a> Package<'a> {
    pub(super) fn open(docx: &'a [u8], main: &str) -> Result<Self, AnnotateError> {
        let archive = ZipArchive::new(Cursor::new(docx)).map_err(archive_error)?;
        Ok(Self { archive, main: main.to_owned(), changed: HashMap::new(), added: Vec::new() })
    }

    /// The name under which the archive has the part `name`: names compare without regard to case.
    fn stored(&self, name: &str) -> Option<String> {
        let same = |stored: &&[u8]| {
            let stored = stored.strip_prefix(b"/").unwrap_or(stored);
            let fold = |b: u8| if b == b'\\' { b'/' } else { b.to_ascii_lowercase() };
            stored.len() == name.len() && stored.iter().zip(name.bytes()).all(|(a, b)| fold(*a) == fold(b))
        };
        let found = self.archive.file_names_raw().find(same)?;
        std::str::from_utf8(found).ok().map(str::to_owned)
    }

    /// Whether there is a part `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.stored(name).is_some()
    }

    /// The text of part `name`.
    pub(super) fn text(&mut self, name: &str) -> Result<String, AnnotateError> {
        let broken = || AnnotateError::Part(name.to_owned());
        let stored = self.stored(name).ok_or_else(broken)?;
        let entry = self.archive.by_name(&stored).map_err(archive_error)?;
        let mut text = String::new();
        entry.take(LARGEST).read_to_string(&mut text).map_err(|_| broken())?;
        Ok(text)
    }

    /// Replaces the main part, whose byte order mark, if it had one, is not needed.
    pub(super) fn replace_main(&mut self, text: String) {
        let name = self.main.clone();
        self.put(&name, text);
    }

    /// Replaces part `name`, or adds it.
    pub(super) fn put(&mut self, name: &str, text: String) {
        let stored = self.stored(name);
        if stored.is_none() {
            self.added.push(name.to_owned());
        }
        self.changed.insert(stored.unwrap_or_else(|| name.to_owned()), text);
    }

    fn folder(&self) -> &str {
        self.main.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    fn relations_name(&self) -> String {
        let (folder, file) = self.main.rsplit_once('/').unwrap_or(("", &self.main));
        if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") }
    }

    /// Name of the part that the main part has as its `kind`.
    pub(super) fn related(&mut self, kind: &str) -> Option<String> {
        let relations = self.text(&self.relations_name()).ok()?;
        let is_kind = |tag: &&str| attribute(tag, "Type").is_some_and(|t| t.rsplit('/').next() == Some(kind));
        let target = attribute(tags(&relations).find(is_kind)?, "Target")?.to_owned();
        if let Some(rooted) = target.strip_prefix('/') {
            return Some(rooted.to_owned());
        }
        let mut steps: Vec<&str> = self.folder().split('/').filter(|s| !s.is_empty()).collect();
        for step in target.split('/') {
            match step {
                "" | "." => {}
                ".." => {
                    steps.pop();
                }
                step => steps.push(step),
            }
        }
        Some(steps.join("/"))
    }

    /// A name for a new part that no part has.
    pub(super) fn free_name(&self, stem: &str) -> String {
        let folder = self.folder();
        let lead = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let names =
            std::iter::once(format!("{lead}{stem}.xml")).chain((2..).map(|n: u64| format!("{lead}{stem}{n}.xml")));
        names.into_iter().find(|name| !self.has(name)).unwrap_or_default()
    }

    /// States that the main part has `name` as its `kind`.
    pub(super) fn relate(&mut self, kind: &str, name: &str, strict: bool) -> Result<(), AnnotateError> {
        let part = self.relations_name();
        let old = if self.has(&part) {
            self.text(&part)?
        } else {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{RELATIONS}\"></Relationships>"
            )
        };
        let taken: Vec<&str> = tags(&old).filter_map(|tag| attribute(tag, "Id")).collect();
        let id = (1_u64..).map(|n| format!("rId{n}")).find(|id| !taken.contains(&id.as_str())).unwrap_or_default();
        let base = if strict { STRICT } else { TRANSITIONAL };
        let prefix = prefix_of(&old);
        let entry = format!("<{prefix}Relationship Id=\"{id}\" Type=\"{base}/{kind}\" Target=\"/{}\"/>", escaped(name));
        let new = appended(&old, &entry).ok_or_else(|| AnnotateError::Part(part.clone()))?;
        self.put(&part, new);
        Ok(())
    }

    /// States the content type of part `name`.
    pub(super) fn declare(&mut self, name: &str, content_type: &str) -> Result<(), AnnotateError> {
        let old = self.text(TYPES)?;
        let is_declared = |tag: &str| {
            local_name(tag) == "Override"
                && attribute(tag, "PartName")
                    .is_some_and(|part| part.trim_start_matches('/').eq_ignore_ascii_case(name))
        };
        if tags(&old).any(is_declared) {
            return Ok(());
        }
        let prefix = prefix_of(&old);
        let entry = format!("<{prefix}Override PartName=\"/{}\" ContentType=\"{content_type}\"/>", escaped(name));
        let new = appended(&old, &entry).ok_or_else(|| AnnotateError::Part(TYPES.to_owned()))?;
        self.put(TYPES, new);
        Ok(())
    }

    /// The package as bytes.
    pub(super) fn write(mut self) -> Result<Vec<u8>, AnnotateError> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index).map_err(archive_error)?;
            let name = std::str::from_utf8(entry.name_raw()).unwrap_or("").to_owned();
            match self.changed.get(&name) {
                None => out.raw_copy_file(entry).map_err(archive_error)?,
                Some(text) => {
                    let options = entry.last_modified().map_or_else(SimpleFileOptions::default, |time| {
                        SimpleFileOptions::default().last_modified_time(time)
                    });
                    put(&mut out, &name, text, options)?;
                }
            }
        }
        for name in &self.added {
            if let Some(text) = self.changed.get(name) {
                put(&mut out, name, text, SimpleFileOptions::default())?;
            }
        }
        out.finish().map(Cursor::into_inner).map_err(archive_error)
    }
}

fn put(
    out: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    text: &str,
    options: SimpleFileOptions,
) -> Result<(), AnnotateError> {
    out.start_file(name, options).map_err(archive_error)?;
    out.write_all(text.as_bytes()).map_err(|error| AnnotateError::Archive(error.to_string()))
}

fn prefix_of(xml: &str) -> String {
    let name = root(xml).unwrap_or("").split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or("");
    name.find(':').and_then(|colon| name.get(..=colon)).unwrap_or("").to_owned()
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err")]
fn archive_error(error: zip::result::ZipError) -> AnnotateError {
    AnnotateError::Archive(error.to_string())
}
