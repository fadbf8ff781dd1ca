//! What all errors of this crate have in common: they are shown in English where a program shows them, and say both.

/// Makes errors of types that have a `message`: they are shown in English.
macro_rules! errors {
    ($($error:ty),+) => {$(
        impl std::fmt::Display for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.message().en)
            }
        }

        impl std::error::Error for $error {}
    )+};
}

pub(crate) use errors;
