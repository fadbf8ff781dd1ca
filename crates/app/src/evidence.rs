//! Evidence files on their way in and out.

use std::io::{Read, Seek, Write};

use ledger::{Bilingual, Digest, EvidenceId};

use crate::{App, Failure, import::classified};

/// Up to this many bytes a file is looked at for a classification mark (32 MiB): papers are smaller, films are none.
const LOOKED_AT: u64 = 32 << 20;

/// A file as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its SHA-256 digest.
    pub digest: Digest,
    /// Its size in bytes.
    pub size: u64,
}

impl App {
    /// Keeps a file, so that an act can then enter it as evidence. A file that is kept already is not written again; one
    /// that no act enters costs its space and nothing else.
    ///
    /// # Errors
    /// [`Failure::Unfit`] for an empty file, a name that cannot be shown, and a paper with a classification mark; what the
    /// place of evidence says.
    pub fn keep(&self, name: &str, source: &mut (impl Read + Seek)) -> Result<Kept, Failure> {
        let size = source.seek(std::io::SeekFrom::End(0)).map_err(unreadable)?;
        let faults = faults(name, size);
        if !faults.is_empty() {
            let advice =
                Bilingual::fixed("换一个有内容、名字正常的文件", "take a file with a plain name that holds something");
            return Err(Failure::Unfit { what: faults, advice });
        }
        if size <= LOOKED_AT {
            source.rewind().map_err(unreadable)?;
            let mut bytes = Vec::new();
            source.read_to_end(&mut bytes).map_err(unreadable)?;
            if let Ok(document) = document::read(&bytes, name) {
                classified::refuse(name, &document)?;
            }
        }
        let stored = self.blobs.put(source)?;
        Ok(Kept { digest: Digest(stored.digest.0), size: stored.size })
    }

    /// Writes a file of evidence to `out`, and tells its name.
    ///
    /// # Errors
    /// There is no such evidence; its file is not there or was changed; `out` takes no more.
    pub fn fetch(&self, id: EvidenceId, out: &mut impl Write) -> Result<String, Failure> {
        let view = self.view()?;
        let evidence = view.states().evidence(id);
        let evidence = view.sound(evidence)?.ok_or(ledger::Refusal::from(ledger::Reason::Missing(id.into())))?;
        self.blobs.copy(&tlog::Digest(evidence.digest.0), out)?;
        Ok(evidence.content.name.clone())
    }
}

fn faults(name: &str, size: u64) -> Vec<Bilingual> {
    let mut faults = Vec::new();
    if name.trim().is_empty() || name.chars().any(char::is_control) {
        faults.push(Bilingual::fixed(
            "文件名为空或含有控制字符，没有存入",
            "the file's name is empty or holds control characters; it was not stored",
        ));
    }
    if size == 0 {
        faults.push(Bilingual::fixed("文件是空的，没有存入", "the file is empty and was not stored"));
    }
    faults
}

fn unreadable(error: std::io::Error) -> Failure {
    Failure::Evidence(store::blob::BlobError::Source { cause: error.to_string() })
}
