//! What is done in a review: whatever was typed is saved along with it, as one act.

use app::access::Action;
use app::review::{New, Part, Reading, Registered, Review};
use app::{Failure, Numbered as _};
use ledger::finding::Status;
use ledger::{Bilingual, CauseId, FindingId, MeasureId, PaperId, PersonId, Stream, UnitId, finding, measure};

use super::posted::{self, Names, Wrong};
use super::{Seen, finding as finding_of, seen};
use crate::answer::Answer;
use crate::call::Call;
use crate::pages::files::UNCHANGED;
use crate::trouble::Trouble;

/// What a button means: `save`, `register`, `register:F3`, `split:F3`, `merge:F3`, `drop:M3`, `untie:M3:F5`, `add:10`, `enter`.
enum Wish {
    Save,
    Add(usize),
    RegisterAll,
    Register(FindingId),
    Split(FindingId),
    Merge(FindingId),
    Drop(Stream),
    Untie(Stream, FindingId),
    Enter,
}

impl Wish {
    fn of(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let (what, a, b) = (parts.next()?, parts.next(), parts.next());
        let id = || finding_of(a?);
        Some(match what {
            "save" | "" => Self::Save,
            "add" => Self::Add(a?.parse().ok()?),
            "register" if a.is_none() => Self::RegisterAll,
            "register" => Self::Register(id()?),
            "split" => Self::Split(id()?),
            "merge" => Self::Merge(id()?),
            "drop" => Self::Drop(a?.parse().ok()?),
            "untie" => Self::Untie(a?.parse().ok()?, finding_of(b?)?),
            "enter" => Self::Enter,
            _ => return None,
        })
    }

    /// What it is about, to come back to.
    fn place(&self) -> String {
        match self {
            Self::Register(id) | Self::Split(id) => format!("#{id}"),
            Self::Drop(_) | Self::Merge(_) | Self::Save | Self::RegisterAll => String::new(),
            Self::Untie(_, id) => format!("#{id}"),
            Self::Add(at) => format!("?add={at}#add"),
            Self::Enter => "#add".to_owned(),
        }
    }
}

/// What was changed in the form.
#[derive(Default)]
struct Changes {
    findings: Vec<(FindingId, finding::Content)>,
    causes: Vec<(CauseId, String)>,
    measures: Vec<(MeasureId, measure::Content, Option<jiff::civil::Date>)>,
    ties: Vec<(Stream, FindingId)>,
    lacks: Vec<(Stream, Bilingual)>,
}

/// Saves what was typed and does what the button says.
///
/// # Errors
/// Something stands against it, and nothing was recorded; some item is not the caller's to change.
pub fn act(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: PaperId = call.id()?;
    let seen = seen(call, id)?;
    let reading = call.site.jobs.readings.of(call.app(), &seen.paper.content)?;
    let wish = Wish::of(call.form().get("do")).ok_or(Trouble::Missing)?;
    let changes = changes(call, &seen)?;
    permitted(call, &seen, &changes, &wish)?;
    let drafts = drafts(call, &seen)?;
    let (mut registered, mut entered) = (Registered::default(), None);
    let done = call.act(|plan| {
        let mut review = Review::new(plan, id, &reading);
        save(&mut review, &changes)?;
        match &wish {
            Wish::Save | Wish::Add(_) => {}
            Wish::RegisterAll => registered = review.register(drafts.iter().copied())?,
            Wish::Register(one) => {
                registered = review.register([*one])?;
                for (id, lacks) in &registered.waiting {
                    lacks.iter().for_each(|lack| review.lack((*id).into(), lack.clone()));
                }
            }
            Wish::Split(one) => entered = review.split(*one, &part(call, *one))?.map(Stream::from),
            Wish::Merge(one) => merge(call, &mut review, *one)?,
            Wish::Drop(item) => review.drop(*item, call.form().get(&format!("{item}.drop-reason")))?,
            Wish::Untie(item, finding) => review.untie(*item, *finding)?,
            Wish::Enter => entered = enter(call, &mut review, &reading)?,
        }
        review.finish()
    })?;
    let place = entered.map_or_else(|| wish.place(), |item| format!("#{item}"));
    let address = format!("/papers/{id}{place}");
    Ok(match &wish {
        Wish::Add(_) => Answer::to(address),
        _ if done.replayed => call.done(&done, address)?,
        Wish::RegisterAll => call.told(&told(&registered), address),
        _ if done.entries.is_empty() => call.told(&UNCHANGED, address),
        Wish::Save => call.told(&saved(&changes), address),
        Wish::Split(_) | Wish::Enter if entered.is_some() => call.told(&new(entered, &wish), address),
        _ => call.done(&done, address)?,
    })
}

