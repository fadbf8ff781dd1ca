//! The list of measures.

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::light::Light;
use ledger::measure::Status;
use ledger::profile::Kind;
use ledger::{CampaignId, FindingId, MeasureId, PersonId, PostId, UnitId};

use super::plan::{Order, Plan};
use super::row::{self, Lights};
use super::{Cursor, Mine, Page, Sight, Sort};
use crate::engine::{Dialect, Row};
use crate::projection::{MEASURE, kind};
use crate::search::MEASURE_TEXT;
use crate::{Reader, StoreError};

/// Which measures are wanted; all conditions that are given hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureQuery {
    /// Of this campaign.
    pub campaign: Option<CampaignId>,
    /// For this finding.
    pub finding: Option<FindingId>,
    /// Of this unit and all below it.
    pub unit: Option<UnitId>,
    /// Standing so; any where the list is empty.
    pub status: Vec<Status>,
    /// Showing this light today.
    pub light: Option<Light>,
    /// Owned by this person.
    pub owner: Option<PersonId>,
    /// Led by this person.
    pub lead: Option<PersonId>,
    /// Owned by whoever holds this post.
    pub post: Option<PostId>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Due on this day or later.
    pub due_from: Option<Date>,
    /// Due on this day or earlier.
    pub due_to: Option<Date>,
    /// Whose words hold all of these.
    pub text: Option<String>,
    /// That somebody answers for.
    pub mine: Option<Mine>,
    /// Naming neither an owner nor a post.
    pub unowned: bool,
    /// Asking for an extension on which one of these levels must decide next; none does where there are none.
    pub extension: Option<Vec<String>>,
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

/// A measure in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureRow {
    /// Which.
    pub id: MeasureId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The unit that answers for it.
    pub unit: Option<UnitId>,
    /// Who owns it.
    pub owner: Option<PersonId>,
    /// The post whose holder owns it.
    pub post: Option<PostId>,
    /// Who leads it.
    pub lead: Option<PersonId>,
    /// How it is carried out.
    pub kind: Option<Kind>,
    /// Where it stands.
    pub status: Status,
    /// Title of the item that it stands in.
    pub heading: Option<String>,
    /// What will be done.
    pub statement: String,
    /// Its first deadline.
    pub first_due: Option<Date>,
    /// Its deadline now.
    pub due: Option<Date>,
    /// How often the deadline was moved.
    pub slips: u64,
    /// By how many days.
    pub slip_days: u64,
    /// Its light today.
    pub light: Light,
    /// The time of its last entry.
    pub updated: Timestamp,
}

impl MeasureQuery {
    /// All measures, by number, fifty a page.
    #[must_use]
    pub fn all(today: Date) -> Self {
        Self {
            campaign: None,
            finding: None,
            unit: None,
            status: Vec::new(),
            light: None,
            owner: None,
            lead: None,
            post: None,
            kind: None,
            due_from: None,
            due_to: None,
            text: None,
            mine: None,
            unowned: false,
            extension: None,
            sight: Sight::All,
            today,
            sort: Sort::Number,
            descending: false,
            after: None,
            limit: 50,
        }
    }

    fn plan(&self, dialect: Dialect) -> Plan {
        let mut plan = Plan::new(&MEASURE, &MEASURE_TEXT);
        row::stands(&mut plan, self.campaign, self.status.iter().map(|status| status.name()), self.light, self.today);
        if let Some(finding) = self.finding {
            plan.found("number IN (SELECT tie.measure FROM tie WHERE tie.finding = ?)", vec![finding.0.into()]);
        }
        plan.below(self.unit.map(|unit| unit.0), dialect);
        let by = [
            ("owner", self.owner.map(|person| person.0)),
            ("lead", self.lead.map(|person| person.0)),
            ("post", self.post.map(|post| post.0)),
        ];
        for (column, number) in by {
            if let Some(number) = number {
                plan.found(format!("{column} = ?"), vec![number.into()]);
            }
        }
        if let Some(of) = self.kind {
            plan.tried("kind = ?", vec![kind(of).into()]);
        }
        row::due(&mut plan, self.due_from, self.due_to);
        if let Some(levels) = &self.extension {
            // The index knows those that wait alone.
            plan.among("waits <> '' AND waits", levels.iter().map(|of| format!("extension:{of}").into()).collect());
        }
        if let Some(mine) = &self.mine {
            mine.measures(&mut plan);
        }
        if self.unowned {
            plan.tried("owner IS NULL AND post IS NULL", Vec::new());
        }
        self.sight.measures(&mut plan);
        plan.says(self.text.as_deref(), dialect);
        plan
    }
}

impl Reader<'_> {
    /// A page of measures.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn measures(&self, query: &MeasureQuery) -> Result<Page<MeasureRow>, StoreError> {
        let connection = self.connection()?;
        let MeasureQuery { sort, descending, limit, .. } = *query;
        let order = Order { sort, descending, after: query.after.as_ref(), limit };
        query.plan(connection.dialect()).page(connection, &order, |row| read(row, query.today))
    }

    /// How many measures there are, whatever the page.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_measures(&self, query: &MeasureQuery) -> Result<u64, StoreError> {
        let connection = self.connection()?;
        query.plan(connection.dialect()).count(connection)
    }
}

/// In the order of the table's columns.
fn read(row: &Row<'_>, today: Date) -> Result<MeasureRow, StoreError> {
    let (of, status) = (row.optional_text(6)?, row.text(7)?);
    let kinds = [Kind::Immediate, Kind::Staged, Kind::Continuous];
    let status = [Status::Open, Status::Done, Status::Dropped].into_iter().find(|s| s.name() == status);
    Ok(MeasureRow {
        id: MeasureId(row.count(0)?),
        campaign: CampaignId(row.count(1)?),
        unit: row::number(row, 2)?.map(UnitId),
        owner: row::number(row, 3)?.map(PersonId),
        post: row::number(row, 4)?.map(PostId),
        lead: row::number(row, 5)?.map(PersonId),
        kind: kinds.into_iter().find(|k| Some(kind(*k)) == of),
        status: status.ok_or_else(|| row::strange("status"))?,
        heading: row::words(row, 8)?,
        statement: row.text(9)?.to_owned(),
        first_due: row::day(row, 10)?,
        due: row::day(row, 11)?,
        slips: row.count(12)?,
        slip_days: row.count(13)?,
        light: Lights { base: 14, yellow: 15, red: 16 }.on(row, today)?,
        updated: crate::entry::time(row.int(17)?)?,
    })
}
