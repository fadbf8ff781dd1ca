//! The list of findings.

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::finding::{Scope, Status, Waits};
use ledger::light::Light;
use ledger::profile::Kind;
use ledger::{CampaignId, FindingId, PersonId, UnitId};

use super::plan::{Order, Plan};
use super::row::{self, Lights};
use super::{Cell, Cursor, Mine, Page, Sight, Sort};
use crate::engine::{Dialect, Row, Value};
use crate::projection::{FINDING, bit, scope_of};
use crate::search::FINDING_TEXT;
use crate::{Reader, StoreError};

/// Which findings are wanted; all conditions that are given hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingQuery {
    /// Of this campaign.
    pub campaign: Option<CampaignId>,
    /// Of this unit and all below it.
    pub unit: Option<UnitId>,
    /// Standing so; any where the list is empty.
    pub status: Vec<Status>,
    /// Showing this light today.
    pub light: Option<Light>,
    /// With a measure that this person owns.
    pub owner: Option<PersonId>,
    /// With a measure that this person leads.
    pub lead: Option<PersonId>,
    /// With a measure of this kind.
    pub kind: Option<Kind>,
    /// Of this aspect; of none where it is empty.
    pub aspect: Option<String>,
    /// Due on this day or later.
    pub due_from: Option<Date>,
    /// Due on this day or earlier.
    pub due_to: Option<Date>,
    /// To be looked back at next from the first to the last of these days.
    pub look_back: Option<(Date, Date)>,
    /// Whose words hold all of these.
    pub text: Option<String>,
    /// With a measure that somebody answers for.
    pub mine: Option<Mine>,
    /// Waiting for one of these; none does where there are none.
    pub waits: Option<Vec<Waits>>,
    /// With all of these marks.
    pub marks: Vec<Mark>,
    /// Naming no unit.
    pub without_unit: bool,
    /// Registered on this day or later.
    pub registered_from: Option<Date>,
    /// Registered on this day or earlier.
    pub registered_to: Option<Date>,
    /// Registered and not closed at the end of this day; none that was merged or rejected.
    pub open_on: Option<Date>,
    /// A deadline slipped by this many days or more.
    pub slipped_from: Option<u64>,
    /// No deadline slipped by more days.
    pub slipped_to: Option<u64>,
    /// Within what somebody sees.
    pub sight: Sight,
    /// Today, in the organisation's time zone: what lights are told by.
    pub today: Date,
    /// In which order.
    pub sort: Sort,
    /// The other way round.
    pub descending: bool,
    /// From where on; `None` for the first page.
    pub after: Option<Cursor>,
    /// The most rows of a page.
    pub limit: u64,
}

/// What became of a finding on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A deadline was moved.
    Slipped,
    /// It was sent back.
    Returned,
    /// It came back after closing.
    Rebounded,
    /// A measure shows nothing but evidence that the profile calls weak (纸面整改).
    OnPaper,
}

/// A finding in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    /// Which.
    pub id: FindingId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// Its unit.
    pub unit: Option<UnitId>,
    /// Its aspect.
    pub aspect: Option<String>,
    /// Whose problem it is.
    pub scope: Option<Scope>,
    /// Where it stands.
    pub status: Status,
    /// What is wrong.
    pub statement: String,
    /// Its number as the paper writes it.
    pub label: Option<String>,
    /// How many measures answer it.
    pub measures: u64,
    /// How many of these are done.
    pub done: u64,
    /// The nearest deadline of its open measures.
    pub due: Option<Date>,
    /// The most extensions of one of its measures.
    pub slips: u64,
    /// The most days that one of its measures slipped.
    pub slip_days: u64,
    /// How often it was sent back.
    pub returns: u64,
    /// How often it came back after closing.
    pub rebounds: u64,
    /// How many of its measures show nothing but weak evidence.
    pub papers: u64,
    /// Its light today.
    pub light: Light,
    /// The time of the last entry of the finding or of its measures.
    pub updated: Timestamp,
    /// The next day on which to look back.
    pub look_back: Option<Date>,
}

impl FindingQuery {
    /// All findings, by number, fifty a page.
    #[must_use]
    pub fn all(today: Date) -> Self {
        Self {
            campaign: None,
            unit: None,
            status: Vec::new(),
            light: None,
            owner: None,
            lead: None,
            kind: None,
            aspect: None,
            due_from: None,
            due_to: None,
            look_back: None,
            text: None,
            mine: None,
            waits: None,
            marks: Vec::new(),
            without_unit: false,
            registered_from: None,
            registered_to: None,
            open_on: None,
            slipped_from: None,
            slipped_to: None,
            sight: Sight::All,
            today,
            sort: Sort::Number,
            descending: false,
            after: None,
            limit: 50,
        }
    }

