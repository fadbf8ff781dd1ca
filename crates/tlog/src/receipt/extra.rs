//! What a receipt carries besides the proof: the entry itself.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::{Part, ReceiptError};
use crate::{Algorithm, Salt};

/// The first line.
const FORMAT: &str = "bihuan/receipt/v1";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Extra {
    pub(super) algorithm: Algorithm,
    pub(super) header: Vec<u8>,
    pub(super) payload: Option<(Salt, Vec<u8>)>,
}

impl Extra {
    pub(super) fn encode(&self) -> String {
        let base64 = |bytes: &[u8]| BASE64_STANDARD.encode(bytes);
        let mut lines = format!("{FORMAT}\nhash {}\nheader {}\n", self.algorithm, base64(&self.header));
        if let Some((salt, payload)) = &self.payload {
            lines.push_str(&format!("salt {}\npayload {}\n", base64(salt), base64(payload)));
        }
        base64(lines.as_bytes())
    }

    pub(super) fn decode(extra: &str) -> Result<Self, ReceiptError> {
        let decoded = BASE64_STANDARD.decode(extra).map_err(|_| Part::Extra)?;
        let text = String::from_utf8(decoded).map_err(|_| ReceiptError::NoEntry)?;
        let rest = text.strip_prefix(FORMAT).and_then(|rest| rest.strip_prefix('\n')).ok_or(ReceiptError::NoEntry)?;
        let mut lines = rest.strip_suffix('\n').ok_or(Part::Extra)?.split('\n').peekable();
        let mut value = |key: &str| lines.next_if(|line| named(line, key)).and_then(|line| line.get(key.len() + 1..));
        let algorithm = value("hash").and_then(Algorithm::named).ok_or(Part::Hash)?;
        let header = value("header").and_then(bytes).ok_or(Part::Header)?;
        let payload = match (value("salt"), value("payload")) {
            (None, None) => None,
            (salt, payload) => {
                let salt = salt.and_then(bytes).and_then(|salt| salt.try_into().ok()).ok_or(Part::Salt)?;
                Some((salt, payload.and_then(bytes).ok_or(Part::Payload)?))
            }
        };
        if lines.next().is_some() { Err(Part::Extra.into()) } else { Ok(Self { algorithm, header, payload }) }
    }
}

/// Whether a line is of that key.
fn named(line: &str, key: &str) -> bool {
    line.strip_prefix(key).is_some_and(|rest| rest.starts_with(' '))
}

fn bytes(base64: &str) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(base64).ok()
}
