//! `bihuan evidence`: files that show something.

use std::fs::File;
use std::path::Path;

use app::Kept;
use document::Bilingual;
use ledger::evidence::{Command as Do, Content, Handling, Period};
use ledger::profile::EvidenceKind;
use ledger::{Command, EvidenceId, MeasureId, Stream, measure};

use super::eg;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::output::{fresh, save_with};
use crate::screen::{Cell, Table, listed, say};
use crate::terminal::clean;
use crate::verb::call::Call;
use crate::verb::{Field, Kind, Noun, OVERWRITE, Verb, option, word};

/// Evidence.
pub static EVIDENCE: Noun = Noun {
    name: "evidence",
    about: (
        "佐证材料：存一次，多处可用；形成日期与存入时间分开记",
        "Evidence: stored once, used for many; its own date apart from the time it was stored",
    ),
    verbs: &[&ADD, &CORRECT, &WITHDRAW, &GET, &LIST],
};

const WHICH: Field =
    word("evidence", ("佐证", "EVIDENCE"), ("哪份佐证：E9，或唯一的文件名", "which: E9, or a unique file name"));
const REASON: Field = option("reason", ("理由", "WHY"), ("为什么", "why")).required();
const DATED: Field =
    option("dated", ("日期", "DAY"), ("材料自己的形成日期", "its own date: when it was signed, taken")).day();
const SUPPORTS: Field = option(
    "supports",
    ("起止", "DAYS"),
    ("证明哪段时间 A..B；不写则形成日期当天", "the period that it supports, A..B; by default its own date"),
)
.days();
const KIND: Field = option("kind", ("种类", "KIND"), (
    "minutes 会议记录，notice 通知发文，photo 照片，regulation 制度，voucher 凭证，record 台账数据，report 报告，other",
    "minutes, notice, photo, regulation, voucher, record, report, other",
))
.choice(&["minutes", "notice", "photo", "regulation", "voucher", "record", "report", "other"]);
const HANDLING: Field = option(
    "handling",
    ("范围", "WHO"),
    (
        "public 可公开，internal 内部（缺省），restricted 控制知悉；涉密的一律不收",
        "public, internal (default), restricted; classified matter is refused",
    ),
)
.choice(&["public", "internal", "restricted"]);
const NOTE: Field = option("note", ("说明", "TEXT"), ("证明什么", "what it shows"));

const HANDLINGS: [(&str, Handling); 3] =
    [("public", Handling::Public), ("internal", Handling::Internal), ("restricted", Handling::Restricted)];

static ADD: Verb = Verb {
    name: "add",
    about: ("存入佐证，并用于措施", "Store a file, and show it for measures"),
    fields: &[
        word("file", ("文件", "FILE"), ("要存入的文件", "the file")).path(),
        option("dated", ("日期", "DAY"), ("材料自己的形成日期", "its own date: when it was signed, taken"))
            .day()
            .required(),
        option("for", ("措施", "MEASURE"), ("用于哪条措施，可写多次", "a measure it is shown for; may be repeated"))
            .many(),
        option("item", ("项", "NUMBER"), ("佐证清单第几项", "the checklist item that it meets")).number(),
        SUPPORTS,
        KIND,
        HANDLING,
        NOTE,
    ],
    examples: &[
        eg(
            (
                "bihuan evidence add 新排班表.xlsx --for M1 --item 1 --dated 2026-04-20 --kind record",
                "交 M1 清单第 1 项",
            ),
            (
                "bihuan evidence add roster.xlsx --for M1 --item 1 --dated 2026-04-20 --kind record",
                "for the first item of M1",
            ),
        ),
        eg(
            (
                "bihuan evidence add 入馆记录.csv --for M1 --dated 2026-06-30 --supports 2026-04-01..2026-06-30",
                "证明一段时间",
            ),
            (
                "bihuan evidence add visits.csv --for M1 --dated 2026-06-30 --supports 2026-04-01..2026-06-30",
                "supports a period",
            ),
        ),
    ],
    kind: Kind::Act,
    run: add,
};

static CORRECT: Verb = Verb {
    name: "correct",
    about: ("更正说明：文件不变，只改写出来的", "Say something else of a file; only what is given"),
    fields: &[
        WHICH,
        REASON,
        DATED,
        SUPPORTS,
        KIND,
        HANDLING,
        NOTE,
        option("name", ("文件名", "NAME"), ("文件名", "its name")),
    ],
    examples: &[eg(
        ("bihuan evidence correct E9 --dated 2026-04-21 --reason 日期写错", "改形成日期"),
        ("bihuan evidence correct E9 --dated 2026-04-21 --reason \"a slip\"", "its own date"),
    )],
    kind: Kind::Act,
    run: |call| {
        let id = call.id::<EvidenceId>("evidence")?;
        let mut content = call.view()?.evidence_content(id)?.unwrap_or_default();
        content.name = call.text("name").unwrap_or(content.name);
        let content = given(call, content);
        call.command(Command::Evidence(id, Do::Correct { content, reason: call.words("reason") }))
    },
};

