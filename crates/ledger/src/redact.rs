//! Erasure by law: free text goes, everything that the fold needs stays.

/// What stands in the place of a text that was erased.
pub const ERASED: &str = "〔已依法删除〕";

/// Can lose its free text.
pub trait Redact {
    /// Replaces the text.
    fn redact(&mut self);
}

impl Redact for String {
    fn redact(&mut self) {
        ERASED.clone_into(self);
    }
}

impl<T: Redact> Redact for Option<T> {
    fn redact(&mut self) {
        if let Some(text) = self {
            text.redact();
        }
    }
}

impl<T: Redact> Redact for Vec<T> {
    fn redact(&mut self) {
        self.iter_mut().for_each(Redact::redact);
    }
}

impl<T: Redact> Redact for Box<T> {
    fn redact(&mut self) {
        (**self).redact();
    }
}
