//! The organisation's papers. Their dates follow the day on which the demonstration is looked at: `{-30}` in a paper is
//! that day a month before in full, `{-30月}` its year and month, `{-30年}` its year.

use app::Failure;
use app::import::{Incoming, Intake, Version};
use jiff::civil::Date;
use ledger::{Bilingual, CampaignId};

use crate::stage::{self, Stage, actor};
use crate::{organisation, word};

/// A paper as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The file's name.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The statement of a self-examination, as text.
pub(crate) const SELF_EXAMINATION: Template = Template {
    name: "服务保障专题会对照检查材料.txt",
    text: include_str!("../papers/self-examination.txt"),
};
/// The findings of an audit, as a table in Word.
pub(crate) const AUDIT: Template = Template {
    name: "资产与采购专项审计问题整改清单.docx",
    text: include_str!("../papers/audit-findings.txt"),
};
/// The plan after a safety check, in Word.
pub(crate) const SAFETY: Template =
    Template { name: "安全生产大检查整改方案.docx", text: include_str!("../papers/safety-plan.txt") };
/// A plan that nobody has taken in yet.
const WINDOWS: Template =
    Template { name: "窗口服务检查整改方案.txt", text: include_str!("../papers/window-plan.txt") };

/// A paper before its dates are known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Template {
    name: &'static str,
    text: &'static str,
}

/// All papers, as they are where the demonstration is looked at on the day `until`. The last one was not taken into the
/// ledger: it is there for trying.
#[must_use]
pub fn papers(until: Date) -> Vec<Paper> {
    [SELF_EXAMINATION, AUDIT, SAFETY, WINDOWS].iter().map(|template| template.paper(until)).collect()
}

impl Template {
    fn paper(&self, until: Date) -> Paper {
        let text = filled(self.text, until);
        let bytes = if self.name.ends_with(".docx") {
            word::document(&text.lines().collect::<Vec<_>>())
        } else {
            text.into_bytes()
        };
        Paper { name: self.name, bytes }
    }

    /// The rectification office takes it into a campaign, as drafts.
    pub fn import(&self, stage: &mut Stage, campaign: CampaignId) -> Result<(), Failure> {
        let Paper { name, bytes } = self.paper(stage.day(0));
        let document = document::read(&bytes, name).map_err(|error| {
            let advice = Bilingual::fixed("演示材料有误，请报告", "the demonstration is at fault: please report it");
            Failure::Unfit { what: vec![error.message()], advice }
        })?;
        let incoming = Incoming::new(name.to_owned(), bytes, document)?;
        let intake = Intake { campaign, draft: true, enrol: false, likely: false, version: Version::New };
        stage.app.import(actor(Some(organisation::HE)), None, &incoming, &intake)?;
        stage.pause();
        Ok(())
    }
}

/// A text with its dates.
fn filled(text: &str, until: Date) -> String {
    let mut parts = text.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (place, rest) = part.split_once('}').unwrap_or(("", part));
        out.push_str(&date(place, until));
        out.push_str(rest);
    }
    out
}

fn date(place: &str, until: Date) -> String {
    let number = place.trim_end_matches(['年', '月']);
    let day = stage::day(until, number.parse().unwrap_or(0));
    let (year, month, of_month) = (day.year(), day.month(), day.day());
    match place.chars().last() {
        Some('年') => year.to_string(),
        Some('月') => format!("{year}年{month}月"),
        _ => format!("{year}年{month}月{of_month}日"),
    }
}
