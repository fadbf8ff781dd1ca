//! S104: something is wrong and nothing will be done about it.

use std::collections::HashSet;

use document::{Bilingual, Severity};
use extract::{Finding, Genre};

use crate::{
    Paper, Quantity, Report, Rule, Threshold,
    items::{self, ONE_BY_ONE, Spot},
    likeness::{Profile, Rarity, Weighed},
};

pub static RULE: Rule = Rule {
    code: "S104",
    name: "finding-without-measure",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("问题没有整改措施", "a finding without a measure"),
    page: include_str!("finding_without_measure.md"),
    thresholds: &[&LEAST_LIKENESS, &LEAST_SUGGESTED, &ONE_BY_ONE],
    check,
};

/// How like a measure must be to a finding for it to be taken as the answer where the paper ties nothing.
static LEAST_LIKENESS: Threshold = Threshold {
    key: "least-likeness",
    default: 0.05,
    quantity: Quantity::Share,
    meaning: Bilingual::fixed(
        "材料自己没有写明对应时，措施与问题用词相近到多少才算可能对应（0 到 1）",
        "where the paper ties nothing, how like a measure must be to a finding to count as a likely answer (0 to 1)",
    ),
    source: Bilingual::fixed(
        "本程序自定：逐份核对过的材料里，低于此值的问题大多确实没有措施",
        "own default: in papers that were checked by hand, most findings below it had no measure indeed",
    ),
};

/// How like a measure that is tied to nothing must be to an unanswered finding to be pointed at.
static LEAST_SUGGESTED: Threshold = Threshold {
    key: "least-suggested",
    default: 0.15,
    quantity: Quantity::Share,
    meaning: Bilingual::fixed(
        "没有注明对应的措施，用词相近到多少才提出来供核对（0 到 1）",
        "how like a measure that is tied to nothing must be to an unanswered finding to be pointed at (0 to 1)",
    ),
    source: Bilingual::fixed(
        "本程序自定：三倍于“可能对应”的下限，宁缺毋滥",
        "own default: three times the least likeness, so as to point at few that are wrong",
    ),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    if paper.extraction.measures.is_empty() {
        return;
    }
    if items::ties(paper) { untied(paper, report) } else { unlike(paper, report) }
}

/// The paper ties its measures: a finding that none is tied to has none.
fn untied(paper: &Paper<'_>, report: &mut Report<'_>) {
    let extraction = &paper.extraction;
    let answered: HashSet<usize> = extraction.measures.iter().flat_map(|m| m.findings.iter().copied()).collect();
    let likely = Likeness::of(paper);
    let least = report.threshold(&LEAST_SUGGESTED);
    let open: Vec<(usize, &Finding)> =
        extraction.findings.iter().enumerate().filter(|(n, _)| !answered.contains(n)).collect();
    if open.len() > report.count(&ONE_BY_ONE) {
        let spots: Vec<Spot> = open.iter().filter_map(|(_, f)| spot(f)).collect();
        let (n, total) = (open.len(), extraction.findings.len());
        let message = (
            format!("{total}个问题中有{n}个没有整改措施"),
            format!("{n} of the {total} findings are answered by no measure"),
        );
        items::together(report, &spots, Severity::Error, message);
        return;
    }
    for (n, finding) in open {
        let Some(span) = items::place(&finding.spans) else { continue };
        let name = items::short(&finding.statement);
        let mut said = report.at(span).say(format!("「{name}」没有整改措施"), format!("no measure answers \"{name}\""));
        let best = likely.best(n).filter(|(m, score)| *score >= least && is_loose(paper, *m));
        let near = best.and_then(|(m, score)| Some((items::place(&extraction.measures.get(m)?.spans)?, score)));
        if let Some((place, score)) = near {
            let percent = score * 100.0;
            said = said.at_most(Severity::Note);
            said.related(
                place,
                format!("这条没有注明针对哪个问题，用词与它相近（{percent:.0}%）"),
                format!("this one says of no finding that it answers it, and is like this one ({percent:.0} %)"),
            );
        }
    }
}

fn is_loose(paper: &Paper<'_>, measure: usize) -> bool {
    paper.extraction.measures.get(measure).is_some_and(|m| m.findings.is_empty())
}

/// The paper ties nothing: findings that are like no measure, said once and as a guess.
fn unlike(paper: &Paper<'_>, report: &mut Report<'_>) {
    if paper.extraction.genre == Genre::InspectionFeedback {
        return;
    }
    let likely = Likeness::of(paper);
    let least = report.threshold(&LEAST_LIKENESS);
    let findings = &paper.extraction.findings;
    let answered: HashSet<usize> = paper.extraction.measures.iter().flat_map(|m| m.findings.iter().copied()).collect();
    let alone = |(n, f): (usize, &Finding)| {
        let tied = answered.contains(&n);
        let like = likely.best(n).is_some_and(|(_, score)| score >= least);
        if tied || like { None } else { spot(f) }
    };
    let spots: Vec<Spot> = findings.iter().enumerate().filter_map(alone).collect();
    let (n, total) = (spots.len(), findings.len());
    let message = (
        format!("{total}个问题中有{n}个，从用词上看不出由哪条措施解决"),
        format!("by their wording no measure seems to answer {n} of the {total} findings"),
    );
    items::together(report, &spots, Severity::Note, message);
}

fn spot(finding: &Finding) -> Option<Spot> {
    let name = items::short(&finding.statement);
    let message = Bilingual::new(format!("「{name}」"), format!("\"{name}\""));
    Some(Spot { span: items::place(&finding.spans)?, message })
}

/// How like each finding is to each measure, its aspect's title taken as part of it.
struct Likeness {
    findings: Vec<Weighed>,
    measures: Vec<Weighed>,
}

impl Likeness {
    fn of(paper: &Paper<'_>) -> Self {
        let x = &paper.extraction;
        let title = |f: &Finding| f.aspect.and_then(|a| x.aspects.get(a)).map_or("", |a| a.title.as_str());
        let findings: Vec<Profile> =
            x.findings.iter().map(|f| Profile::of(&format!("{} {}", title(f), items::whole(f)))).collect();
        let words = |m: &extract::Measure| format!("{} {}", m.heading.as_deref().unwrap_or(""), m.statement);
        let measures: Vec<Profile> = x.measures.iter().map(|m| Profile::of(&words(m))).collect();
        let rarity = Rarity::among(findings.iter().chain(&measures));
        let weigh = |profiles: &[Profile]| profiles.iter().map(|p| rarity.weigh(p)).collect();
        Self { findings: weigh(&findings), measures: weigh(&measures) }
    }

    /// The measure most like the finding `n`, and how like it is.
    fn best(&self, n: usize) -> Option<(usize, f64)> {
        let finding = self.findings.get(n)?;
        let scored = self.measures.iter().enumerate().map(|(m, p)| (m, finding.overlap(p)));
        scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }
}
