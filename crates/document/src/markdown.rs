use crate::{
    Document,
    read::{Limits, ReadError},
};

pub(crate) fn read(_bytes: &[u8], _limits: Limits) -> Result<Document, ReadError> {
    Err(ReadError::Unsupported { found: crate::Bilingual::fixed("未完成", "unfinished") })
}
