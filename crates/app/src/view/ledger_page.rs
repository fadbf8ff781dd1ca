//! A page of the ledger as people read it: each row with the reason of its light and those who answer for it.

use ledger::{MeasureId, PersonId, State, Stream};
use store::{FindingQuery, MeasureQuery};

use super::{Finding, List, Lit, Measure, Named, View};
use crate::Failure;

/// A finding in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What lists say of it, with the reason of its light.
    pub finding: Finding,
    /// Who owns its measures: persons, and posts where nobody is named.
    pub owners: Vec<Named>,
    /// Who leads them.
    pub leads: Vec<Named>,
    /// How its measures are carried out, each way once.
    pub kinds: Vec<super::Word>,
    /// How many of its measures show nothing but evidence that the profile calls weak.
    pub papers: u64,
}

impl View<'_> {
    /// A page of the ledger.
    ///
    /// # Errors
    /// The database failed.
    pub fn ledger(&self, query: &FindingQuery) -> Result<List<Row>, Failure> {
        let page = self.reader.findings(query)?;
        let total = self.count_findings(query)?;
        let rows = page.rows.into_iter().map(|row| {
            let papers = row.papers;
            self.ledger_row(self.finding_row(row), papers)
        });
        let list = List {
            format: super::format("ledger"),
            rows: rows.collect(),
            total,
            next: page.next.map(|cursor| cursor.to_string()),
        };
        self.sound(list)
    }

    /// A page of measures, each with the reason of its light.
    ///
    /// # Errors
    /// The database failed.
    pub fn measures_page(&self, query: &MeasureQuery) -> Result<List<Measure>, Failure> {
        let mut list = self.measures(query)?;
        for row in &mut list.rows {
            if let Some(light) = self.measure_lit(row.id) {
                row.light = light;
            }
        }
        self.sound(list)
    }

    /// The light of a measure with its reason; `None` where there is no such measure.
    pub(crate) fn measure_lit(&self, id: MeasureId) -> Option<Lit> {
        let outlook = self.measure_outlook(&*self.states().measure(id)?)?;
        Some(Lit::told(&outlook.on(self.today)))
    }

    fn ledger_row(&self, mut finding: Finding, papers: u64) -> Row {
        let (mut owners, mut leads, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(state) = self.states().finding(finding.id) {
            finding.light = self.finding_light(&state);
            for measure in state.measures.iter().filter_map(|id| self.states().measure(*id)) {
                if measure.status == ledger::measure::Status::Dropped {
                    continue;
                }
                let content = &measure.content;
                owners.extend(content.owner.map(Stream::from).or(content.owner_post.map(Stream::from)));
                leads.extend(content.lead.map(Stream::from));
                kinds.extend(content.kind);
            }
        }
        let named = |mut all: Vec<Stream>| {
            all.sort_unstable();
            all.dedup();
            all.into_iter().map(|id| self.named(id)).collect()
        };
        kinds.sort_unstable();
        kinds.dedup();
        let kinds = kinds.into_iter().map(|kind| super::Word { name: kind.name(), label: kind.label() });
        Row { finding, owners: named(owners), leads: named(leads), kinds: kinds.collect(), papers }
    }

    /// How many findings there are, whatever the page.
    ///
    /// # Errors
    /// The database failed.
    pub fn count_findings(&self, query: &FindingQuery) -> Result<u64, Failure> {
        match self.counts(std::slice::from_ref(query))? {
            Some(counts) => Ok(counts[0]),
            None => Ok(self.reader.count_findings(query)?),
        }
    }

    /// The aspects that findings name, by name.
    ///
    /// # Errors
    /// The database failed.
    pub fn aspects(&self) -> Result<Vec<String>, Failure> {
        let census = self.census()?;
        let mut used = vec![false; census.words.len()];
        for cell in census.cells.iter().filter(|cell| cell.aspect > 0) {
            used[cell.aspect as usize] = true;
        }
        let mut aspects: Vec<String> =
            census.words.iter().zip(used).filter(|(_, used)| *used).map(|(word, _)| word.clone()).collect();
        aspects.sort_unstable();
        Ok(aspects)
    }

    /// Those who own or lead something, by name, for a choice.
    ///
    /// # Errors
    /// The database failed.
    pub fn people(&self) -> Result<Vec<(PersonId, String)>, Failure> {
        let all = self.all::<PersonId>()?.into_iter();
        let mut people: Vec<(PersonId, String)> = all
            .filter_map(|(id, state)| matches!(state, State::Person(_)).then(|| (id, crate::names::title(&state))))
            .collect();
        people.sort_by(|a, b| a.1.cmp(&b.1));
        Ok(people)
    }
}
