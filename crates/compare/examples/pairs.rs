//! Prints what the papers of a folder share: `pairs DIR [LEAST]`. A line a passage, tab-separated: both
//! names, equal characters, likeness, and the places in both (`line:first-end` in characters, from 1 and 0).
#![allow(clippy::disallowed_methods, reason = "an example reads files")]

use std::{
    error::Error,
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    time::Instant,
};

use compare::{Index, Settings, Text};
use document::{Document, Span, Unit};
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("usage: pairs DIR [LEAST]")?);
    let mut settings = Settings::default();
    if let Some(least) = arguments.next() {
        settings.least = least.to_string_lossy().parse()?;
    }
    let start = Instant::now();
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    let papers: Vec<(Document, Text)> = paths.par_iter().map(|path| read(path)).collect::<io::Result<_>>()?;
    let texts: Vec<Text> = papers.iter().map(|(_, text)| text.clone()).collect();
    let read = start.elapsed();
    let index = Index::new(&texts, settings);
    let indexed = start.elapsed();
    let pairs = index.pairs();
    let compared = start.elapsed();

    let mut out = BufWriter::new(io::stdout().lock());
    let name = |paper: usize| paths.get(paper).and_then(|p| p.file_name()).unwrap_or_default().to_string_lossy();
    for pair in &pairs {
        let (Some(a), Some(b)) = (papers.get(pair.a), papers.get(pair.b)) else { continue };
        for passage in &pair.shared.passages {
            let (chars, likeness) = (passage.chars, passage.likeness);
            let (in_a, in_b) = (places(&a.0, &passage.a), places(&b.0, &passage.b));
            writeln!(out, "{}\t{}\t{chars}\t{likeness:.3}\t{in_a}\t{in_b}", name(pair.a), name(pair.b))?;
        }
    }
    out.flush()?;
    writeln!(
        io::stderr(),
        "{} papers, {} pairs, {} stock phrases; read {read:.0?}, indexed {:.0?}, compared {:.0?}",
        papers.len(),
        pairs.len(),
        index.stock_phrases().len(),
        indexed - read,
        compared - indexed,
    )?;
    // Freeing a folder's papers one by one takes longer than leaving them to the system.
    drop(out);
    std::mem::forget((papers, texts));
    Ok(())
}

fn read(path: &Path) -> io::Result<(Document, Text)> {
    let failed = |cause: String| io::Error::other(format!("{}: {cause}", path.display()));
    let bytes = fs::read(path).map_err(|error| failed(error.to_string()))?;
    let document = document::read(&bytes, &path.to_string_lossy()).map_err(|error| failed(format!("{error:?}")))?;
    let text = Text::new(&document);
    Ok((document, text))
}

fn places(document: &Document, spans: &[Span]) -> String {
    let place = |span: &Span| {
        let paragraph = document.paragraphs.get(span.paragraph as usize)?;
        let from = paragraph.origin.locate(&paragraph.text, span.start as usize);
        let chars = document.text(*span).chars().count();
        let line = if let Unit::Line(line) = from.unit { line } else { span.paragraph + 1 };
        Some(format!("{line}:{}-{}", from.offset, from.offset as usize + chars))
    };
    spans.iter().filter_map(place).collect::<Vec<_>>().join(";")
}
