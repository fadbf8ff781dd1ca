//! The table of everything that can be asked for, with the permission that each takes.

use std::sync::LazyLock;

use app::access::Action;
use axum::http::Method;
use ledger::profile::Step;

use crate::answer::Answer;
use crate::call::Call;
use crate::pages;
use crate::trouble::Trouble;

/// Answers a request. Blocking: it runs on a thread of its own.
pub type Handler = fn(&Call<'_>) -> Result<Answer, Trouble>;

/// One line of the table.
#[derive(Clone)]
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// Its path; `{finding}` and the like stand for ids.
    pub path: &'static str,
    /// What it takes.
    pub needs: Needs,
    /// What answers.
    pub run: Handler,
    /// What shows a form again that could not be used.
    pub form: Option<Handler>,
    /// Whether files may come with it: then as much is taken as files may have, and else as much as a form may.
    pub files: bool,
}

/// What a route takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: what stands before any sign-in.
    Nothing,
    /// A permission, for visitors too where policies give it to them.
    Open(Action),
    /// Somebody who signed in and has the permission.
    May(Action, Of),
}

/// About what the permission is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The ledger as a whole.
    Whole,
    /// What the last id of the path names.
    Path,
    /// What a field of the form or address names: `campaign`.
    Field(&'static str),
    /// The finding of the path, for the level of approval whose turn it is.
    Level(Step),
    /// Whatever it is, asked by the handler for each of many items. Whoever has an account may begin.
    Each,
}

impl Route {
    /// What is shown.
    #[must_use]
    pub const fn get(path: &'static str, needs: Needs, run: Handler) -> Self {
        Self { method: Method::GET, path, needs, run, form: None, files: false }
    }

    /// What is done.
    #[must_use]
    pub const fn post(path: &'static str, needs: Needs, run: Handler) -> Self {
        Self { method: Method::POST, path, needs, run, form: None, files: false }
    }

    /// The page that shows the form again, with what was filled in and why it could not be used.
    #[must_use]
    pub const fn shown_by(mut self, form: Handler) -> Self {
        self.form = Some(form);
        self
    }

    /// Files may come with it.
    #[must_use]
    pub const fn takes_files(mut self) -> Self {
        self.files = true;
        self
    }
}

/// All of them.
pub static ALL: LazyLock<Vec<Route>> = LazyLock::new(pages::routes);
