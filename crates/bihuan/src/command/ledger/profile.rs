//! `bihuan profile`: what kinds of campaign demand.

use std::path::Path;

use app::profile::{Rule, SHIPPED, parse, rules, shipped};
use document::Bilingual;
use ledger::Profile;
use ledger::profile::{Level, Step};

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
    for Rule { label, value, source } in rules(profile) {
        page.fact(say(lang, &label), say(lang, &value));
        page.indented(2, |page| page.quiet(&source));
    }
    for step in Step::ALL {
        page.heading(&format!("{}{}", say(lang, &step.label()), tr("的审批", ": approvals")));
        levels(&mut page, profile.levels(*step));
    }
    page.finish()
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
