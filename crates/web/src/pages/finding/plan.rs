//! Promising a measure.

use jiff::civil::Date;
use ledger::measure::{Command as Do, Commitment, Content, Milestone, Plan};
use ledger::profile::Kind;
use ledger::{Bilingual, Command, FindingId, PersonId, PostId, Rhythm, UnitId};

use crate::answer::Answer;
use crate::call::Call;
use crate::pages::ask::read::Read;
use crate::trouble::Trouble;

/// Rhythms that can be chosen: the rule, and its words.
pub const RHYTHMS: [(&str, Bilingual); 6] = [
    ("FREQ=DAILY", Bilingual::fixed("每天", "every day")),
    ("FREQ=WEEKLY", Bilingual::fixed("每周", "every week")),
    ("FREQ=MONTHLY", Bilingual::fixed("每月", "every month")),
    ("FREQ=MONTHLY;INTERVAL=3", Bilingual::fixed("每季度", "every quarter")),
    ("FREQ=MONTHLY;INTERVAL=6", Bilingual::fixed("每半年", "every half-year")),
    ("FREQ=YEARLY", Bilingual::fixed("每年", "every year")),
];

/// Promises a measure that answers the finding of the path.
pub fn plan(call: &Call<'_>) -> Result<Answer, Trouble> {
    let (id, read) = (call.id::<FindingId>()?, Read::new(call));
    let campaign = call.view.finding_state(id)?.ok_or(Trouble::Missing)?.campaign;
    let mut content = Content::default();
    revised(&read, &mut content)?;
    let plan = Box::new(Plan {
        content,
        deadline: read.day("deadline"),
        deadline_words: None,
        milestones: read.lines("milestones").iter().filter_map(|line| milestone(&read, line)).collect(),
        commitments: commitment(call, &read).into_iter().collect(),
        checklist: read.lines("checklist"),
    });
    read.settle()?;
    let register = Do::Register { campaign, findings: vec![id], plan, sources: Vec::new() };
    let done = call.act(|act| {
        let measure = act.next()?;
        act.run(&Command::Measure(measure, register.clone()))
    })?;
    call.done(&done, format!("/findings/{id}"))
}

/// What a measure says, as it was filled in.
pub fn revised(read: &Read<'_, '_>, content: &mut Content) -> Result<(), Trouble> {
    content.statement = read.words("statement");
    content.kind = read.choice("kind", Kind::ALL.iter().map(|kind| (kind.name(), *kind)));
    content.lead = read.one::<PersonId>("lead")?;
    content.owner = read.one::<PersonId>("owner")?;
    content.owner_post = read.one::<PostId>("post")?;
    content.unit = read.one::<UnitId>("unit")?;
    content.cooperating = read.many::<UnitId>("cooperating")?;
    Ok(())
}

/// A countable promise, where one was filled in.
pub fn commitment(call: &Call<'_>, read: &Read<'_, '_>) -> Option<Commitment> {
    let text = read.text("commitment")?;
    let rhythm = call.form().given("every").and_then(|rule| rule.parse::<Rhythm>().ok());
    Some(Commitment {
        text,
        rhythm,
        quantity: read.number("quantity"),
        unit: read.text("of"),
        at_most: read.ticked("at_most"),
        from: read.day("from").unwrap_or(call.view.today),
        until: read.day("until"),
    })
}

/// `2026-05-01 what is reached by then`.
fn milestone(read: &Read<'_, '_>, line: &str) -> Option<Milestone> {
    let (day, text) = line.split_once([' ', '　', '\t']).unwrap_or((line, ""));
    let (day, text) = (day.parse::<Date>().ok(), text.trim());
    if day.is_none() || text.is_empty() {
        let zh = format!("“{line}”写成“日期 空格 到时做到什么”，如“2026-05-01 排班公布”");
        let en =
            format!("`{line}`: write a day, a space and what is reached by then, as in `2026-05-01 rosters are out`");
        read.wrong("milestones", Bilingual::new(zh, en));
    }
    Some(Milestone { text: text.to_owned(), due: day?, reached: None, dropped: false })
}
