//! Tests of the public interface.

mod common;
mod corpus;
mod page;
mod pair;
