//! No bytes make a reader, the extraction or the rules panic.
//!
//! Every sample file is broken in hundreds of ways that its seed decides: bits flipped, pieces lost, repeated
//! and replaced by those of another file. A packed file (docx, xlsx, ods) is broken once more behind its
//! checksums, part by part, for otherwise only the unpacking would be tried.
#![allow(clippy::expect_used, reason = "a test that cannot be set up must fail")]

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use lint::{Paper, Settings};
use rayon::prelude::*;
use testkit::mutate::{Dice, broken};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Folders of whole files, from the root of the repository.
const FOLDERS: [&str; 3] = ["samples", "corpus", "crates/document/tests/files"];

/// Broken copies of each file of a binary format, of which there are few and in which much can go wrong.
const OF_BINARY: u64 = 250;

/// Broken copies of each text, of which there are many.
const OF_TEXT: u64 = 40;

struct Sample {
    name: String,
    bytes: Vec<u8>,
}

#[test]
fn broken_files_never_panic() {
    let samples = samples();
    assert!(samples.len() > 30, "only {} samples", samples.len());
    let tries: Vec<(usize, u64)> = samples
        .iter()
        .enumerate()
        .flat_map(|(n, sample)| {
            (0..if is_text(&sample.bytes) { OF_TEXT } else { OF_BINARY }).map(move |copy| (n, copy))
        })
        .collect();
    assert!(tries.len() > 3000, "only {} tries", tries.len());
    let faults: Vec<String> = tries.into_par_iter().filter_map(|(n, copy)| fault(&samples, n, copy)).collect();
    assert!(faults.is_empty(), "{} panics:\n{}", faults.len(), faults.join("\n"));
}

fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok()
}

/// What went wrong with one broken copy: the seed finds it again.
fn fault(samples: &[Sample], sample: usize, copy: u64) -> Option<String> {
    let seed = sample as u64 * OF_BINARY + copy;
    let mut dice = Dice::new(seed);
    let (this, other) = (samples.get(sample)?, samples.get(dice.roll(samples.len()))?);
    let bytes = match copy % 2 {
        0 => broken(&this.bytes, &other.bytes, &mut dice),
        _ => broken_inside(&this.bytes, &mut dice).unwrap_or_else(|| broken(&this.bytes, &other.bytes, &mut dice)),
    };
    let tried = catch_unwind(AssertUnwindSafe(|| through_all(&bytes, &this.name)));
    tried.is_err().then(|| format!("{} with seed {seed}", this.name))
}

/// The whole way that a file takes.
fn through_all(bytes: &[u8], name: &str) {
    let Ok(document) = document::read(bytes, name) else { return };
    let extraction = extract::extract(&document);
    let paper = Paper::new(&document, &extraction, name);
    let diagnostics = lint::check(&paper, &Settings::default());
    let checked = lint::render::Checked { name, document: &document, diagnostics: &diagnostics };
    let _ = lint::render::text::paper(&checked, &lint::render::text::Options::default());
    let _ = extract::contract::json(&extraction, &document);
}

/// A zip archive again, one of its parts broken; `None` where `bytes` are no archive.
fn broken_inside(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let hit = dice.roll(archive.len());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    // What reading costs is to be tried here, not what packing does.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        if index == hit {
            let whole = content.clone();
            content = broken(&content, &whole, dice);
        }
        out.start_file(part.name().ok()?, stored).ok()?;
        out.write_all(&content).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

fn samples() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths: Vec<PathBuf> = FOLDERS
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).expect("a folder of samples"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|e| e != "json"))
        .collect();
    paths.sort();
    let mut samples: Vec<Sample> = paths
        .iter()
        .map(|path| Sample {
            name: path.file_name().expect("a name").to_string_lossy().into_owned(),
            bytes: fs::read(path).expect("a sample"),
        })
        .collect();
    samples.extend(text_formats());
    samples
}

/// Small papers in the formats of text that no sample has.
fn text_formats() -> [Sample; 3] {
    let csv = "序号,问题,整改措施,责任单位,完成时限\n1,\"台账缺页，\n无人核对\",每月核对1次,仓储科,2026年6月底前\n2,消防通道堵塞,清理,后勤部,立行立改\n";
    let html = "<html><head><title>整改方案</title></head><body><h1>整改方案</h1><ol><li>一是台账缺页。<p>措施：每月核对&nbsp;1次。</li></ol>\
                <table><tr><th colspan=2>问题<th>措施<tr><td rowspan=2>1<td>堵塞<td>清理</table></body></html>";
    let markdown = "# 整改方案\n\n## 一、问题\n\n1. 台账缺页\n   - 比如，三月缺 `9` 张\n\n| 问题 | 措施 |\n|---|---|\n| 堵塞 | **清理** |\n";
    [("ledger.csv", csv), ("plan.html", html), ("plan.md", markdown)]
        .map(|(name, text)| Sample { name: name.into(), bytes: text.as_bytes().to_vec() })
}
