//! Looking after the system: accounts and roles, backups, health, policies, holiday tables (系统管理).

use std::fs;
use std::path::PathBuf;

use app::access::{Action, Policy, Role};
use app::accounts::Link;
use app::keep::{Ailment, Level};
use app::log::Status;
use app::names::NameError;
use app::store::Watch;
use app::view::{Account, Person, Unit};
use app::{Config, Failure};
use askama::Template;
use calendar::Year;
use ledger::{Bilingual, Command, PersonId, UnitId, holidays};

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::route::{Needs, Of, Route};
use crate::trouble::Trouble;

const RUN: Needs = Needs::May(Action::Administer, Of::Whole);

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/administration", RUN, page),
    Route::get("/administration/accounts", RUN, accounts),
    Route::post("/administration/accounts", RUN, open).shown_by(accounts),
    Route::get("/administration/accounts/{person}", RUN, account),
    Route::post("/administration/accounts/{person}/grant", RUN, grant).shown_by(account),
    Route::post("/administration/accounts/{person}/withdraw", RUN, withdraw).shown_by(account),
    Route::post("/administration/accounts/{person}/reset", RUN, reset).shown_by(account),
    Route::post("/administration/accounts/{person}/unlock", RUN, unlock).shown_by(account),
    Route::post("/administration/accounts/{person}/sessions", RUN, end_sessions).shown_by(account),
    Route::post("/administration/accounts/{person}/second-step", RUN, end_second_step).shown_by(account),
    Route::post("/administration/accounts/{person}/close", RUN, close).shown_by(account),
    Route::post("/administration/accounts/{person}/reopen", RUN, reopen).shown_by(account),
    Route::post("/administration/backup", RUN, backup).shown_by(page),
    Route::get("/administration/policies", RUN, policies),
    Route::get("/administration/holidays", RUN, holiday_tables),
    Route::post("/administration/holidays", RUN, replace_holidays).takes_files().shown_by(holiday_tables),
];

#[derive(Template)]
#[template(path = "administration.html")]
struct Page<'a> {
    f: Frame<'a>,
    health: Vec<Ailment>,
    log: Status,
    backups: Vec<String>,
    folder: String,
    keep_logs: u32,
    logs: String,
}

fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let config = Config::read(&call.site.folder).map_err(Failure::from)?;
    Answer::page(&Page {
        f: call.frame("administration-title"),
        health: call.app().doctor(&config)?,
        log: call.app().log_status()?,
        backups: backups(call),
        folder: call.site.folder.display().to_string(),
        keep_logs: call.site.options.keep_logs,
        logs: call.site.journal.folder().display().to_string(),
    })
}

fn backup_folder(call: &Call<'_>) -> PathBuf {
    call.site.folder.join("backups")
}

/// The copies that were made here, the newest first.
fn backups(call: &Call<'_>) -> Vec<String> {
    let Ok(entries) = fs::read_dir(backup_folder(call)) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.collect();
    names.sort_by(|a, b| b.cmp(a));
    names.truncate(20);
    names
}

fn backup(call: &Call<'_>) -> Result<Answer, Trouble> {
    let folder = backup_folder(call);
    fs::create_dir_all(&folder).map_err(|error| {
        let what = Bilingual::new(
            format!("备份文件夹 {} 建不了：{error}", folder.display()),
            format!("the folder of backups {} cannot be made: {error}", folder.display()),
        );
        let advice = Bilingual::fixed("检查磁盘空间和权限", "look at the disk's space and permissions");
        Trouble::Failure(Failure::Unfit { what: vec![what], advice })
    })?;
    let name = call.view.local(call.app().clock.now()).strftime("%Y-%m-%d-%H%M%S").to_string();
    let done = call.app().backup(&folder.join(&name), &Watch::none())?;
    let words = Bilingual::new(
        format!("已备份到 {name}：{} 条记录，{} 个文件", done.entries, done.files),
        format!("copied into {name}: {}, {}", ledger::count(done.entries, "entry"), ledger::count(done.files, "file")),
    );
    Ok(call.told(&words, "/administration"))
}

#[derive(Template)]
#[template(path = "accounts.html")]
struct Accounts<'a> {
    f: Frame<'a>,
    accounts: Vec<Account>,
    /// Those who have none yet.
    people: Vec<Person>,
}

fn accounts(call: &Call<'_>) -> Result<Answer, Trouble> {
    let accounts = call.view.accounts()?.rows;
    let mut people = call.view.persons()?.rows;
    people.retain(|person| accounts.iter().all(|account| PersonId::from(account.id) != person.id));
    Answer::page(&Accounts { f: call.frame("accounts-title"), accounts, people })
}

/// A link, shown once to whoever made it: there may be no mail on this network.
#[derive(Template)]
#[template(path = "account-link.html")]
struct Shown<'a> {
    f: Frame<'a>,
    person: PersonId,
    name: String,
    address: String,
    link: Link,
}

fn shown(call: &Call<'_>, person: PersonId, link: Link) -> Result<Answer, Trouble> {
    let address = format!("{}/sign-in/link/{}", call.origin(), link.token.as_str());
    let name = call.app().view()?.name_of(person);
    Answer::page(&Shown { f: call.frame("account-link-title"), person, name, address, link })
}

fn open(call: &Call<'_>) -> Result<Answer, Trouble> {
    let names = call.names();
    let person = names.find::<PersonId>(call.form().get("person"))?;
    names.settle()?;
    let link = call.app().open_account(call.actor()?, person, call.form().get("login"))?;
    shown(call, person, link)
}

