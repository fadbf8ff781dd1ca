//! For tests, here and in the crates above: a ledger in memory, furniture for it, random commands that go deep, and one
//! checker of all laws that does not use what it checks.
//!
//! A property test that stores what a random run does looks like this:
//!
//! ```
//! use ledger::testing::{World, furniture, steps};
//! use proptest::prelude::*;
//!
//! proptest!(ProptestConfig::with_cases(4), |(steps in steps(0..40))| {
//!     let mut world = World::new();
//!     for (command, given) in furniture() {
//!         world.act(&command, &given).unwrap();
//!     }
//!     for step in &steps {
//!         let (command, given) = step.command(&world);
//!         if let Ok(events) = world.act(&command, &given) {
//!             // append `events` at `given.at` by `given.actor`, expecting the versions that were read
//!             prop_assert!(!events.is_empty());
//!         }
//!     }
//!     world.check();
//! });
//! ```

mod furniture;
mod laws;
mod lives;
pub mod sample;
mod step;
mod story;
mod world;

pub use furniture::{furniture, given, lenient, strict};
pub use lives::{BRANCH_LEAD, CHIEF, Lives, MEMBER, OFFICE, OWNER, VERIFIER};
pub use step::{Step, steps};
pub use story::Story;
pub use world::{Recorded, World};
