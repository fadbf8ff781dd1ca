//! The commands of the ledger, one thing a file.

pub mod account;
pub mod campaign;
pub mod cause;
pub mod evidence;
pub mod exchange;
pub mod finding;
pub mod hand_over;
pub mod holidays;
pub mod import;
pub mod init;
pub mod keep;
pub mod list;
pub mod log;
pub mod measure;
pub mod person;
pub mod post;
pub mod profile;
pub mod regulation;
pub mod sample;
pub mod serve;
pub mod show;
pub mod turn;
pub mod unit;

use crate::cli::Example;
use crate::verb::Two;

/// An example, in both languages.
const fn eg(zh: Two, en: Two) -> Example {
    Example { zh, en }
}
