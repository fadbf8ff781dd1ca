//! What tests of pages stand on: a real Chromium, driven as a person would, that is told to see, press and fill.
//!
//! ```ignore
//! let user = User::of(&origin).on(Device::Phone).without_scripts().arrive().await;
//! user.open("/").await;
//! user.see("待我办理").await;
//! user.press("登记").await;
//! user.fill("措施", "补齐单据").await;
//! ```
//!
//! Whoever leaves (is dropped) proves that nothing was requested from another host and that the console holds no error.

mod audit;
mod chromium;
mod driver;
mod files;
pub mod gallery;
mod quiet;
mod served;
mod user;

pub use audit::Depth;
pub use served::{Served, apart};
pub use user::{Device, User};
