//! `bihuan account`: who may sign in, on the ledger's own machine: for the first administrator, and for whoever lost everything.

use app::accounts::Link;
use app::view::{Account, HeldRole};
use ledger::account::Role;
use ledger::{Actor, PersonId};

use super::eg;
use crate::failure::{Exit, Failure};
use crate::screen::{Cell, Page, Table, listed, named, say};
use crate::terminal::Terminal;
use crate::verb::call::Call;
use crate::verb::{Field, Kind, Noun, Verb, flag, option, word};

/// Accounts.
pub static ACCOUNT: Noun = Noun {
    name: "account",
    about: ("账号：谁能登录网页，是什么角色", "Accounts: who signs in on the pages, and in what roles"),
    verbs: &[&OPEN, &RESET, &UNLOCK, &GRANT, &WITHDRAW, &LIST],
};

const WHICH: Field = word("person", ("人员", "PERSON"), ("谁：P7，或唯一的姓名", "who: P7, or a unique name"));

const ROLE: Field = word(
    "role",
    ("角色", "ROLE"),
    (
        "administrator 系统管理员，office 整改办，lead 牵头领导，verifier 验收人，inspector 监督检查",
        "administrator, office, lead, verifier, inspector",
    ),
)
.choice(&["administrator", "office", "lead", "verifier", "inspector"]);

const UNIT: Field = option(
    "unit",
    ("单位", "UNIT"),
    ("在哪个单位及其下属；系统管理员不写", "at which unit and all below it; none for an administrator"),
);

static OPEN: Verb = Verb {
    name: "open",
    about: ("开立账号，得到一个链接，由本人设置密码", "Open an account; its link is for the person to set a password"),
    fields: &[
        WHICH,
        option("login", ("登录名", "NAME"), ("登录名，不分大小写", "the name to sign in by, in either case"))
            .required(),
    ],
    examples: &[eg(
        ("bihuan account open 叶知秋 --login ye", "七天内有效的链接"),
        ("bihuan account open P7 --login ye", "a link that is valid for seven days"),
    )],
    kind: Kind::Keep,
    run: |call| {
        let person = person(call)?;
        let made = call.app()?.open_account(Actor::LOCAL, person, &call.words("login"));
        link(call, person, call.or_refused(made)?)
    },
};

static RESET: Verb = Verb {
    name: "reset",
    about: (
        "密码作废，结束会话，得到一个重设密码的链接",
        "Void a password, end all sessions, and make a link for a new one",
    ),
    fields: &[
        WHICH,
        flag("second-step", ("设备丢了：连两步验证一并停用", "the device is lost: switch the second step off, too")),
    ],
    examples: &[
        eg(("bihuan account reset 叶知秋", "忘了密码"), ("bihuan account reset P7", "the password is lost")),
        eg(
            ("bihuan account reset 叶知秋 --second-step", "手机也丢了"),
            ("bihuan account reset P7 --second-step", "and the phone"),
        ),
    ],
    kind: Kind::Keep,
    run: |call| {
        let person = person(call)?;
        if call.flag("second-step") {
            call.or_refused(call.app()?.end_totp(Actor::LOCAL, person))?;
        }
        let made = call.app()?.reset_password(Actor::LOCAL, person);
        link(call, person, call.or_refused(made)?)
    },
};

static UNLOCK: Verb = Verb {
    name: "unlock",
    about: ("解除因多次登录失败的锁定", "Let somebody sign in again at once, after too many failures"),
    fields: &[WHICH],
    examples: &[eg(("bihuan account unlock 叶知秋", "马上可以再登录"), ("bihuan account unlock P7", "at once"))],
    kind: Kind::Keep,
    run: |call| {
        let person = person(call)?;
        call.tell(&call.or_refused(call.app()?.unlock(Actor::LOCAL, person))?)
    },
};

static GRANT: Verb = Verb {
    name: "grant",
    about: ("授予角色；责任人、单位成员不用授", "Let somebody act in a role; owners and members of units need none"),
    fields: &[WHICH, ROLE, UNIT],
    examples: &[
        eg(
            ("bihuan account grant 叶知秋 verifier --unit 技术部", "在技术部及其下属验收"),
            ("bihuan account grant P7 verifier --unit U4", "at a unit and below"),
        ),
        eg(
            ("bihuan account grant 何清越 administrator", "再设一位系统管理员"),
            ("bihuan account grant P8 administrator", "another administrator"),
        ),
    ],
    kind: Kind::Keep,
    run: |call| {
        let (role, unit) = (role(call), call.id_if("unit")?);
        let person = person(call)?;
        call.tell(&call.or_refused(call.app()?.grant(Actor::LOCAL, person, role, unit))?)
    },
};