fn new(entered: Option<Stream>, wish: &Wish) -> Bilingual {
    let id = entered.map(|item| item.to_string()).unwrap_or_default();
    match wish {
        Wish::Split(_) => {
            Bilingual::new(format!("已拆出新问题 {id}，请接着核对"), format!("split off as {id}: check it next"))
        }
        _ => Bilingual::new(format!("已添加 {id}"), format!("{id} added")),
    }
}

fn told(registered: &Registered) -> Bilingual {
    let (done, waiting) = (registered.done.len(), registered.waiting.len());
    let ready =
        Bilingual::new(format!("登记了 {done} 个问题"), format!("{} registered", ledger::count(done, "finding")));
    if waiting == 0 {
        return ready;
    }
    let ids: Vec<String> = registered.waiting.iter().map(|(id, _)| id.to_string()).collect();
    let ids = ids.join("、");
    let rest = Bilingual::new(
        format!("还有 {waiting} 个缺内容，没有登记，缺什么见下面各条：{ids}"),
        format!(
            "{} still a draft; what each lacks stands below: {}",
            ledger::count(waiting, "finding"),
            ids.replace('、', ", ")
        ),
    );
    Bilingual::joined(&[ready, rest], "；", "; ")
}

fn saved(changes: &Changes) -> Bilingual {
    let all = changes.findings.len() + changes.causes.len() + changes.measures.len() + changes.ties.len();
    Bilingual::new(format!("已保存 {all} 处改动"), format!("{} saved", ledger::count(all, "change")))
}

fn save(review: &mut Review<'_, '_>, changes: &Changes) -> Result<(), Failure> {
    for (item, why) in &changes.lacks {
        review.lack(*item, why.clone());
    }
    for (id, content) in &changes.findings {
        review.finding(*id, content.clone())?;
    }
    for (id, statement) in &changes.causes {
        review.cause(*id, statement)?;
    }
    // Before measures are corrected: one whose deadline was misread is replaced, with its ties.
    for (item, finding) in &changes.ties {
        review.tie(*item, *finding)?;
    }
    for (id, content, deadline) in &changes.measures {
        review.measure(*id, content.clone(), *deadline)?;
    }
    Ok(())
}

fn part(call: &Call<'_>, id: FindingId) -> Part {
    let all = |field: &str| call.form().all(&format!("{id}.{field}")).map(str::to_owned).collect();
    Part {
        sentences: all("split-sentence"),
        manifestations: all("split-manifestation"),
        ties: call.form().has(&format!("{id}.split-ties")),
    }
}

fn merge(call: &Call<'_>, review: &mut Review<'_, '_>, id: FindingId) -> Result<(), Failure> {
    let into = finding_of(call.form().get(&format!("{id}.merge-into")));
    let Some(into) = into else {
        review.lack(id.into(), Bilingual::fixed("没有选并入哪个问题", "the finding to merge it into was not chosen"));
        return Ok(());
    };
    review.merge(id, into, call.form().get(&format!("{id}.merge-reason")))
}

fn enter(call: &Call<'_>, review: &mut Review<'_, '_>, reading: &Reading) -> Result<Option<Stream>, Failure> {
    let form = call.form();
    let finding = finding_of(form.get("add.finding"));
    let new = match form.get("add.kind") {
        "cause" => New::Cause(finding),
        "measure" => New::Measure(finding),
        _ => New::Finding,
    };
    let at = form.get("add.paragraph");
    let paragraph = at.parse::<usize>().ok().and_then(|at| at.checked_sub(1));
    let paragraph = paragraph.filter(|at| *at < reading.document.paragraphs.len());
    if paragraph.is_none() && !at.is_empty() {
        let paper = review.paper();
        review.lack(
            paper.into(),
            Bilingual::new(format!("材料没有第 {at} 段"), format!("the paper has no paragraph {at}")),
        );
        return Ok(None);
    }
    review.enter(&new, form.get("add.words"), paragraph)
}

