//! H411: one organisation under two names that differ by a character.

use std::{collections::BTreeMap, sync::LazyLock};

use document::{Bilingual, Role, Severity, Span};

use crate::{
    Paper, Quantity, Report, Rule, Threshold,
    text::{is_han, runs},
    words,
};

pub static RULE: Rule = Rule {
    code: "H411",
    name: "organisation-name-varies",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("同一单位名称前后不一", "one organisation under two names"),
    page: include_str!("organisation_name_varies.md"),
    thresholds: &[&SHORTEST],
    check,
};

/// How long a name must be for one character's difference to be a slip.
static SHORTEST: Threshold = Threshold {
    key: "shortest-name",
    default: 6.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("名称至少几个字才比较", "characters of the shortest name that is compared"),
    source: Bilingual::fixed(
        "自定：更短的名称差一个字，往往是另一个单位",
        "own default: shorter names that differ by a character are often two organisations",
    ),
};

/// What names of organisations end in.
static ENDINGS: LazyLock<Vec<&str>> =
    LazyLock::new(|| words::of_file(include_str!("../../../lexicon/organisation_endings.txt")).collect());

/// Characters that tell one organisation from a sister, a part or a superior of it.
const DISTINGUISHING: &str = "一二三四五六七八九十东南西北中上下左右前后新老大小甲乙丙丁总分副省市县区州乡镇村街原的";

/// Names that are looked for; each costs a search through the paper.
const MOST_NAMES: usize = 200;

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let shortest = report.count(&SHORTEST);
    let mut said: BTreeMap<Span, ()> = BTreeMap::new();
    for (name, first) in names(paper, shortest) {
        for (variant, places) in variants(paper, &name) {
            let known = paper.paras().filter(|p| p.text().contains(name.as_str())).count();
            let Some((place, more)) = places.split_first().filter(|_| places.len() <= known) else { continue };
            if is_introduced(paper, &variant) || said.insert(*place, ()).is_some() {
                continue;
            }
            let reported = report
                .at(*place)
                .say(format!("这里是“{variant}”，别处是“{name}”"), format!("\"{variant}\" here, \"{name}\" elsewhere"));
            reported.related(first, "另一种写法在这里", "the other form is here").also(more).suggest(*place, &name);
        }
    }
}

/// Names of organisations that stand where nothing else can: in the title, as owners, alone on a line.
fn names(paper: &Paper<'_>, shortest: usize) -> Vec<(String, Span)> {
    let mut found: BTreeMap<String, Span> = BTreeMap::new();
    let lines = paper.paras().filter(|p| {
        matches!(p.paragraph.role, Role::Title | Role::Cell) || ENDINGS.iter().any(|e| p.text().ends_with(e))
    });
    for para in lines {
        if let Some(name) = leading_name(para.paragraph.body(), para.paragraph.role == Role::Title) {
            found.entry(name.to_owned()).or_insert_with(|| para.span(0..para.text().len()));
        }
    }
    for measure in &paper.extraction.measures {
        let Some(span) = measure.spans.first() else { continue };
        for owners in [&measure.owner, &measure.lead, &measure.cooperating].into_iter().flatten() {
            let parts = owners.split(['、', '，', '；', '：', ' ', '（', '）']);
            for name in parts.filter_map(|part| leading_name(part, false)) {
                found.entry(name.to_owned()).or_insert(*span);
            }
        }
    }
    found.into_iter().filter(|(name, _)| name.chars().count() >= shortest).take(MOST_NAMES).collect()
}

/// The name that `line` is, or in a title begins with.
fn leading_name(line: &str, title: bool) -> Option<&str> {
    let line = line.trim();
    let han = runs(line, is_han).next().filter(|r| r.start == 0).and_then(|r| line.get(r))?;
    let whole = ENDINGS.iter().any(|e| han.ends_with(e)) && han == line;
    if whole && line.chars().count() <= 20 {
        return Some(line);
    }
    let ends = ENDINGS.iter().filter_map(|e| han.find(e).map(|at| at + e.len()));
    // A title that begins with 关于 names its matter first.
    let end = ends.max().filter(|_| title && !han.starts_with("关于"))?;
    han.get(..end)
}

/// Passages that differ from `name` in one character, not the first two, not the last two.
fn variants(paper: &Paper<'_>, name: &str) -> BTreeMap<String, Vec<Span>> {
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let letters: Vec<char> = name.chars().collect();
    let head: String = letters.iter().take(2).collect();
    for para in paper.paras() {
        let text = para.text();
        let mut clear = 0;
        for (at, _) in text.match_indices(&head) {
            let rest = text.get(at..).unwrap_or("");
            if at < clear || rest.starts_with(name) {
                continue;
            }
            let lengths = [letters.len() - 1, letters.len(), letters.len() + 1];
            let variant = lengths.into_iter().filter_map(|n| first(rest, n)).find(|v| differs_by_slip(&letters, v));
            if let Some(variant) = variant {
                clear = at + variant.len();
                found.entry(variant.to_owned()).or_default().push(para.span(at..clear));
            }
        }
    }
    found
}

/// The first `count` characters of `text`.
fn first(text: &str, count: usize) -> Option<&str> {
    let (at, last) = text.char_indices().nth(count.checked_sub(1)?)?;
    text.get(..at + last.len_utf8())
}

/// Whether `variant` has one character more, less or other than `name`, and not one that distinguishes.
fn differs_by_slip(name: &[char], variant: &str) -> bool {
    let variant: Vec<char> = variant.chars().collect();
    let same_head = name.iter().zip(&variant).take_while(|(a, b)| a == b).count();
    let same_tail = name.iter().rev().zip(variant.iter().rev()).take_while(|(a, b)| a == b).count();
    let (short, long) = (name.len().min(variant.len()), name.len().max(variant.len()));
    let edges = same_head >= 2 && same_tail >= 2;
    let odd = |letters: &[char]| letters.get(same_head).copied();
    if name.len() == variant.len() {
        let both = [odd(name), odd(&variant)];
        let slip = both.iter().flatten().all(|c| is_han(*c) && !DISTINGUISHING.contains(*c));
        return edges && slip && same_head + same_tail + 1 == short;
    }
    let longer = if name.len() > variant.len() { name } else { &variant };
    // A level of government that is left out (区, 镇) is a slip; a part or a number is not.
    let slip = odd(longer).is_some_and(|c| is_han(c) && (!DISTINGUISHING.contains(c) || "省市县区州乡镇".contains(c)));
    edges && slip && same_head + same_tail >= short && long == short + 1
}

/// Whether the paper says that `name` stands for the full one (以下简称).
fn is_introduced(paper: &Paper<'_>, name: &str) -> bool {
    paper.paras().any(|p| {
        p.text().match_indices("简称").any(|(at, word)| {
            let rest = p.text().get(at + word.len()..).unwrap_or("");
            let introduced = rest.trim_start_matches(|c: char| "为是：“\"「".contains(c));
            introduced.starts_with(name)
        })
    })
}
