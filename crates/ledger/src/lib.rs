//! The ledger's domain, pure.

mod bilingual;
pub mod profile;

pub use bilingual::Bilingual;
pub use profile::Profile;