fn drafts(call: &Call<'_>, seen: &Seen) -> Result<Vec<FindingId>, Trouble> {
    let mut drafts = Vec::new();
    for id in seen.items.iter().filter_map(FindingId::of) {
        if call.view.finding_state(id)?.is_some_and(|state| state.status == Status::Draft) {
            drafts.push(id);
        }
    }
    Ok(drafts)
}

/// What was changed in the form, and what is wrong with it.
fn changes(call: &Call<'_>, seen: &Seen) -> Result<Changes, Trouble> {
    let units = call.view.called::<UnitId>()?;
    let people = call.view.called::<PersonId>()?;
    let names = Names { units: &units, people: &people };
    let mut all = Changes::default();
    for item in &seen.items {
        let mut wrong: Wrong = Vec::new();
        match item {
            Stream::Finding(id) => {
                let Some(state) = call.view.finding_state(*id)? else { continue };
                let fields = posted::finding(call, *id, &state, names)?;
                if fields.touched() {
                    let content = posted::finding_content(call, &fields, &state.content, names, &mut wrong)?;
                    crossed(fields.crossed, &mut wrong);
                    all.findings.push((*id, content));
                }
            }
            Stream::Cause(id) => {
                let Some(state) = call.view.cause_state(*id)? else { continue };
                let fields = posted::cause(call, *id, &state)?;
                if fields.touched() {
                    let statement = posted::said(&fields, &mut wrong);
                    crossed(fields.crossed, &mut wrong);
                    all.causes.push((*id, statement));
                }
            }
            Stream::Measure(id) => {
                let Some(state) = call.view.measure_state(*id)? else { continue };
                let fields = posted::measure(call, *id, &state, names)?;
                if fields.touched() {
                    let (content, deadline) = posted::measure_content(call, &fields, &state, names, &mut wrong)?;
                    crossed(fields.crossed, &mut wrong);
                    all.measures.push((*id, content, deadline));
                }
            }
            _ => {}
        }
        all.ties.extend(finding_of(call.form().get(&format!("{item}.tie"))).map(|finding| (*item, finding)));
        if !wrong.is_empty() {
            // What cannot be understood is not sent to the ledger beside it.
            all.findings.retain(|(id, _)| Stream::from(*id) != *item);
            all.causes.retain(|(id, _)| Stream::from(*id) != *item);
            all.measures.retain(|(id, ..)| Stream::from(*id) != *item);
        }
        all.lacks.extend(wrong.into_iter().map(|(_, why)| (*item, why)));
    }
    Ok(all)
}

fn crossed(crossed: bool, wrong: &mut Wrong) {
    if crossed {
        let why = Bilingual::fixed(
            "您打开页面以后别人改过这一条；现在的内容写在旁边，核对后再保存",
            "somebody changed it after you opened the page; see beside it what it says now, then save again",
        );
        wrong.push(("statement", why));
    }
}

/// Everything that is touched must be the caller's to change.
fn permitted(call: &Call<'_>, seen: &Seen, changes: &Changes, wish: &Wish) -> Result<(), Trouble> {
    let mut touched: Vec<Stream> = changes.findings.iter().map(|(id, _)| (*id).into()).collect();
    touched.extend(changes.causes.iter().map(|(id, _)| Stream::from(*id)));
    touched.extend(changes.measures.iter().map(|(id, ..)| Stream::from(*id)));
    touched.extend(changes.ties.iter().flat_map(|(item, finding)| [*item, (*finding).into()]));
    match wish {
        Wish::Register(id) | Wish::Split(id) => touched.push((*id).into()),
        Wish::Merge(id) => {
            touched.push((*id).into());
            touched.extend(finding_of(call.form().get(&format!("{id}.merge-into"))).map(Stream::from));
        }
        Wish::Drop(item) => touched.push(*item),
        Wish::Untie(item, id) => touched.extend([*item, (*id).into()]),
        Wish::RegisterAll => touched.extend(drafts(call, seen)?.into_iter().map(Stream::from)),
        Wish::Enter => touched.extend(finding_of(call.form().get("add.finding")).map(Stream::from)),
        Wish::Save | Wish::Add(_) => {}
    }
    for item in touched {
        let action = if matches!(item, Stream::Measure(_)) { Action::Plan } else { Action::Keep };
        call.demand(action, item)?;
    }
    Ok(())
}
