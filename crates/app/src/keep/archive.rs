//! A campaign for the archive (归档): one sealed package that proves itself without the program that made it.
//!
//! ```text
//! README.txt                what is in it and how to check it
//! ledger.xlsx               the ledger of the campaign, for people
//! entries.jsonl             every entry about the campaign, in order: header, salt, payload
//! receipts/000012.receipt   each entry with its inclusion proof and checkpoint (C2SP tlog-proof)
//! files/…                   papers and evidence, under the first 12 digits of their digest and their names
//! log.pub                   the key that verifies receipts and catalogue
//! CATALOGUE                 the SHA-256 of everything above, signed by the log's key (C2SP signed-note)
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Cursor, Write};

use ledger::{CampaignId, CauseId, EvidenceId, MeasureId, PaperId, RegulationId, State, Stream};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use store::{Entry, FindingQuery};
use tlog::{Note, Signer};
use zip::write::SimpleFileOptions;

use super::{blob, file_of};
use crate::log::Clerk;
use crate::{App, Failure};

/// What a package holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Archived {
    /// Entries of the log.
    pub entries: usize,
    /// Papers and files of evidence.
    pub files: usize,
    /// The digest of the catalogue, which stands for all of it: SHA-256, hexadecimal.
    pub catalogue: String,
}

impl App {
    /// Packs all that the ledger holds of `campaign` into the bytes of a ZIP file, sealed by the log's key.
    ///
    /// # Errors
    /// There is no such campaign; a file is missing or damaged; the database failed.
    pub fn archive(
        &self,
        campaign: CampaignId,
        signer: &Signer,
        lang: document::Lang,
    ) -> Result<(Vec<u8>, Archived), Failure> {
        let streams = self.streams_of(campaign)?;
        let reader = self.store.read()?;
        let mut entries: BTreeMap<u64, Entry> = BTreeMap::new();
        for stream in &streams {
            entries.extend(reader.history(stream)?.into_iter().map(|entry| (entry.seq, entry)));
        }
        let mut package = Package::new();
        let view = self.view()?;
        let query = FindingQuery { campaign: Some(campaign), ..FindingQuery::all(self.today()) };
        package.add("ledger.xlsx", &view.workbook(&query, lang)?)?;
        let lines: String = entries.values().map(line).collect();
        package.add("entries.jsonl", lines.as_bytes())?;
        let clerk = Clerk::new(&reader, self.store.algorithm())?;
        let mut files = BTreeSet::new();
        for entry in entries.values() {
            let receipt = clerk.receipt(entry, true)?.to_string();
            package.add(&format!("receipts/{:06}.receipt", entry.seq), receipt.as_bytes())?;
            let event = entry.event()?;
            if let Some((digest, name)) = file_of(&event)
                && files.insert(digest)
            {
                let name = format!("files/{}-{}", &digest.to_string()[..12], safe(name));
                package.add(&name, &self.blobs.get(&blob(&digest))?)?;
            }
        }
        package.add("log.pub", format!("{}\n", signer.verifier()).as_bytes())?;
        package.add("README.txt", README.as_bytes())?;
        let name = view.name_of(campaign);
        let (bytes, catalogue) = package.seal(campaign, &name, signer)?;
        Ok((bytes, Archived { entries: entries.len(), files: files.len(), catalogue }))
    }

