//! Lights (亮灯): a pure function of state, profile, calendar and today, that explains itself.
//!
//! An [`Outlook`] is computed once a state: a light that holds until something comes due, and the days from which yellow
//! and red hold. So a store can filter by light with plain comparisons of dates, and today's light needs no fold.

mod finding;
mod measure;
mod why;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Bilingual;
pub use finding::finding;
pub use measure::measure;
pub use why::Why;

/// How something stands, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    /// Done with.
    Blue,
    /// Long-term, and kept.
    Purple,
    /// On course.
    Green,
    /// Not started.
    Grey,
    /// Due soon, behind a milestone, or stalled.
    Yellow,
    /// Overdue, missed, or sent back.
    Red,
}

/// What the light is and will be if nothing happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    base: (Light, Why),
    /// The earliest reason for yellow.
    yellow: Option<(Date, Why)>,
    /// The earliest reason for red.
    red: Option<(Date, Why)>,
}

/// The outlook as a store keeps it: `red` where `red_from` has come, else `yellow` where `yellow_from` has, else `base`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Boundaries {
    /// The light until something comes due.
    pub base: Light,
    /// The first day of yellow.
    pub yellow_from: Option<Date>,
    /// The first day of red.
    pub red_from: Option<Date>,
}

/// A light and why it is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The light.
    pub light: Light,
    /// Why.
    pub why: Why,
}

impl Light {
    /// All, the best first.
    pub const ALL: [Self; 6] = [Self::Blue, Self::Purple, Self::Green, Self::Grey, Self::Yellow, Self::Red];

    /// Its word, which stands beside every colour.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Blue => Bilingual::fixed("蓝灯", "blue"),
            Self::Purple => Bilingual::fixed("紫灯", "purple"),
            Self::Green => Bilingual::fixed("绿灯", "green"),
            Self::Grey => Bilingual::fixed("灰灯", "grey"),
            Self::Yellow => Bilingual::fixed("黄灯", "yellow"),
            Self::Red => Bilingual::fixed("红灯", "red"),
        }
    }

    /// What it stands for, for a legend.
    #[must_use]
    pub const fn meaning(self) -> Bilingual {
        match self {
            Self::Blue => Bilingual::fixed("已办结", "done with"),
            Self::Purple => Bilingual::fixed("长期坚持，按期兑现", "long-term, and kept"),
            Self::Green => Bilingual::fixed("正常推进", "on course"),
            Self::Grey => Bilingual::fixed("未启动", "not started"),
            Self::Yellow => Bilingual::fixed("临期、落后于节点或停滞", "due soon, behind a milestone, or stalled"),
            Self::Red => {
                Bilingual::fixed("逾期、漏报、超限、退回或反弹", "overdue, missed, exceeded, sent back, or rebounded")
            }
        }
    }

    /// Its name in JSON and in projections.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Purple => "purple",
            Self::Green => "green",
            Self::Grey => "grey",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }

    /// Its shape, for those who see no colours and for black-and-white print. Each differs from all others.
    #[must_use]
    pub const fn shape(self) -> char {
        match self {
            Self::Blue => '■',
            Self::Purple => '◆',
            Self::Green => '●',
            Self::Grey => '○',
            Self::Yellow => '▲',
            Self::Red => '✖',
        }
    }
}

impl Boundaries {
    /// The light on `today`.
    #[must_use]
    pub fn on(&self, today: Date) -> Light {
        let come = |from: Option<Date>| from.is_some_and(|day| day <= today);
        if come(self.red_from) {
            Light::Red
        } else if come(self.yellow_from) {
            self.base.max(Light::Yellow)
        } else {
            self.base
        }
    }
}

impl Outlook {
    /// One that holds whatever the day.
    #[must_use]
    pub const fn fixed(light: Light, why: Why) -> Self {
        Self { base: (light, why), yellow: None, red: None }
    }

    /// Yellow from `day` on, for this reason.
    pub(crate) fn yellow_from(&mut self, day: Date, why: Why) {
        earliest(&mut self.yellow, day, why);
    }

    /// Red from `day` on, for this reason.
    pub(crate) fn red_from(&mut self, day: Date, why: Why) {
        earliest(&mut self.red, day, why);
    }

    /// The worse of both, whatever the day.
    pub(crate) fn join(&mut self, other: Self) {
        if other.base.0 > self.base.0 {
            self.base = other.base;
        }
        if let Some((day, why)) = other.yellow {
            self.yellow_from(day, why);
        }
        if let Some((day, why)) = other.red {
            self.red_from(day, why);
        }
    }

    /// As a store keeps it.
    #[must_use]
    pub fn boundaries(&self) -> Boundaries {
        let day = |of: &Option<(Date, Why)>| of.as_ref().map(|(day, _)| *day);
        Boundaries { base: self.base.0, yellow_from: day(&self.yellow), red_from: day(&self.red) }
    }

    /// The light on `today`, and why.
    #[must_use]
    pub fn on(&self, today: Date) -> Judgement {
        let light = self.boundaries().on(today);
        let due = match light {
            Light::Red => &self.red,
            Light::Yellow => &self.yellow,
            _ => &None,
        };
        let come = due.as_ref().filter(|(day, _)| *day <= today && light > self.base.0);
        let why = come.map_or(&self.base.1, |(_, why)| why).clone();
        Judgement { light, why }
    }
}

impl Judgement {
    /// The light and why, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let (light, why) = (self.light.label(), self.why.message());
        Bilingual::new(format!("{}：{}", light.zh, why.zh), format!("{}: {}", light.en, why.en))
    }
}

fn earliest(slot: &mut Option<(Date, Why)>, day: Date, why: Why) {
    if slot.as_ref().is_none_or(|(kept, _)| day < *kept) {
        *slot = Some((day, why));
    }
}

#[cfg(test)]
mod tests;
