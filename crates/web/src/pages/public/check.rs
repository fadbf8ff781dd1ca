//! Verifying a receipt or a checkpoint in the page, for anybody.

use app::history::{Proven, proven};
use app::log::{self, Checked};
use askama::Template;

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "public-verify.html")]
struct Page<'a> {
    f: Frame<'a>,
    key: String,
    hash: String,
    checked: Option<(Checked, Option<Proven>)>,
}

fn page(call: &Call<'_>, checked: Option<(Checked, Option<Proven>)>) -> Result<Answer, Trouble> {
    let store = &call.app().store;
    let (key, hash) = (store.verifier().to_string(), store.algorithm().to_string());
    Answer::page(&Page { f: call.frame("public-verify"), key, hash, checked })
}

pub(super) fn form(call: &Call<'_>) -> Result<Answer, Trouble> {
    page(call, None)
}

pub(super) fn verify(call: &Call<'_>) -> Result<Answer, Trouble> {
    let file = call.form().file("file");
    let pasted = call.form().get("receipt");
    let bytes = file.map_or_else(|| format!("{pasted}\n").into_bytes(), |file| file.bytes.to_vec());
    if file.is_none() && pasted.is_empty() {
        return Err(Trouble::field(
            "receipt",
            "请粘贴回执或检查点，或选择文件",
            "paste a receipt or a checkpoint, or choose a file",
        ));
    }
    let key = call.app().store.verifier().to_string();
    let mut checked = log::check(&bytes, &key, &[], 0)?;
    checked.here = call.app().compare(&checked, &key)?;
    let proven = proven(&checked);
    page(call, Some((checked, proven)))
}

/// The key that verifies the log.
pub(super) fn key(call: &Call<'_>) -> Result<Answer, Trouble> {
    let key = format!("{}\n", call.app().store.verifier());
    Ok(Answer::download("text/plain; charset=utf-8", "log.pub", key))
}

/// The newest checkpoint that was published.
pub(super) fn checkpoint(call: &Call<'_>) -> Result<Answer, Trouble> {
    Ok(Answer::download("text/plain; charset=utf-8", "checkpoint.txt", call.view.published_checkpoint()?))
}
