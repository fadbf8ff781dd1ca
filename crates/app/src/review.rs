//! A paper beside what was read from it (核对), for the person who confirms the drafts: the paper as it was read, the passage
//! of each item, what differs from an earlier version, and corrections as one act.

mod correct;
mod differ;
mod enter;
mod marks;
mod reading;

pub use correct::{Registered, Review};
pub use differ::{Line, Piece, papers, words};
pub use enter::{New, Part, sentences};
pub use marks::marks;
pub use reading::Reading;
