//! What a measure's page asks of whoever may do it.

use app::view::{MeasureStory, Turn};

use crate::call::Call;
use crate::pages::ask::{Ask, Asking};
use crate::pages::finding::asks::{kinds, promised};
use crate::pages::finding::parts::files;

/// The forms of an act on `story`: one, several, or none where the act has a page of its own.
pub fn asks(call: &Call<'_>, story: &MeasureStory, turn: Turn) -> Vec<Ask> {
    let new = |key: &str, path: &str| Ask::begin(call, key, format!("/measures/{}/{path}", story.id));
    let today = Some(call.view.today);
    let asking = match turn {
        Turn::Reach => vec![
            new("measure-reach", "milestones/reach").choice("milestone", milestones(story), "").need().day("on", today),
        ],
        Turn::CheckIn => vec![
            new("measure-check-in", "commitments/check-in")
                .choice("promised", commitments(story), "")
                .need()
                .day("on", today)
                .number("quantity")
                .day("period", None)
                .hint("measure-period-hint")
                .area("note", ""),
        ],
        Turn::Attach => {
            let none = (String::new(), call.t("finding-ask-none"));
            let items = story.checklist.iter().map(|item| numbered(item.number, &item.text));
            let items = std::iter::once(none).chain(items).collect();
            vec![
                new("measure-attach", "evidence")
                    .line("evidence", "")
                    .need()
                    .hint("measure-attach-hint")
                    .choice("item", items, ""),
            ]
        }
        Turn::Extend => {
            vec![new("measure-extend", "extension").day("to", None).need().area("reason", "").need()]
        }
        Turn::DecideExtension => vec![
            new("measure-approve-extension", "extension/approve").area("note", ""),
            new("measure-refuse-extension", "extension/refuse").danger().area("reason", "").need(),
        ],
        Turn::Complete => vec![new("measure-complete", "complete").hint("measure-complete-hint").area("note", "")],
        Turn::SetDeadline => vec![new("measure-set-deadline", "deadline").day("deadline", None).need()],
        Turn::Revise => vec![revised(new("measure-edit", "edit"), story)],
        Turn::Promise => promises(&new, story),
        Turn::Tie => vec![new("measure-tie", "tie").line("finding", "").need().hint("finding-repeat-hint")],
        Turn::Detach => {
            let shown =
                files(story).map(|file| (file.evidence.to_string(), format!("{} {}", file.evidence, file.name)));
            vec![
                new("measure-detach", "evidence/detach")
                    .danger()
                    .choice("evidence", shown.collect(), "")
                    .need()
                    .area("reason", "")
                    .need(),
            ]
        }
        Turn::Untie => {
            let of = story
                .findings
                .iter()
                .map(|finding| (finding.id.to_string(), format!("{} {}", finding.id, finding.name)));
            let findings = of.collect();
            vec![
                new("measure-untie", "untie").danger().choice("finding", findings, "").need().area("reason", "").need(),
            ]
        }
        Turn::Reopen => vec![new("measure-reopen", "reopen").danger().area("reason", "").need()],
        Turn::Drop => vec![new("measure-drop", "drop").danger().area("reason", "").need()],
        _ => Vec::new(),
    };
    asking.into_iter().map(Asking::done).collect()
}

fn revised<'c, 'a>(asking: Asking<'c, 'a>, story: &MeasureStory) -> Asking<'c, 'a> {
    let name = |named: &Option<app::view::Named>| named.as_ref().map(|named| named.name.clone()).unwrap_or_default();
    // People of one name are told apart by their ids, so that a name that stays keeps whom it means.
    let id = |named: &Option<app::view::Named>| named.as_ref().map(|named| named.id.to_string()).unwrap_or_default();
    let cooperating: Vec<&str> = story.cooperating.iter().map(|unit| unit.name.as_str()).collect();
    asking
        .area("statement", &story.statement)
        .need()
        .called("finding-ask-measure")
        .word("kind", kinds(), story.kind.as_ref().map_or("", |kind| kind.name))
        .line("unit", name(&story.unit))
        .called("finding-ask-answers")
        .line("owner", id(&story.owner))
        .hint("finding-ask-person-hint")
        .line("post", id(&story.post))
        .hint("finding-ask-post-hint")
        .line("lead", id(&story.lead))
        .line("cooperating", cooperating.join("、"))
        .hint("finding-ask-many-hint")
        .area("reason", "")
        .need()
}

fn promises<'c, 'a>(new: &dyn Fn(&str, &str) -> Asking<'c, 'a>, story: &MeasureStory) -> Vec<Asking<'c, 'a>> {
    let more = promised(new("measure-promise", "commitments"));
    let mut all = vec![
        new("measure-add-milestone", "milestones").line("target", "").need().day("due", None).need(),
        more.day("from", None).day("until", None),
        new("measure-owe", "checklist").line("owed", "").need().hint("measure-owe-hint"),
    ];
    if !milestones(story).is_empty() {
        let of = new("measure-drop-milestone", "milestones/drop").danger();
        all.push(of.choice("milestone", milestones(story), "").need().area("reason", "").need());
    }
    if !story.commitments.is_empty() {
        let of = new("measure-end-commitment", "commitments/end").danger().choice("promised", commitments(story), "");
        all.push(of.need().day("until", None).need().area("reason", "").need());
    }
    all
}

fn milestones(story: &MeasureStory) -> Vec<(String, String)> {
    let open = story.milestones.iter().filter(|one| one.reached.is_none() && !one.dropped);
    open.map(|one| numbered(one.number, &one.text)).collect()
}

fn commitments(story: &MeasureStory) -> Vec<(String, String)> {
    story.commitments.iter().map(|one| numbered(one.number, &one.text)).collect()
}

fn numbered(number: u32, text: &str) -> (String, String) {
    (number.to_string(), format!("{number}. {text}"))
}