static WITHDRAW: Verb = Verb {
    name: "withdraw",
    about: ("撤回：不能作佐证，文件和记录仍在", "Say that it shows nothing; the file and its record stay"),
    fields: &[WHICH, REASON],
    examples: &[eg(
        ("bihuan evidence withdraw E9 --reason 与问题无关", "写明理由"),
        ("bihuan evidence withdraw E9 --reason \"of something else\"", "with the reason"),
    )],
    kind: Kind::Act,
    run: |call| call.command(Command::Evidence(call.id("evidence")?, Do::Withdraw { reason: call.words("reason") })),
};

static GET: Verb = Verb {
    name: "get",
    about: ("取出文件", "Get a file out"),
    fields: &[
        WHICH,
        option("output", ("文件", "FILE"), ("存成哪个文件；不写则用原来的文件名", "where to; by default its own name"))
            .path(),
        OVERWRITE,
    ],
    examples: &[eg(
        ("bihuan evidence get E9 -o 排班表.xlsx", "存成一个文件"),
        ("bihuan evidence get E9 -o roster.xlsx", "into a file"),
    )],
    kind: Kind::Show,
    run: |call| {
        let id = call.id::<EvidenceId>("evidence")?;
        let name = call.view()?.name_of(id);
        // A name that somebody else gave must not lead out of this folder.
        let own = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let path = call.path("output").map_or_else(|| own.into(), Path::to_path_buf);
        fresh(&path, call.flag(OVERWRITE.name))?;
        save_with(&path, |file| Ok(call.app()?.fetch(id, file).map(|_| ())?))?;
        let shown = path.display().to_string();
        let told = serde_json::json!({"format": "bihuan.file.v1", "evidence": id, "name": name, "path": shown});
        call.show(&told, |_, _| format!("{id} → {}\n", clean(&shown)))
    },
};

static LIST: Verb = Verb {
    name: "list",
    about: ("列出佐证", "List the evidence"),
    fields: &[],
    examples: &[],
    kind: Kind::Show,
    run: |call| {
        call.show(&call.view()?.evidence()?, |all, terminal| {
            let mut table = Table::new([
                "",
                terminal.tr("文件", "file"),
                terminal.tr("种类", "kind"),
                terminal.tr("形成", "dated"),
                terminal.tr("证明", "supports"),
                terminal.tr("用于", "shown for"),
            ]);
            for one in &all.rows {
                let period = if one.supports_from == one.supports_to {
                    one.supports_from.to_string()
                } else {
                    format!("{}..{}", one.supports_from, one.supports_to)
                };
                let withdrawn =
                    if one.withdrawn.is_some() { terminal.tr("（已撤回）", " (withdrawn)") } else { "" };
                table.row([
                    Cell::bold(one.id),
                    format!("{}{withdrawn}", one.name).into(),
                    say(terminal.lang, &one.kind.label).into(),
                    one.dated.to_string().into(),
                    period.into(),
                    listed(terminal.lang, &one.shown_for, |id| id.to_string()).into(),
                ]);
            }
            table.shown(terminal)
        })
    },
};

fn add(call: &Call<'_>) -> Result<Exit, Failure> {
    // The command line wants the file and its day.
    let (Some(path), Some(dated)) = (call.path("file"), call.day("dated")) else { return Ok(Exit::Failed) };
    let (measures, item) = (call.ids::<MeasureId, Vec<_>>("for")?, call.number("item"));
    let view = call.view()?;
    let name = input::name(path);
    let mut file = File::open(path).map_err(|error| Failure::reading(path, error))?;
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(Failure::Folder(path.to_owned()));
    }
    let Kept { digest, size } = call.app()?.keep(&name, &mut file)?;
    let known = view.evidence_by_digest(digest)?;
    drop(view);
    let content = given(call, Content { name, dated, ..Content::default() });
    let register = Do::Register { digest, size, content };
    let done = call.done(|plan| {
        let id = plan.next()?;
        plan.run(&Command::Evidence(id, register.clone()))?;
        measures.iter().try_for_each(|measure| {
            plan.run(&Command::Measure(*measure, measure::Command::Attach { evidence: id, item }))
        })
    })?;
    if let Some((id, uses)) = known.filter(|_| !done.replayed) {
        call.terminal.remark(&same_file(id, &uses));
    }
    call.tell(&done)
}

/// That a file is known: one picture for many items is how paper rectification begins.
fn same_file(id: EvidenceId, uses: &[Stream]) -> Bilingual {
    let list = |between: &str| uses.iter().map(ToString::to_string).collect::<Vec<_>>().join(between);
    if uses.is_empty() {
        Bilingual::new(
            format!("注意：同一文件已存为 {id}。"),
            format!("Note: the same file is stored already as {id}."),
        )
    } else {
        Bilingual::new(
            format!("注意：同一文件已存为 {id}，用于 {}。", list("、")),
            format!("Note: the same file is stored already as {id}, shown for {}.", list(", ")),
        )
    }
}

/// `content` with what was given in the place of what it said.
fn given(call: &Call<'_>, mut content: Content) -> Content {
    content.dated = call.day("dated").unwrap_or(content.dated);
    content.period = call.days("supports").map(|(from, to)| Period { from, to }).or(content.period);
    let kind = call.text("kind").and_then(|name| EvidenceKind::ALL.iter().find(|kind| kind.name() == name).copied());
    content.kind = kind.unwrap_or(content.kind);
    content.handling = call.choice("handling", &HANDLINGS).unwrap_or(content.handling);
    content.note = call.text("note").or(content.note);
    content
}
