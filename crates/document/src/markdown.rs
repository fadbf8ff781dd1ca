use crate::{Document, read::{Limits, ReadError}};
pub(crate) fn read(bytes: &[u8], limits: Limits) -> Result<Document, ReadError> { crate::text::read(bytes, limits) }
