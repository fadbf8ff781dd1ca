//! Somebody for each role, to look at the ledger as.

use app::access;
use app::{App, Failure};
use ledger::{Actor, Bilingual, PersonId, Stream, UnitId};

use crate::organisation::{FANG, HE, JIANG, QIN, SUN, YE, ZHAO, ZHENG, ZHOU};

/// What somebody is to the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 系统管理员: runs the system and changes nothing in the ledger.
    Administrator,
    /// 整改办: keeps the ledger.
    Office,
    /// 主要负责人、分管领导: wants one page.
    Lead,
    /// 科室负责人: owns measures.
    Owner,
    /// 验收人: judges evidence.
    Verifier,
    /// 监督检查人员: looks again.
    Inspector,
    /// 职工: reads what is open to all.
    Member,
}

/// Somebody of the organisation with a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    /// Who.
    pub person: PersonId,
    /// The name that they sign in by.
    pub login: &'static str,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Their unit.
    pub unit: UnitId,
    /// What they are, and what there is for them to do.
    pub what: Bilingual,
}

/// Who, the name to sign in by, the role, what there is to do.
const CAST: [(PersonId, &str, Role, Bilingual); 9] = [
    (
        QIN,
        "qin",
        Role::Administrator,
        Bilingual::fixed(
            "信息管理员：管账号、备份和策略，不改台账内容",
            "keeps accounts, backups and policies, and changes nothing in the ledger",
        ),
    ),
    (
        HE,
        "he",
        Role::Office,
        Bilingual::fixed(
            "综合管理部主任、整改办主任：确认草稿、催办、销号",
            "head of the rectification office: confirms drafts, chases, strikes off",
        ),
    ),
    (
        ZHOU,
        "zhou",
        Role::Lead,
        Bilingual::fixed(
            "董事长，第一责任人：批方案、批销号，看全局",
            "chairman, first responsible: approves plans and closings, sees the whole",
        ),
    ),
    (
        FANG,
        "fang",
        Role::Lead,
        Bilingual::fixed(
            "副总经理，分管安全运行：看谁逾期、哪些像纸面整改",
            "vice president for safety and operation: sees who is late and what looks fake",
        ),
    ),
    (
        SUN,
        "sun",
        Role::Owner,
        Bilingual::fixed(
            "财务资产部部长：审计整改的责任人，有已销号、待验收、漏报的事项",
            "head of finance: owns items of the audit: closed, waiting, and one whose check-in was missed",
        ),
    ),
    (
        ZHAO,
        "zhao",
        Role::Owner,
        Bilingual::fixed(
            "安全运行部部长：安全隐患的责任人，有逾期的和长期坚持的事项",
            "head of safety and operation: owns hazards, overdue ones and long-term ones",
        ),
    ),
    (
        JIANG,
        "jiang",
        Role::Verifier,
        Bilingual::fixed(
            "审计监督部审计员：看佐证、现场核对、通过或者退回",
            "auditor: looks at the evidence and on the spot, passes or sends back",
        ),
    ),
    (
        ZHENG,
        "zheng",
        Role::Inspector,
        Bilingual::fixed(
            "审计监督部部长：回头看、抽查，审批审计和安全事项",
            "head of audit: looks again, draws samples, approves items of audit and safety",
        ),
    ),
    (
        YE,
        "ye",
        Role::Member,
        Bilingual::fixed(
            "职工代表：看承诺了什么、做到了什么",
            "staff representative: sees what was promised and what was done",
        ),
    ),
];

/// Lets the cast sign in, each with an account in the role that the part takes. A role is held at the top of the organisation.
pub(crate) fn enrol(app: &App) -> Result<Vec<Cast>, Failure> {
    let view = app.view()?;
    let top = view.tree()?.tops().next();
    let mut cast = Vec::with_capacity(CAST.len());
    for (id, login, role, what) in CAST {
        let Some(ledger::State::Person(person)) = view.snapshot(Stream::Person(id))?.map(|found| found.state) else {
            continue;
        };
        let unit = person.units.first().copied().unwrap_or_default();
        app.open_account(Actor::LOCAL, id, login)?;
        if let Some((role, unit)) = role.held(top) {
            app.grant(Actor::LOCAL, id, role, unit)?;
        }
        cast.push(Cast { person: id, login, name: person.name.clone(), role, unit, what });
    }
    Ok(cast)
}

impl Role {
    /// The role of an account, where the part takes one, and where it is held.
    fn held(self, top: Option<UnitId>) -> Option<(access::Role, Option<UnitId>)> {
        match self {
            Self::Administrator => Some((access::Role::Administrator, None)),
            Self::Office => Some((access::Role::Office, top)),
            Self::Lead => Some((access::Role::Lead, top)),
            Self::Verifier => Some((access::Role::Verifier, top)),
            Self::Inspector => Some((access::Role::Inspector, top)),
            Self::Owner | Self::Member => None,
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Administrator => Bilingual::fixed("系统管理员", "administrator"),
            Self::Office => Bilingual::fixed("整改办", "rectification office"),
            Self::Lead => Bilingual::fixed("领导", "lead"),
            Self::Owner => Bilingual::fixed("责任人", "owner"),
            Self::Verifier => Bilingual::fixed("验收人", "verifier"),
            Self::Inspector => Bilingual::fixed("监督检查", "inspector"),
            Self::Member => Bilingual::fixed("职工", "member"),
        }
    }
}
