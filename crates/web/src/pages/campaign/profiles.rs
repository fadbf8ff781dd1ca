//! Profiles in words (模板).

use app::profile::{self, Rule, SHIPPED};
use askama::Template;
use ledger::profile::{Level, Step};
use ledger::{Bilingual, Profile};

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "profiles.html")]
struct All<'a> {
    f: Frame<'a>,
    profiles: Vec<Profile>,
}

#[derive(Template)]
#[template(path = "profile.html")]
struct One<'a> {
    f: Frame<'a>,
    rules: Rules,
}

/// What a profile demands, ready to be shown.
pub(super) struct Rules {
    pub profile: Profile,
    pub rules: Vec<Rule>,
    /// What a finding, and what a measure must state.
    pub finding: Bilingual,
    pub measure: Bilingual,
    pub aspects: Bilingual,
    /// Who approves what.
    pub steps: Vec<(Bilingual, Vec<Level>)>,
}

impl Rules {
    pub(super) fn of(profile: Profile) -> Self {
        let joined = |words: Vec<Bilingual>| Bilingual::joined(&words, "、", ", ");
        Self {
            rules: profile::rules(&profile),
            finding: joined(profile.finding_fields.iter().map(|field| field.label()).collect()),
            measure: joined(profile.measure_fields.iter().map(|field| field.label()).collect()),
            aspects: joined(profile.aspects.clone()),
            steps: Step::ALL.iter().map(|step| (step.label(), profile.levels(*step).to_vec())).collect(),
            profile,
        }
    }
}

/// The profiles that are part of the program.
pub(super) fn shipped() -> Vec<Profile> {
    SHIPPED.iter().filter_map(|(name, _)| profile::shipped(name)).collect()
}

pub(super) fn all(call: &Call<'_>) -> Result<Answer, Trouble> {
    Answer::page(&All { f: call.frame("campaign-profiles"), profiles: shipped() })
}

pub(super) fn one(call: &Call<'_>) -> Result<Answer, Trouble> {
    let profile = profile::shipped(call.part("name")).ok_or(Trouble::Missing)?;
    let f = call.frame_titled(profile.title.get(call.lang));
    Answer::page(&One { f, rules: Rules::of(profile) })
}