static WITHDRAW: Verb = Verb {
    name: "withdraw",
    about: ("收回角色；最后一位系统管理员收不回", "Take a role back; the last administrator stays"),
    fields: &[WHICH, ROLE, UNIT],
    examples: &[eg(
        ("bihuan account withdraw 叶知秋 verifier --unit 技术部", "不再验收"),
        ("bihuan account withdraw P7 verifier --unit U4", "verifies no more"),
    )],
    kind: Kind::Keep,
    run: |call| {
        let (role, unit) = (role(call), call.id_if("unit")?);
        let person = person(call)?;
        call.tell(&call.or_refused(call.app()?.withdraw(Actor::LOCAL, person, role, unit))?)
    },
};

static LIST: Verb = Verb {
    name: "list",
    about: ("列出账号", "List the accounts"),
    fields: &[],
    examples: &[],
    kind: Kind::Show,
    run: |call| {
        call.show(&call.view()?.accounts()?, |accounts, terminal| {
            let mut table = Table::new([
                "",
                terminal.tr("人员", "person"),
                terminal.tr("登录名", "login"),
                terminal.tr("角色", "roles"),
                terminal.tr("状态", "state"),
            ]);
            for account in &accounts.rows {
                let roles = listed(terminal.lang, &account.roles, |role| held(role, terminal));
                table.row([
                    Cell::bold(account.id),
                    named(&account.person).into(),
                    account.login.clone().into(),
                    roles.into(),
                    state(account, terminal).into(),
                ]);
            }
            table.shown(terminal)
        })
    },
};

/// The person, once all names that were given mean something.
fn person(call: &Call<'_>) -> Result<PersonId, Failure> {
    let person = call.id("person")?;
    call.view()?;
    Ok(person)
}

fn role(call: &Call<'_>) -> Role {
    // The command line takes no other word, and the least of them does no harm.
    call.choice("role", &Role::ALL.map(|role| (role.name(), role))).unwrap_or(Role::Inspector)
}

/// A link that was made. It is printed once and kept nowhere.
fn link(call: &Call<'_>, person: PersonId, link: Link) -> Result<Exit, Failure> {
    let view = call.view()?;
    let (path, until) = (format!("/sign-in/link/{}", link.token.as_str()), view.local(link.until));
    let login = call.app()?.link(link.token.as_str())?.map(|found| found.login).unwrap_or_default();
    let made = serde_json::json!({
        "format": "bihuan.link.v1",
        "person": person.to_string(),
        "login": &login,
        "path": &path,
        "until": link.until.to_string(),
    });
    call.show(&made, |_, terminal| {
        let mut page = Page::new(terminal);
        page.item(&person.to_string(), &view.name_of(person));
        page.indented(2, |page| {
            page.fact(terminal.tr("登录名", "login"), &login);
            page.whole(terminal.tr("链接", "link"), &path);
            page.fact(terminal.tr("有效至", "until"), &until.strftime("%Y-%m-%d %H:%M").to_string());
            page.quiet(terminal.tr(
                "接在网页地址之后，只交给本人，由本人设置密码。链接只显示这一次，用过即废。",
                "It follows the address of the pages. Give it to the person alone, who sets a password by it. It is shown \
                 this once, and serves once.",
            ));
        });
        page.finish()
    })
}

/// `验收人（U4 技术部）`
fn held(held: &HeldRole, terminal: &Terminal) -> String {
    let role = say(terminal.lang, &held.role.label);
    match &held.unit {
        None => role.to_owned(),
        Some(unit) => format!("{role}{}", terminal.tr("（U）", " (U)").replace('U', &named(unit))),
    }
}

fn state(account: &Account, terminal: &Terminal) -> String {
    let mut states = Vec::new();
    if account.closed.is_some() {
        states.push(terminal.tr("已停用", "closed"));
    } else if !account.password {
        states.push(terminal.tr("未设密码", "no password"));
    }
    if account.second_step {
        states.push(terminal.tr("两步验证", "second step"));
    }
    if account.locked.is_some() {
        states.push(terminal.tr("锁定", "locked"));
    }
    listed(terminal.lang, states, str::to_owned)
}