    fn plan(&self, dialect: Dialect) -> Plan {
        let mut plan = Plan::new(&FINDING, &FINDING_TEXT);
        row::stands(&mut plan, self.campaign, self.status.iter().map(|status| status.name()), self.light, self.today);
        // What is done with shows blue, or yellow where a look-back is due, and nothing else shows blue.
        let shows = |status: &Status, light: Light| match light {
            Light::Blue => status.is_closed() || status.is_void(),
            Light::Yellow => !status.is_void() && *status != Status::Settled,
            _ => !status.is_closed() && !status.is_void(),
        };
        if let Some(light) = self.light
            && !self.status.is_empty()
            && !self.status.iter().any(|status| shows(status, light))
        {
            plan.nothing();
        }
        plan.below(self.unit.map(|unit| unit.0), dialect);
        if let Some(kind) = self.kind {
            plan.tried("kinds & ? <> 0", vec![bit(kind).into()]);
        }
        match self.aspect.as_deref() {
            None => {}
            Some("") => plan.tried("aspect IS NULL", Vec::new()),
            Some(aspect) => plan.tried("aspect = ?", vec![aspect.into()]),
        }
        self.marked(&mut plan);
        row::due(&mut plan, self.due_from, self.due_to);
        if let Some((from, to)) = self.look_back {
            plan.found("look_back >= ? AND look_back <= ?", vec![from.to_string().into(), to.to_string().into()]);
        }
        if self.sort == Sort::Due && matches!(self.light, Some(Light::Yellow | Light::Green | Light::Purple)) {
            // True of each of them; said again, it is where the order begins.
            plan.tried("due >= ?", vec![self.today.to_string().into()]);
        }
        for (column, person) in [("owner", self.owner), ("lead", self.lead)] {
            let Some(person) = person else { continue };
            let tie = "tie JOIN measure ON measure.number = tie.measure WHERE measure";
            let counted = format!("{tie}.{column} = ?");
            let found = format!("number IN (SELECT tie.finding FROM {counted})");
            let tried = format!("EXISTS (SELECT 1 FROM {tie}.{column} = ? AND tie.finding = finding.number)");
            plan.found_or_tried(counted, found, tried, vec![person.0.into()]);
        }
        if let Some(mine) = &self.mine {
            mine.findings(&mut plan);
        }
        self.sight.findings(&mut plan);
        plan.says(self.text.as_deref(), dialect);
        plan
    }

    fn marked(&self, plan: &mut Plan) {
        if let Some(waits) = &self.waits {
            plan.among("waits", waits.iter().map(|waits| waits.name().into()).collect());
        }
        for mark in &self.marks {
            plan.found(mark.condition(), Vec::new());
        }
        if self.without_unit {
            plan.found("unit IS NULL", Vec::new());
        }
        let day = |day: Date| Value::from(day.to_string());
        if self.registered_from.is_some() || self.registered_to.is_some() {
            let (from, to) = (self.registered_from.unwrap_or(Date::MIN), self.registered_to.unwrap_or(Date::MAX));
            plan.found("registered >= ? AND registered <= ?", vec![day(from), day(to)]);
        }
        if let Some(on) = self.open_on {
            let sql = "registered <= ? AND (closed IS NULL OR closed > ?) AND status NOT IN ('merged', 'rejected')";
            plan.tried(sql, vec![day(on), day(on)]);
        }
        if self.slipped_from.is_some() || self.slipped_to.is_some() {
            let (from, to) = (self.slipped_from.unwrap_or(0), self.slipped_to.unwrap_or(u64::MAX));
            plan.found("slip_days >= ? AND slip_days <= ?", vec![from.into(), to.into()]);
        }
    }
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Slipped, Self::Returned, Self::Rebounded, Self::OnPaper];

    /// Its name in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slipped => "slipped",
            Self::Returned => "returned",
            Self::Rebounded => "rebounded",
            Self::OnPaper => "on-paper",
        }
    }

    /// As an index has it.
    /// Whether a finding has it.
    #[must_use]
    pub const fn holds(self, cell: &Cell) -> bool {
        match self {
            Self::Slipped => cell.slips > 0,
            Self::Returned => cell.returns > 0,
            Self::Rebounded => cell.rebounds > 0,
            Self::OnPaper => cell.papers > 0,
        }
    }

    const fn condition(self) -> &'static str {
        match self {
            Self::Slipped => "slips > 0",
            Self::Returned => "returns > 0",
            Self::Rebounded => "rebounds > 0",
            Self::OnPaper => "papers > 0",
        }
    }
}

impl Reader<'_> {
    /// A page of findings.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn findings(&self, query: &FindingQuery) -> Result<Page<FindingRow>, StoreError> {
        let connection = self.connection()?;
        let FindingQuery { sort, descending, limit, .. } = *query;
        let order = Order { sort, descending, after: query.after.as_ref(), limit };
        query.plan(connection.dialect()).page(connection, &order, |row| read(row, query.today))
    }

    /// How many findings there are, whatever the page.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_findings(&self, query: &FindingQuery) -> Result<u64, StoreError> {
        let connection = self.connection()?;
        query.plan(connection.dialect()).count(connection)
    }
}

/// In the order of the table's columns.
fn read(row: &Row<'_>, today: Date) -> Result<FindingRow, StoreError> {
    let status = row.text(5)?;
    let status = Status::ALL.into_iter().find(|s| s.name() == status);
    Ok(FindingRow {
        id: FindingId(row.count(0)?),
        campaign: CampaignId(row.count(1)?),
        unit: row::number(row, 2)?.map(UnitId),
        aspect: row::words(row, 3)?,
        scope: row.optional_text(4)?.and_then(scope_of),
        status: status.ok_or_else(|| row::strange("status"))?,
        statement: row.text(6)?.to_owned(),
        label: row::words(row, 7)?,
        measures: row.count(8)?,
        done: row.count(9)?,
        due: row::day(row, 11)?,
        slips: row.count(12)?,
        slip_days: row.count(13)?,
        returns: row.count(14)?,
        rebounds: row.count(15)?,
        papers: row.count(24)?,
        light: Lights { base: 16, yellow: 17, red: 18 }.on(row, today)?,
        updated: crate::entry::time(row.int(19)?)?,
        look_back: row::day(row, 26)?,
    })
}
