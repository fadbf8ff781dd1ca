//! Filters as they stand in the address, in both directions.

use std::collections::BTreeSet;

use app::names::Names;
use app::store::{Cursor, FindingQuery, Mark, Mine, Sort};
use app::{Failure, Numbered};
use jiff::civil::Date;
use ledger::finding::{Status, Waits};
use ledger::light::Light;
use ledger::profile::{Kind, Step};
use ledger::{Bilingual, CampaignId, PersonId, State, UnitId};

use super::PAGE;
use crate::call::Call;
use crate::trouble::Trouble;

/// Statuses of what is registered and not closed.
pub(crate) const OPEN: [Status; 5] =
    [Status::Registered, Status::Rectifying, Status::Returned, Status::Rebounded, Status::Submitted];
/// What is closed.
const CLOSED: [Status; 2] = [Status::Closed, Status::Settled];
const SORTS: [(&str, Sort); 4] =
    [("number", Sort::Number), ("due", Sort::Due), ("updated", Sort::Updated), ("slippage", Sort::Slippage)];
/// What is no filter, and changes nothing of which rows there are.
pub(super) const APART: [&str; 8] = ["after", "at", "sort", "columns", "density", "csrf", "key", "here"];

/// Something to choose.
pub(crate) struct Choice {
    pub value: String,
    pub label: String,
    pub on: bool,
}

/// A filter that is in force, and the address without it.
pub(super) struct Chip {
    pub words: String,
    pub without: String,
}

/// All filters of the address.
pub(super) struct Filter {
    pub query: FindingQuery,
    pub chips: Vec<Chip>,
    /// Fields that mean nothing, and were left out.
    pub wrong: Vec<String>,
    pub campaigns: Vec<Choice>,
    pub units: Vec<Choice>,
    pub statuses: Vec<Choice>,
    pub lights: Vec<Choice>,
    pub kinds: Vec<Choice>,
    pub aspects: Vec<Choice>,
    pub people: Vec<String>,
    /// Whether one of the filters that are folded away is in force.
    pub more: bool,
}

/// Reads fields and keeps those that mean nothing.
pub(crate) struct Fields<'c, 'a> {
    pub call: &'c Call<'a>,
    pub wrong: Vec<String>,
}

impl Fields<'_, '_> {
    /// The value of a field, by what `parse` makes of it.
    pub fn one<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.call.query().given(name)?;
        let value = parse(text);
        if value.is_none() {
            self.wrong.push(text.to_owned());
        }
        value
    }

    /// All values of a field.
    pub fn many<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<Vec<T>>) -> Vec<T> {
        self.asked(name, parse).unwrap_or_default()
    }

    /// The same; `None` where nothing was asked for, which is not the same as something that nothing can be.
    pub fn asked<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<Vec<T>>) -> Option<Vec<T>> {
        let mut all = None;
        for text in self.call.query().all(name) {
            match parse(text) {
                Some(values) => all.get_or_insert_with(Vec::new).extend(values),
                None => self.wrong.push(text.to_owned()),
            }
        }
        all
    }

    /// An id or a name.
    pub fn named<I: Numbered>(&mut self, name: &str) -> Result<Option<I>, Failure> {
        let Some(text) = self.call.query().given(name) else { return Ok(None) };
        let names: Names<'_, '_> = self.call.names();
        let found = names.find::<I>(text)?;
        Ok(match names.settle() {
            Ok(()) => Some(found),
            Err(failure) => {
                self.wrong.extend(failure.reasons().iter().map(|why| why.get(self.call.lang).to_owned()));
                None
            }
        })
    }

    pub fn day(&mut self, name: &str) -> Option<Date> {
        self.one(name, |text| text.parse().ok())
    }

    /// What it is sorted by, and whether the other way round.
    pub fn sort(&mut self) -> (Sort, bool) {
        let sort = self.one("sort", |text| {
            let (descending, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
            SORTS.iter().find(|(known, _)| *known == name).map(|(_, sort)| (*sort, descending))
        });
        sort.unwrap_or_default()
    }

    pub fn light(&mut self) -> Option<Light> {
        self.one("light", |text| Light::ALL.into_iter().find(|light| light.name() == text))
    }

    pub fn kind(&mut self) -> Option<Kind> {
        self.one("kind", |text| Kind::ALL.iter().copied().find(|kind| kind.name() == text))
    }

    pub fn mine(&mut self) -> Option<Mine> {
        let person = self.call.who.person?;
        let posts = self.call.who.posts.iter().copied().collect();
        self.one("mine", |text| (text == "1").then_some(()))?;
        Some(Mine { person, posts, leads: true })
    }
}

