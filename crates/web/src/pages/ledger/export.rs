//! What is seen, as a file: a workbook that can come back, or plain rows.

use app::Failure;
use app::store::{Cursor, FindingQuery, MeasureQuery};
use ledger::Bilingual;

use super::filter::query;
use super::measures;
use crate::answer::{Answer, XLSX};
use crate::call::Call;
use crate::trouble::Trouble;

/// The most rows of a file: more is no use to a person, and holds up everybody else.
const MOST: u64 = 20_000;
/// Rows that are asked for at a time.
const PAGE: u64 = 1_000;
/// The mark by which a spreadsheet program knows that a file is in UTF-8.
const BOM: &str = "\u{feff}";

pub(super) fn findings(call: &Call<'_>) -> Result<Answer, Trouble> {
    let query = FindingQuery { after: None, ..query(call)?.0 };
    let total = call.view.ledger(&FindingQuery { limit: 1, ..query.clone() })?.total;
    small(total)?;
    let name = name(call, "ledger-file");
    if call.query().get("format") != "csv" {
        return Ok(Answer::download(XLSX, &format!("{name}.xlsx"), call.view.workbook(&query, call.lang)?));
    }
    let heads = [
        "id",
        "number",
        "campaign",
        "aspect",
        "problem",
        "unit",
        "kinds",
        "owner",
        "lead",
        "measures",
        "due",
        "slips",
        "slip-days",
        "returns",
        "rebounds",
        "status",
        "light",
        "why",
    ];
    let mut csv = Csv::new(heads.map(|head| call.t(&format!("ledger-{head}"))));
    let mut query = FindingQuery { limit: PAGE, ..query };
    loop {
        let page = call.view.ledger(&query)?;
        for row in &page.rows {
            let finding = &row.finding;
            let names =
                |all: &[app::view::Named]| all.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join("、");
            let say = |words: &Bilingual| words.get(call.lang).to_owned();
            csv.row([
                finding.id.to_string(),
                finding.number.clone().unwrap_or_default(),
                finding.campaign.name.clone(),
                finding.aspect.clone().unwrap_or_default(),
                finding.statement.clone(),
                finding.unit.as_ref().map(|unit| unit.name.clone()).unwrap_or_default(),
                row.kinds.iter().map(|kind| say(&kind.label)).collect::<Vec<_>>().join("、"),
                names(&row.owners),
                names(&row.leads),
                format!("{}/{}", finding.done, finding.measures),
                finding.due.map(|day| day.to_string()).unwrap_or_default(),
                finding.slips.to_string(),
                finding.slip_days.to_string(),
                finding.returns.to_string(),
                finding.rebounds.to_string(),
                say(&finding.status.label),
                say(&finding.light.label),
                finding.light.why.as_ref().map(say).unwrap_or_default(),
            ]);
        }
        match page.next.as_deref().and_then(Cursor::parse) {
            Some(next) => query.after = Some(next),
            None => return Ok(csv.answer(&name)),
        }
    }
}

pub(super) fn measures(call: &Call<'_>) -> Result<Answer, Trouble> {
    let query = MeasureQuery { after: None, ..measures::read(call)?.query };
    small(call.view.measures(&MeasureQuery { limit: 1, ..query.clone() })?.total)?;
    let heads = [
        "id",
        "measure",
        "campaign",
        "kind",
        "unit",
        "owner",
        "lead",
        "first-due",
        "due",
        "slips",
        "slip-days",
        "status",
        "light",
        "why",
    ];
    let mut csv = Csv::new(heads.map(|head| call.t(&format!("ledger-{head}"))));
    let mut query = MeasureQuery { limit: PAGE, ..query };
    loop {
        let page = call.view.measures_page(&query)?;
        for row in &page.rows {
            let say = |words: &Bilingual| words.get(call.lang).to_owned();
            let name = |named: Option<&app::view::Named>| named.map(|named| named.name.clone()).unwrap_or_default();
            let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            csv.row([
                row.id.to_string(),
                row.statement.clone(),
                row.campaign.name.clone(),
                row.kind.as_ref().map(|kind| say(&kind.label)).unwrap_or_default(),
                name(row.unit.as_ref()),
                name(row.owner.as_ref().or(row.post.as_ref())),
                name(row.lead.as_ref()),
                day(row.first_due),
                day(row.due),
                row.slips.to_string(),
                row.slip_days.to_string(),
                say(&row.status.label),
                say(&row.light.label),
                row.light.why.as_ref().map(say).unwrap_or_default(),
            ]);
        }
        match page.next.as_deref().and_then(Cursor::parse) {
            Some(next) => query.after = Some(next),
            None => return Ok(csv.answer(&name(call, "ledger-file-measures"))),
        }
    }
}

fn small(total: u64) -> Result<(), Failure> {
    if total <= MOST {
        return Ok(());
    }
    Err(Failure::Unfit {
        what: vec![Bilingual::new(
            format!("符合条件的有 {total} 件，一次最多导出 {MOST} 件"),
            format!("there are {total}, and at most {MOST} are exported at once"),
        )],
        advice: Bilingual::fixed("按专项或单位筛选后分次导出", "filter by campaign or unit and export in parts"),
    })
}

fn name(call: &Call<'_>, key: &str) -> String {
    format!("{} {}", call.t(key), call.view.today)
}

/// Comma-separated values (RFC 4180).
struct Csv(String);

impl Csv {
    fn new<const N: usize>(heads: [String; N]) -> Self {
        let mut csv = Self(BOM.to_owned());
        csv.row(heads);
        csv
    }

    fn row<const N: usize>(&mut self, cells: [String; N]) {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            // A spreadsheet program would run what begins like this as a formula.
            let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            self.0.push('"');
            self.0.push_str(if formula { "'" } else { "" });
            self.0.push_str(&cell.replace('"', "\"\""));
            self.0.push('"');
        }
        self.0.push_str("\r\n");
    }

    fn answer(self, name: &str) -> Answer {
        Answer::download("text/csv; charset=utf-8", &format!("{name}.csv"), self.0)
    }
}
