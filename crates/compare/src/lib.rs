//! Finds the passages that papers share, whatever numbers, widths, spaces and punctuation were changed
//! between them, and shows two papers side by side.
//!
//! [`Text::new`] turns a [`document::Document`] into what is compared; [`between`] compares two of them;
//! [`Index`] compares thousands with one another. Every shared run of at least [`Settings::least`]
//! characters is found, stock phrases apart, and nothing is reported that was not verified symbol by symbol; the
//! algorithm, and what it tells of passages in very many papers, are told in [`index`]. [`html()`] renders a pair as one page.
//!
//! This crate must not know what a passage means, nor what follows from sharing it.

mod align;
mod covered;
mod fingerprint;
mod fold;
mod grams;
pub mod html;
pub mod index;
mod posting;
mod select;
pub mod settings;
pub mod shared;
mod stock;
pub mod text;

pub use html::{Side, html};
pub use index::{Index, between};
pub use settings::Settings;
pub use shared::{Copied, Pair, Passage, Shared, StockPhrase, percent};
pub use text::Text;