    /// Everything that the ledger holds of a campaign.
    fn streams_of(&self, campaign: CampaignId) -> Result<BTreeSet<Stream>, Failure> {
        let view = self.view()?;
        let query = FindingQuery { campaign: Some(campaign), limit: u32::MAX.into(), ..FindingQuery::all(view.today) };
        let mut streams: BTreeSet<Stream> = BTreeSet::from([campaign.into()]);
        let findings: BTreeSet<_> = view.findings(&query)?.rows.iter().map(|row| row.id).collect();
        streams.extend(findings.iter().map(|id| Stream::from(*id)));
        let mut evidence: BTreeSet<EvidenceId> = BTreeSet::new();
        for id in &findings {
            if let Some(State::Finding(finding)) = view.snapshot((*id).into())?.map(|snapshot| snapshot.state) {
                evidence.extend(finding.look_backs.iter().flat_map(|look_back| look_back.evidence.iter().copied()));
                streams.extend(finding.absorbed.iter().map(|id| Stream::from(*id)));
            }
        }
        for (id, state) in view.all::<MeasureId>()? {
            if let State::Measure(measure) = state
                && (measure.campaign == campaign || measure.findings.iter().any(|id| findings.contains(id)))
            {
                streams.insert(id.into());
                evidence.extend(measure.attachments.iter().map(|attachment| attachment.evidence));
                evidence.extend(measure.check_ins.iter().flat_map(|check_in| check_in.evidence.iter().copied()));
            }
        }
        streams.extend(evidence.into_iter().map(Stream::from));
        for (id, state) in view.all::<PaperId>()? {
            if let State::Paper(paper) = state
                && paper.content.campaign == Some(campaign)
            {
                streams.insert(id.into());
            }
        }
        let ties = |of: &BTreeSet<ledger::FindingId>| of.iter().any(|id| findings.contains(id));
        for (id, state) in view.all::<CauseId>()? {
            if let State::Cause(cause) = state
                && ties(&cause.findings)
            {
                streams.insert(id.into());
            }
        }
        for (id, state) in view.all::<RegulationId>()? {
            if let State::Regulation(regulation) = state
                && ties(&regulation.ties.keys().copied().collect())
            {
                streams.insert(id.into());
            }
        }
        Ok(streams)
    }
}

/// One entry as a line of JSON.
fn line(entry: &Entry) -> String {
    let header: serde_json::Value = serde_json::from_slice(&entry.header()).unwrap_or_default();
    let payload: serde_json::Value = serde_json::from_str(&entry.payload).unwrap_or_default();
    let salt = entry.salt.map(|salt| salt.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    format!("{}\n", serde_json::json!({ "header": header, "payload": payload, "salt": salt }))
}

/// A name that no system takes for a path.
fn safe(name: &str) -> String {
    let safe: String =
        name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
    safe.trim_matches('.').to_owned()
}

/// A ZIP file that is being filled, and the digests of what is in it.
struct Package {
    zip: zip::ZipWriter<Cursor<Vec<u8>>>,
    sums: String,
}

impl Package {
    fn new() -> Self {
        Self { zip: zip::ZipWriter::new(Cursor::default()), sums: String::new() }
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        // A String takes everything that is written to it.
        let _ = writeln!(self.sums, "{digest}  {name}");
        self.write(name, bytes)
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let failed = |error: std::io::Error| super::file_failed(std::path::Path::new(name), &error);
        // No times of its own: the same campaign at the same size of the log gives the same bytes.
        self.zip.start_file(name, SimpleFileOptions::default().large_file(true)).map_err(|e| failed(e.into()))?;
        self.zip.write_all(bytes).map_err(failed)
    }

    fn seal(mut self, campaign: CampaignId, name: &str, signer: &Signer) -> Result<(Vec<u8>, String), Failure> {
        let text = format!("bihuan/archive/v1\n{campaign} {}\n{}", safe(name), self.sums);
        let mut note = Note::new(text).map_err(|error| crate::log::unfit(error.message()))?;
        note.sign(signer);
        let note = note.to_string();
        let digest = Sha256::digest(&note).iter().map(|byte| format!("{byte:02x}")).collect();
        self.write("CATALOGUE", note.as_bytes())?;
        let failed = |error: zip::result::ZipError| super::file_failed(std::path::Path::new("zip"), &error.into());
        Ok((self.zip.finish().map_err(failed)?.into_inner(), digest))
    }
}

const README: &str = "\
本包是一次专项的归档：台账、日志、材料与佐证，封存时由台账日志的密钥签名。

  ledger.xlsx       整改台账
  entries.jsonl     与本专项有关的全部日志记录
  receipts/         每条记录的回执（C2SP tlog-proof），可单独核验
  files/            材料与佐证原件，文件名前 12 位是其 SHA-256 的开头
  log.pub           核验用公钥；真正核验时应另行取得公钥，不以本包内的为准
  CATALOGUE         目录：以上各文件的 SHA-256，带签名（C2SP signed-note）

核验摘要：  grep '^[0-9a-f]\\{64\\}  ' CATALOGUE | sha256sum -c
核验回执：  bihuan log verify receipts/000012.receipt --key-file log.pub

This package is the archive of one campaign: ledger, log, papers and evidence, signed by the key of the ledger's log.
Check the digests and the receipts as above; take the key from somebody you trust rather than from this package.
";