#[derive(Template)]
#[template(path = "account.html")]
struct One<'a> {
    f: Frame<'a>,
    account: Account,
    units: Vec<Unit>,
    roles: [Role; 5],
    own: bool,
}

fn account(call: &Call<'_>) -> Result<Answer, Trouble> {
    let person: PersonId = call.id()?;
    let account = call.view.account(person)?.ok_or(Trouble::Missing)?;
    let mut units = call.view.units()?.rows;
    units.retain(|unit| unit.dissolved.is_none());
    let own = call.who.person == Some(person);
    let f = call.frame_titled(account.person.name.clone());
    Answer::page(&One { f, account, units, roles: Role::ALL, own })
}

fn here(person: PersonId) -> String {
    format!("/administration/accounts/{person}")
}

fn role(call: &Call<'_>) -> Result<(Role, Option<UnitId>), Trouble> {
    let wrong = || Trouble::field("role", "选一个角色", "choose a role");
    let role = Role::ALL.into_iter().find(|role| role.name() == call.form().get("role")).ok_or_else(wrong)?;
    if role == Role::Administrator {
        return Ok((role, None));
    }
    let unit = call.form().given("unit").map(str::parse::<UnitId>).transpose();
    let unknown = |error: ledger::IdError| {
        let name = NameError { text: error.text, kind: "unit", candidates: Vec::new(), ambiguous: false };
        Trouble::Failure(name.into())
    };
    Ok((role, unit.map_err(unknown)?))
}

fn grant(call: &Call<'_>) -> Result<Answer, Trouble> {
    let (person, (role, unit)) = (call.id()?, role(call)?);
    let done = call.app().grant(call.actor()?, person, role, unit)?;
    call.done(&done, here(person))
}

fn withdraw(call: &Call<'_>) -> Result<Answer, Trouble> {
    let (person, (role, unit)) = (call.id()?, role(call)?);
    let done = call.app().withdraw(call.actor()?, person, role, unit)?;
    call.done(&done, here(person))
}

fn reset(call: &Call<'_>) -> Result<Answer, Trouble> {
    let person = call.id()?;
    let link = call.app().reset_password(call.actor()?, person)?;
    shown(call, person, link)
}

fn unlock(call: &Call<'_>) -> Result<Answer, Trouble> {
    let person = call.id()?;
    let done = call.app().unlock(call.actor()?, person)?;
    call.done(&done, here(person))
}

fn end_sessions(call: &Call<'_>) -> Result<Answer, Trouble> {
    let person: PersonId = call.id()?;
    let ended = call.app().revoke(call.actor()?, person, None)?;
    let words = Bilingual::new(format!("退出了 {ended} 处登录"), format!("ended: {}", ledger::count(ended, "session")));
    Ok(call.told(&words, here(person)))
}

fn end_second_step(call: &Call<'_>) -> Result<Answer, Trouble> {
    let person = call.id()?;
    let done = call.app().end_totp(call.actor()?, person)?;
    call.done(&done, here(person))
}

fn close(call: &Call<'_>) -> Result<Answer, Trouble> {
    let person = call.id()?;
    let done = call.app().close_account(call.actor()?, person, call.form().get("reason"))?;
    call.done(&done, here(person))
}

fn reopen(call: &Call<'_>) -> Result<Answer, Trouble> {
    let person = call.id()?;
    let done = call.app().reopen_account(call.actor()?, person, call.form().get("reason"))?;
    call.done(&done, here(person))
}

#[derive(Template)]
#[template(path = "policies.html")]
struct Policies<'a> {
    f: Frame<'a>,
    files: &'a [Policy],
}

fn policies(call: &Call<'_>) -> Result<Answer, Trouble> {
    Answer::page(&Policies { f: call.frame("policies-title"), files: &call.site.access.files })
}

#[derive(Template)]
#[template(path = "holidays.html")]
struct Holidays<'a> {
    f: Frame<'a>,
    years: Vec<Year>,
}

fn holiday_tables(call: &Call<'_>) -> Result<Answer, Trouble> {
    let calendar = call.view.calendar()?;
    let mut years: Vec<Year> = calendar.years().cloned().collect();
    years.sort_by_key(|year| std::cmp::Reverse(year.year));
    Answer::page(&Holidays { f: call.frame("holidays-title"), years })
}

fn replace_holidays(call: &Call<'_>) -> Result<Answer, Trouble> {
    let file = call.form().file("file").map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    let text = file.unwrap_or_else(|| call.form().get("text").to_owned());
    let advice = Bilingual::fixed("改正后再传", "mend it and send it again");
    let years = app::years(&text).map_err(|what| Failure::Unfit { what, advice })?;
    if years.is_empty() {
        return Err(Trouble::field("text", "里面没有哪一年的表", "there is no table of any year in it"));
    }
    let done = call.act(|plan| {
        years
            .iter()
            .try_for_each(|table| plan.run(&Command::Calendar(holidays::Command::ReplaceYear { table: table.clone() })))
    })?;
    call.done(&done, "/administration/holidays")
}

impl Page<'_> {
    /// The light of a state of health.
    fn light(level: &Level) -> (&'static str, &'static str) {
        match level {
            Level::Well => ("green", "●"),
            Level::Look => ("yellow", "▲"),
            Level::Broken => ("red", "✖"),
        }
    }
}

impl Holidays<'_> {
    fn days(days: &std::collections::BTreeSet<jiff::civil::Date>) -> String {
        days.iter().map(|day| day.strftime("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
    }
}
