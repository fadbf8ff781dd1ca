//! What findings and measures are filtered by alike, and how their columns are read.

use jiff::civil::Date;
use ledger::CampaignId;
use ledger::light::{Boundaries, Light};

use super::plan::Plan;
use crate::StoreError;
use crate::engine::{Row, Value};
use crate::projection::light::NEVER;

/// Rows of a campaign that stand so, whatever the campaign, and however where there are no names, and show `light` today.
pub(super) fn stands(
    plan: &mut Plan,
    campaign: Option<CampaignId>,
    status: impl Iterator<Item = &'static str>,
    light: Option<Light>,
    today: Date,
) {
    let names: Vec<Value> = status.map(Value::from).collect();
    let status = (!names.is_empty()).then(|| format!("status IN ({})", vec!["?"; names.len()].join(", ")));
    if let Some(status) = &status {
        plan.found(status, names.clone());
    }
    if let Some(light) = light {
        shows(plan, light, today);
    }
    if let Some(campaign) = campaign {
        plan.found("campaign = ?", vec![campaign.0.into()]);
    }
    // Two conditions that one index answers together.
    let and = |more: Value| names.iter().cloned().chain([more]).collect();
    if let (Some(status), Some(Light::Red)) = (&status, light) {
        plan.also_found(format!("{status} AND red <= ?"), and(today.to_string().into()));
    }
    if let (Some(status), Some(campaign)) = (&status, campaign) {
        plan.also_found(format!("{status} AND campaign = ?"), and(campaign.0.into()));
    }
}

fn shows(plan: &mut Plan, light: Light, today: Date) {
    let today = today.to_string();
    let today = || today.as_str().into();
    match light {
        Light::Red => plan.found("red <= ?", vec![today()]),
        Light::Yellow => plan.found("yellow <= ? AND red > ?", vec![today(), today()]),
        other => {
            // The index answers the first part alone.
            plan.also_found("light = ?", vec![other.name().into()]);
            plan.tried("light = ? AND yellow > ? AND red > ?", vec![other.name().into(), today(), today()]);
        }
    }
}

/// Rows that are due in a range of days, its ends included.
pub(super) fn due(plan: &mut Plan, from: Option<Date>, to: Option<Date>) {
    if from.is_none() && to.is_none() {
        return;
    }
    // What has no deadline is due on no day.
    let to = to.map_or_else(|| NEVER.to_owned(), |day| day.tomorrow().unwrap_or(day).to_string());
    let from = from.map_or_else(String::new, |day| day.to_string());
    plan.found("due >= ? AND due < ?", vec![from.into(), to.into()]);
}

/// The columns of a light.
pub(super) struct Lights {
    pub base: usize,
    pub yellow: usize,
    pub red: usize,
}

impl Lights {
    pub fn on(&self, row: &Row<'_>, today: Date) -> Result<Light, StoreError> {
        let base = row.text(self.base)?;
        let base = Light::ALL.into_iter().find(|light| light.name() == base).ok_or_else(|| strange("light"))?;
        let boundaries = Boundaries { base, yellow_from: day(row, self.yellow)?, red_from: day(row, self.red)? };
        Ok(boundaries.on(today))
    }
}

pub(super) fn day(row: &Row<'_>, i: usize) -> Result<Option<Date>, StoreError> {
    match row.optional_text(i)? {
        None | Some(NEVER) => Ok(None),
        Some(day) => day.parse().map(Some).map_err(|_| strange("day")),
    }
}

pub(super) fn words(row: &Row<'_>, i: usize) -> Result<Option<String>, StoreError> {
    Ok(row.optional_text(i)?.map(str::to_owned))
}

pub(super) fn number(row: &Row<'_>, i: usize) -> Result<Option<u64>, StoreError> {
    row.optional_int(i)?.map(u64::try_from).transpose().map_err(|_| strange("number"))
}

pub(super) fn strange(what: &str) -> StoreError {
    StoreError::damaged(format!("a projection holds a {what} that none is"))
}
