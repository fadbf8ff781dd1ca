//! `bihuan profile`: what kinds of campaign demand.

use std::path::Path;

use app::profile::{SHIPPED, parse, shipped};
use document::{Bilingual, Lang};
use ledger::Profile;
use ledger::profile::{Kind as MeasureKind, Level, Span, Step};

use super::eg;
use crate::failure::{Failure, lines, mend};
use crate::input;
use crate::screen::{Cell, Page, Table, listed, say};
use crate::terminal::Terminal;
use crate::verb::{Kind, Verb, word};

/// Shows a profile, checks one, or lists those that are shipped.
pub static PROFILE: Verb = Verb {
    name: "profile",
    about: (
        "模板：列出自带的，看一个，或检查自己的 TOML",
        "Profiles: list those shipped, show one, or check a TOML of one's own",
    ),
    fields: &[word(
        "profile",
        ("模板", "PROFILE"),
        ("名称，或 TOML 文件；不写则列出自带的", "a name, or a TOML file; by default those shipped are listed"),
    )
    .optional()],
    examples: &[
        eg(("bihuan profile", "列出自带的模板"), ("bihuan profile", "list those shipped")),
        eg(
            ("bihuan profile audit", "看它要求什么，每个数字的出处"),
            ("bihuan profile audit", "what it demands, each number with its source"),
        ),
        eg(("bihuan profile ./本单位.toml", "检查自己写的模板"), ("bihuan profile ./ours.toml", "check one's own")),
    ],
    kind: Kind::Keep,
    run: |call| match call.text("profile") {
        Some(name) => call.show(&read(&name)?, shown),
        None => {
            let all: Vec<Profile> = SHIPPED.iter().filter_map(|(name, _)| shipped(name)).collect();
            call.show(&all, |all, terminal| list(all, terminal))
        }
    },
};

/// The shipped profile of that name, or the one in that file.
///
/// # Errors
/// The file cannot be read, or everything that is wrong with it.
pub fn read(name: &str) -> Result<Profile, Failure> {
    if let Some(profile) = shipped(name) {
        return Ok(profile);
    }
    let path = Path::new(name);
    if path.extension().is_none() {
        let known = SHIPPED.map(|(name, _)| name).join(" ");
        return Err(Failure::told(
            Bilingual::new(format!("没有自带的模板“{name}”"), format!("no profile `{name}` is shipped")),
            Bilingual::new(
                format!("自带的有：{known}；自己的写文件名，以 .toml 结尾"),
                format!("there are: {known}; for one of your own write its file, ending in .toml"),
            ),
        ));
    }
    parse(&input::text(path)?, name).map_err(|error| Failure::told(lines(&error.messages()), mend()))
}

fn list(all: &[Profile], terminal: &Terminal) -> String {
    let mut table =
        Table::new([terminal.tr("名称", "name"), terminal.tr("模板", "profile"), terminal.tr("版本", "version")]);
    for profile in all {
        table.row([
            Cell::bold(&profile.name),
            say(terminal.lang, &profile.title).into(),
            profile.version.clone().into(),
        ]);
    }
    table.shown(terminal)
}

fn shown(profile: &Profile, terminal: &Terminal) -> String {
    let (lang, tr) = (terminal.lang, |zh, en| terminal.tr(zh, en));
    let mut page = Page::new(terminal);
    page.bold(&format!("{}  {}  {}", profile.name, say(lang, &profile.title), profile.version));
    page.fact(tr("方面", "aspects"), &listed(lang, &profile.aspects, |aspect| say(lang, aspect).to_owned()));
    page.fact(
        tr("问题须写明", "a finding states"),
        &listed(lang, &profile.finding_fields, |field| say(lang, &field.label()).to_owned()),
    );
    page.fact(
        tr("措施须写明", "a measure states"),
        &listed(lang, &profile.measure_fields, |field| say(lang, &field.label()).to_owned()),
    );
    page.heading(tr("时限和数字，及其出处", "Deadlines and numbers, with their sources"));
    for (label, value, source) in numbers(profile, terminal).into_iter().filter(|(_, value, _)| !value.is_empty()) {
        page.fact(&label, &value);
        page.indented(2, |page| page.quiet(source));
    }
    for step in Step::ALL {
        page.heading(&format!("{}{}", say(lang, &step.label()), tr("的审批", ": approvals")));
        levels(&mut page, profile.levels(*step));
    }
    page.finish()
}

/// Every number: what it is of, how much, and where it comes from.
fn numbers<'p>(profile: &'p Profile, terminal: &Terminal) -> Vec<(String, String, &'p str)> {
    let (lang, words) = (terminal.lang, |of: &document::Bilingual| say(terminal.lang, of).to_owned());
    let Profile { lights, extensions, evidence, check_in_grace: grace, look_backs, closing_grades: grades, .. } =
        profile;
    let months = listed(lang, &look_backs.value, |months| span(Span::Months(*months), lang));
    let closes = listed(lang, &grades.value, |grade| words(&grade.label()));
    let weak = listed(lang, &evidence.weak.value, |kind| words(&kind.label()));
    let most = extensions.most.value.to_string();
    let least = evidence.least.value.to_string();
    let deadlines = MeasureKind::ALL.iter().filter_map(|kind| Some((kind.label(), profile.default_deadline(*kind)?)));
    let deadlines = deadlines.map(|(kind, rule)| {
        let label = format!("{}{}", words(&kind), terminal.tr("的缺省时限", ": default deadline"));
        (label, span(rule.value, lang), rule.source.as_str())
    });
    let others: [(&str, &str, String, &str); 9] = [
        ("黄灯：到期前", "yellow: before the deadline", span(lights.yellow.value, lang), &lights.yellow.source),
        ("无进展算停滞", "stalled: nothing done for", span(lights.stalled.value, lang), &lights.stalled.source),
        ("承诺宽限", "grace for check-ins", span(grace.value, lang), &grace.source),
        ("延期最多次数", "extensions at most", most, &extensions.most.source),
        (
            "延期最迟提前",
            "extension asked before",
            span(extensions.ask_before.value, lang),
            &extensions.ask_before.source,
        ),
        ("销号后回头看", "look back after closing", months, &look_backs.source),
        ("可以销号的验收结果", "closes with", closes, &grades.source),
        ("每条措施佐证至少", "evidence at least", least, &evidence.least.source),
        ("单凭这些不够", "not enough by themselves", weak, &evidence.weak.source),
    ];
    let others = others.into_iter().map(|(zh, en, value, source)| (terminal.tr(zh, en).to_owned(), value, source));
    deadlines.chain(others).collect()
}

fn levels(page: &mut Page<'_>, levels: &[Level]) {
    let terminal = page.terminal;
    if levels.is_empty() {
        page.line(terminal.tr("不需要", "none"));
    }
    for level in levels {
        page.item(&level.key, say(terminal.lang, &level.title));
        page.indented(2, |page| page.quiet(&level.source));
    }
}

fn span(span: Span, lang: Lang) -> String {
    say(lang, &span.words()).to_owned()
}