/// What the address asks for, within what the caller sees; and what in it means nothing.
pub(super) fn query(call: &Call<'_>) -> Result<(FindingQuery, Vec<String>), Trouble> {
    let mut fields = Fields { call, wrong: Vec::new() };
    let (sort, descending) = fields.sort();
    let levels = call.view.levels()?;
    let query = FindingQuery {
        campaign: fields.named::<CampaignId>("campaign")?,
        unit: if call.query().get("unit") == "none" { None } else { fields.named::<UnitId>("unit")? },
        status: fields.many("status", statuses),
        light: fields.light(),
        owner: fields.named::<PersonId>("owner")?,
        lead: fields.named::<PersonId>("lead")?,
        kind: fields.kind(),
        aspect: aspect(call.query().get("aspect")),
        due_from: fields.day("due_from"),
        due_to: fields.day("due_to"),
        text: call.query().given("text").map(str::to_owned),
        mine: fields.mine(),
        waits: fields.asked("waits", |text| waits(text, &levels)),
        marks: fields.many("mark", |text| Mark::ALL.into_iter().find(|mark| mark.name() == text).map(|one| vec![one])),
        without_unit: call.query().get("unit") == "none",
        registered_from: fields.day("registered_from"),
        registered_to: fields.day("registered_to"),
        open_on: fields.day("open_on"),
        slipped_from: fields.one("slipped_from", |text| text.parse().ok()),
        slipped_to: fields.one("slipped_to", |text| text.parse().ok()),
        sight: call.sight()?,
        sort,
        descending,
        after: fields.one("after", Cursor::parse),
        limit: PAGE,
        ..FindingQuery::all(call.view.today)
    };
    Ok((query, fields.wrong))
}

impl Filter {
    /// The filters of the address, and all that can be chosen.
    pub fn read(call: &Call<'_>) -> Result<Self, Trouble> {
        let (query, wrong) = query(call)?;
        let chips = chips(call, &query);
        let folded = ["campaign", "aspect", "kind", "owner", "lead", "due_from", "due_to"];
        Ok(Self {
            campaigns: campaigns(call, query.campaign)?,
            units: units(call, query.unit)?,
            statuses: status_choices(call),
            lights: lights(call, query.light),
            kinds: kinds(call, query.kind),
            aspects: aspects(call, query.aspect.as_deref())?,
            people: call.view.people()?.into_iter().map(|(_, name)| name).take(500).collect(),
            more: folded.iter().any(|name| call.query().given(name).is_some()),
            query,
            chips,
            wrong,
        })
    }
}

/// What stands in the address for what names no aspect or no unit.
pub(crate) const NONE: &str = "none";

fn aspect(text: &str) -> Option<String> {
    match text {
        "" => None,
        NONE => Some(String::new()),
        text => Some(text.to_owned()),
    }
}

/// A status, or one of two words for several.
fn statuses(text: &str) -> Option<Vec<Status>> {
    match text {
        "open" => Some(OPEN.to_vec()),
        "done" => Some(CLOSED.to_vec()),
        _ => Status::ALL.into_iter().find(|status| status.name() == text).map(|status| vec![status]),
    }
}

/// What is waited for; the approvals of all levels together have one word.
fn waits(text: &str, levels: &BTreeSet<(Step, String)>) -> Option<Vec<Waits>> {
    use Waits::{Approval, Closing, LookBack, Planning, Registering, Submitting, Verifying, Work};
    let step = match text {
        "approve-plan" => Step::Plan,
        "approve-closing" => Step::Closing,
        _ => {
            let all = [Registering, Planning, Work, Submitting, Verifying, Closing, LookBack];
            return all.into_iter().find(|known| known.name() == text).map(|one| vec![one]);
        }
    };
    let of_step = levels.iter().filter(|(of, _)| *of == step);
    Some(of_step.map(|(step, level)| Approval(*step, level.clone())).collect())
}

pub(crate) fn campaigns(call: &Call<'_>, chosen: Option<CampaignId>) -> Result<Vec<Choice>, Trouble> {
    let all = call.view.all::<CampaignId>()?.into_iter().rev();
    let choice = |(id, state): (CampaignId, State)| match state {
        State::Campaign(campaign) => {
            let label = campaign.content.theme.clone();
            Some(Choice { value: id.to_string(), label, on: chosen == Some(id) })
        }
        _ => None,
    };
    Ok(all.filter_map(choice).collect())
}

/// Units in the order of their tree, each level further in.
pub(crate) fn units(call: &Call<'_>, chosen: Option<UnitId>) -> Result<Vec<Choice>, Trouble> {
    let choice = |unit: app::view::Unit| Choice {
        value: unit.id.to_string(),
        label: format!("{}{}", "　".repeat(unit.depth), unit.short.unwrap_or(unit.name)),
        on: chosen == Some(unit.id),
    };
    Ok(call.view.units()?.rows.into_iter().map(choice).collect())
}

fn status_choices(call: &Call<'_>) -> Vec<Choice> {
    let given: Vec<&str> = call.query().all("status").collect();
    let groups = [("open", "ledger-open"), ("done", "ledger-closed")].map(|(value, key)| (value, call.t(key)));
    let single = Status::ALL.map(|status| (status.name(), status.label().get(call.lang).to_owned()));
    let choice = |(value, label): (&str, String)| Choice { value: value.to_owned(), label, on: given.contains(&value) };
    groups.into_iter().chain(single).map(choice).collect()
}

