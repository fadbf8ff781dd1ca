//! What a finding's page asks of whoever may do it.

use app::view::{FindingStory, Turn, words};
use ledger::Bilingual;
use ledger::profile::Kind;

use super::plan::RHYTHMS;
use crate::call::Call;
use crate::pages::ask::{Ask, Asking};

/// The form of an act on `story`; `None` where the act has a page of its own.
pub fn ask(call: &Call<'_>, story: &FindingStory, turn: Turn) -> Option<Ask> {
    let new = |key: &str, path: &str| Ask::begin(call, key, format!("/findings/{}/{path}", story.id));
    let asking = match turn {
        Turn::Register => new("finding-register", "register").hint("finding-register-hint"),
        Turn::Explain => new("finding-explain", "causes").area("statement", "").need().called("finding-ask-cause"),
        Turn::Plan => planned(new("finding-plan", "measures"), story),
        Turn::ApprovePlan => new("finding-approve-plan", "approve-plan").area("note", ""),
        Turn::Submit => new("finding-submit", "submit").hint("finding-submit-hint").area("note", ""),
        Turn::ApproveClosing => new("finding-approve-closing", "approve-closing").area("note", ""),
        Turn::Close => new("finding-close", "close").area("summary", "").need().hint("finding-close-hint"),
        Turn::Edit => edited(new("finding-edit", "edit"), story),
        Turn::Regulate => new("finding-regulate", "regulations")
            .line("regulation", "")
            .need()
            .hint("finding-regulate-hint")
            .area("loophole", "")
            .line("clause", ""),
        Turn::Repeat => new("finding-repeat", "repeats").line("finding", "").need().hint("finding-repeat-hint"),
        Turn::SendBack => new("finding-return", "return").danger().area("reason", "").need(),
        Turn::Merge => new("finding-merge", "merge")
            .danger()
            .line("finding", "")
            .need()
            .hint("finding-merge-hint")
            .area("reason", "")
            .need(),
        Turn::Reject => new("finding-reject", "reject").danger().area("reason", "").need(),
        _ => return None,
    };
    Some(asking.done())
}

fn edited<'c, 'a>(asking: Asking<'c, 'a>, story: &FindingStory) -> Asking<'c, 'a> {
    let scopes = words::SCOPES.map(|(name, scope)| (name, words::scope(scope)));
    let asking = asking
        .area("statement", &story.statement)
        .need()
        .area("manifestations", story.manifestations.join("\n"))
        .hint("finding-ask-lines")
        .line("aspect", story.aspect.clone().unwrap_or_default())
        .word("scope", scopes, story.scope.as_ref().map_or("", |scope| scope.name))
        .line("unit", story.unit.as_ref().map(|unit| unit.name.clone()).unwrap_or_default())
        .line("number", story.number.clone().unwrap_or_default())
        .area("reason", "");
    if story.status.name == "draft" { asking } else { asking.need() }
}

fn planned<'c, 'a>(asking: Asking<'c, 'a>, story: &FindingStory) -> Asking<'c, 'a> {
    let unit = story.unit.as_ref().map(|unit| unit.name.clone()).unwrap_or_default();
    let asking = asking
        .area("statement", "")
        .need()
        .called("finding-ask-measure")
        .word("kind", kinds(), "")
        .day("deadline", None)
        .hint("finding-ask-deadline-hint")
        .line("unit", unit)
        .called("finding-ask-answers")
        .line("owner", "")
        .hint("finding-ask-person-hint")
        .line("post", "")
        .hint("finding-ask-post-hint")
        .line("lead", "")
        .line("cooperating", "")
        .hint("finding-ask-many-hint")
        .area("milestones", "")
        .hint("finding-ask-milestones-hint")
        .area("checklist", "")
        .hint("finding-ask-lines");
    promised(asking)
}

/// What a countable promise is asked for.
pub fn promised<'c, 'a>(asking: Asking<'c, 'a>) -> Asking<'c, 'a> {
    asking
        .line("commitment", "")
        .hint("finding-ask-commitment-hint")
        .word("every", RHYTHMS, "")
        .called("finding-ask-every")
        .number("quantity")
        .line("of", "")
        .tick("at_most")
}

/// How a measure may be carried out.
pub fn kinds() -> Vec<(&'static str, Bilingual)> {
    Kind::ALL.iter().map(|kind| (kind.name(), kind.label())).collect()
}
