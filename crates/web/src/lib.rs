//! The web (网页): HTTP in, pages out. Server-rendered, and fully usable without JavaScript.
//!
//! [`route::ALL`] is the one table of everything that can be asked for; each line names the permission that it takes. A handler is an
//! ordinary blocking function from a [`call::Call`] to an [`answer::Answer`]: it looks at one consistent [`app::View`], or does one act
//! and sends the browser elsewhere. No rule of the domain stands in here: [`app`] decides, pages show.
//!
//! This crate must not know how entries are kept, nor any rule about findings and measures.

pub mod answer;
pub mod assets;
pub mod call;
pub mod form;
pub mod frame;
pub mod guard;
pub mod journal;
pub mod limits;
pub mod metrics;
pub mod pages;
mod pictures;
pub mod route;
pub mod server;
pub mod site;
pub mod texts;
pub mod trouble;

pub use server::{Listening, Options, ServeError, serve};
pub use site::Site;