pub(super) fn lights(call: &Call<'_>, chosen: Option<Light>) -> Vec<Choice> {
    let choice = |light: Light| Choice {
        value: light.name().to_owned(),
        label: format!("{} {}　{}", light.shape(), light.label().get(call.lang), light.meaning().get(call.lang)),
        on: chosen == Some(light),
    };
    Light::ALL.into_iter().rev().map(choice).collect()
}

pub(super) fn kinds(call: &Call<'_>, chosen: Option<Kind>) -> Vec<Choice> {
    let choice = |kind: &Kind| Choice {
        value: kind.name().to_owned(),
        label: kind.label().get(call.lang).to_owned(),
        on: chosen == Some(*kind),
    };
    Kind::ALL.iter().map(choice).collect()
}

fn aspects(call: &Call<'_>, chosen: Option<&str>) -> Result<Vec<Choice>, Trouble> {
    let mut all: Vec<Choice> = call
        .view
        .aspects()?
        .into_iter()
        .map(|aspect| Choice { on: chosen == Some(aspect.as_str()), label: aspect.clone(), value: aspect })
        .collect();
    all.push(Choice { value: NONE.to_owned(), label: call.t("ledger-no-aspect"), on: chosen == Some("") });
    Ok(all)
}

/// What is in force, in words, each with the address without it.
fn chips(call: &Call<'_>, query: &FindingQuery) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut chip = |names: &[&str], key: &str, words: Option<String>| {
        let Some(words) = words else { return };
        let mut set: Vec<(&str, &str)> = names.iter().map(|name| (*name, "")).collect();
        set.extend([("after", ""), ("at", "")]);
        let words = format!("{}{}", call.t(key), words);
        chips.push(Chip { words, without: format!("/findings?{}", call.query().address(&set)) });
    };
    let say = |words: Bilingual| words.get(call.lang).to_owned();
    let name = |of: ledger::Stream| call.view.name_of(of);
    let days = |from: Option<Date>, to: Option<Date>| {
        (from.is_some() || to.is_some()).then(|| {
            let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("{}～{}", day(from), day(to))
        })
    };
    chip(&["mine"], "ledger-mine", query.mine.as_ref().map(|_| String::new()));
    chip(&["text"], "ledger-chip-text", query.text.clone());
    chip(&["unit"], "ledger-chip-unit", query.unit.map(|unit| name(unit.into())));
    chip(&["unit"], "ledger-no-unit", query.without_unit.then(String::new));
    let statuses: Vec<String> =
        status_choices(call).into_iter().filter(|choice| choice.on).map(|choice| choice.label).collect();
    chip(&["status"], "ledger-chip-status", (!statuses.is_empty()).then(|| statuses.join("、")));
    chip(&["light"], "", query.light.map(|light| say(light.label())));
    chip(&["campaign"], "ledger-chip-campaign", query.campaign.map(|campaign| name(campaign.into())));
    let aspect = query.aspect.clone().map(|aspect| if aspect.is_empty() { call.t("ledger-no-aspect") } else { aspect });
    chip(&["aspect"], "ledger-chip-aspect", aspect);
    chip(&["kind"], "", query.kind.map(|kind| say(kind.label())));
    chip(&["owner"], "ledger-chip-owner", query.owner.map(|person| name(person.into())));
    chip(&["lead"], "ledger-chip-lead", query.lead.map(|person| name(person.into())));
    chip(&["due_from", "due_to"], "ledger-chip-due", days(query.due_from, query.due_to));
    let mut waits: Vec<String> = query.waits.iter().flatten().map(|waits| waiting(call, waits)).collect();
    waits.dedup();
    chip(&["waits"], "", (!waits.is_empty()).then(|| waits.join("、")));
    let marks: Vec<String> = query.marks.iter().map(|mark| call.t(&format!("ledger-mark-{}", mark.name()))).collect();
    chip(&["mark"], "", (!marks.is_empty()).then(|| marks.join("、")));
    chip(
        &["registered_from", "registered_to"],
        "ledger-chip-registered",
        days(query.registered_from, query.registered_to),
    );
    chip(&["open_on"], "ledger-chip-open-on", query.open_on.map(|day| day.to_string()));
    let slipped = (query.slipped_from.is_some() || query.slipped_to.is_some()).then(|| {
        let (from, to) = (query.slipped_from.unwrap_or(0), query.slipped_to);
        to.map_or_else(|| format!("≥ {from}"), |to| format!("{from}～{to}"))
    });
    chip(&["slipped_from", "slipped_to"], "ledger-chip-slipped", slipped);
    chips
}

/// What a finding waits for, in words.
fn waiting(call: &Call<'_>, waits: &Waits) -> String {
    let key = match waits {
        Waits::Approval(Step::Plan, _) => "ledger-waits-approve-plan".to_owned(),
        Waits::Approval(..) => "ledger-waits-approve-closing".to_owned(),
        other => format!("ledger-waits-{}", other.name()),
    };
    call.t(&key)
}
