//! `bihuan log`: the log as outsiders see it.

use std::path::{Path, PathBuf};

use app::Config;
use app::history::{Proven, proven};
use app::keep::{self, Against};
use app::log;
use app::store::blob::{Blobs, Place};
use app::store::{Location, Progress, Report, Stage, Watch};
use app::tlog::{Algorithm, Digest, Note};
use document::{Bilingual as Words, Lang};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::{Bilingual, FindingId};

use super::eg;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::output::save;
use crate::screen::{Page, say};
use crate::terminal::{Terminal, clean};
use crate::verb::call::{Call, clock};
use crate::verb::{Field, Kind, Noun, OVERWRITE, Verb, flag, option, word};

/// The log.
pub static LOG: Noun = Noun {
    name: "log",
    about: ("日志：检查点、回执、核验、见证", "The log: checkpoints, receipts, verification, witnesses"),
    verbs: &[&STATUS, &CHECKPOINT, &RECEIPT, &PROVE, &VERIFY, &KEY, &WITNESS, &COSIGN],
};

const OUT: Field =
    option("output", ("文件", "FILE"), ("写到这个文件；不写则打印", "write to this file; by default print")).path();
const TRUSTED: Field = option(
    "key",
    ("公钥", "KEY"),
    (
        "这本日志的公钥，应另行取得；不写则用本机台账的",
        "the log's key, from somebody you trust; by default that of the ledger here",
    ),
);
const TRUSTED_FILE: Field =
    option("key-file", ("文件", "FILE"), ("公钥所在的文件", "the file that holds the key")).path();

static STATUS: Verb = Verb {
    name: "status",
    about: ("日志现状", "How the log stands"),
    fields: &[],
    examples: &[],
    kind: Kind::Show,
    run: |call| {
        let status = call.app()?.log_status()?;
        call.show(&status, |status, terminal| {
            let mut page = Page::new(terminal);
            page.fact(terminal.tr("名称", "origin"), &status.origin);
            page.fact(terminal.tr("公钥", "key"), &status.key);
            page.fact(terminal.tr("算法", "hash"), &status.hash);
            page.fact(terminal.tr("记录", "entries"), &status.size.to_string());
            page.fact(terminal.tr("树根", "root"), &status.root);
            let at = status.at.map(|at| at.to_string()).unwrap_or_default();
            page.fact(terminal.tr("末条时间", "last entry"), &at);
            let published: Vec<String> = status.published.iter().map(u64::to_string).collect();
            page.fact(terminal.tr("已公布", "published"), &published.join(" "));
            page.finish()
        })
    },
};

static CHECKPOINT: Verb = Verb {
    name: "checkpoint",
    about: (
        "公布检查点：交到外人手里，整本重写就藏不住",
        "Publish a checkpoint: in other hands, it shows a rewritten log",
    ),
    fields: &[
        OUT,
        OVERWRITE,
        option(
            "keep",
            ("文件", "FILE"),
            ("收下带见证签名的检查点", "keep a checkpoint that came back with cosignatures"),
        )
        .path(),
    ],
    examples: &[
        eg(
            ("bihuan log checkpoint -o 检查点.txt", "公布并存成文件"),
            ("bihuan log checkpoint -o head.txt", "publish it as a file"),
        ),
        eg(
            ("bihuan log checkpoint --keep 见证后.txt", "收下见证方签过的"),
            ("bihuan log checkpoint --keep cosigned.txt", "keep what a witness signed"),
        ),
    ],
    kind: Kind::Act,
    run: |call| {
        let target = call.target("output")?;
        let (who, key) = (call.who()?, call.text("key"));
        call.view()?;
        let note = match call.path("keep") {
            Some(path) => call.app()?.keep_checkpoint(who, key.as_deref(), &input::bytes(path)?)?,
            None => call.app()?.publish_checkpoint(who, key.as_deref())?,
        };
        hand_out(call, target, &note.to_string())
    },
};

static RECEIPT: Verb = Verb {
    name: "receipt",
    about: (
        "开回执：一条记录、它在日志里的证明、签名",
        "A receipt: one entry, the proof that the log holds it, signatures",
    ),
    fields: &[
        word(
            "what",
            ("问题或记录", "WHAT"),
            (
                "问题（其最近一次销号）或记录号：F12、345",
                "a finding (its last closing) or the number of an entry: F12, 345",
            ),
        ),
        OUT,
        OVERWRITE,
        flag(
            "without-payload",
            ("不含内容，只证明何时由谁办理", "keep back what happened: proves only when and by whom"),
        ),
    ],
    examples: &[eg(
        ("bihuan log receipt F12 -o F12.receipt", "F12 的销号回执"),
        ("bihuan log receipt F12 -o F12.receipt", "the closing of F12"),
    )],
    kind: Kind::Show,
    run: |call| {
        let target = call.target("output")?;
        let what = call.words("what");
        let seq = match what.parse() {
            Ok(seq) => seq,
            Err(_) => {
                let finding: FindingId = call.id("what")?;
                call.view()?;
                call.app()?.closing_of(finding)?.seq
            }
        };
        let receipt = call.app()?.receipt(seq, !call.flag("without-payload"))?;
        hand_out(call, target, &receipt.to_string())
    },
};

static PROVE: Verb = Verb {
    name: "prove",
    about: (
        "证明日志只增不改：从以前的检查点到现在",
        "Prove that the log only grew, from an earlier checkpoint to now",
    ),
    fields: &[
        word("size", ("规模", "SIZE"), ("以前的检查点的记录数", "how many entries the earlier checkpoint is of")),
        OUT,
        OVERWRITE,
    ],
    examples: &[eg(("bihuan log prove 120", "从 120 条时到现在"), ("bihuan log prove 120", "from 120 entries to now"))],
    kind: Kind::Show,
    run: |call| {
        let wrong = |_| {
            Failure::told(
                Words::fixed("规模要写整数", "a size is a whole number"),
                Words::fixed("写那个检查点的第二行，如 120", "write the second line of that checkpoint, such as 120"),
            )
        };
        let target = call.target("output")?;
        let size = call.words("size").parse().map_err(wrong)?;
        let (checkpoint, path) = call.app()?.growth(size)?;
        let hashes: String = path.iter().map(|hash| format!("{}\n", hash.to_base64())).collect();
        hand_out(call, target, &format!("{hashes}\n{checkpoint}"))
    },
};

static VERIFY: Verb = Verb {
    name: "verify",
    about: ("核验：本机台账、备份、回执、检查点", "Verify the ledger here, a backup, a receipt, a checkpoint"),
    fields: &[
        word(
            "file",
            ("文件", "FILE"),
            (
                "备份文件夹、SQLite 文件、回执或检查点；不写则核验本机台账",
                "a backup's folder, a SQLite file, a receipt or a checkpoint; by default the ledger here",
            ),
        )
        .optional(),
        TRUSTED,
        TRUSTED_FILE,
        option("witness", ("公钥", "KEY"), ("见证方的公钥，可写多次", "key of a witness, may be given several times"))
            .many(),
        option("quorum", ("个数", "N"), ("至少要几个见证方签过", "how many witnesses must have signed")).number(),
        option(
            "seen",
            ("文件", "FILE"),
            ("以前拿到的检查点：日志须从它长出来", "a checkpoint that you got before: the log must have grown from it"),
        )
        .path(),
        flag("log-only", ("只核验日志，不核对表和文件", "only the log: neither tables nor files")),
    ],
    examples: &[
        eg(("bihuan log verify", "核验本机台账的一切"), ("bihuan log verify", "everything of the ledger here")),
        eg(
            ("bihuan log verify F12.receipt --key '…'", "外人核验回执，不需要台账"),
            ("bihuan log verify F12.receipt --key '…'", "an outsider verifies a receipt, without the ledger"),
        ),
        eg(("bihuan log verify 备份/", "核验备份"), ("bihuan log verify backup/", "a backup")),
    ],
    kind: Kind::Keep,
    run: verify,
};

static KEY: Verb = Verb {
    name: "key",
    about: ("打印公钥，交给要核验的人", "Print the key that verifies the log, for whoever is to verify"),
    fields: &[],
    examples: &[],
    kind: Kind::Show,
    run: |call| {
        let key = call.app()?.store.verifier().to_string();
        call.show(&serde_json::json!({ "key": key }), |_, _| format!("{key}\n"))
    },
};

static WITNESS: Verb = Verb {
    name: "witness",
    about: ("见证方生成自己的密钥", "A witness makes a key of its own"),
    fields: &[
        word(
            "name",
            ("名称", "NAME"),
            ("见证方的名称，如 example.org/witness", "name of the witness, such as example.org/witness"),
        ),
        option("output", ("文件", "FILE"), ("私钥写到这个文件", "write the secret key to this file")).path().required(),
        OVERWRITE,
    ],
    examples: &[eg(
        ("bihuan log witness 审计处.example/见证 -o 见证.key", "生成密钥"),
        ("bihuan log witness audit.example/witness -o witness.key", "make a key"),
    )],
    kind: Kind::Keep,
    run: |call| {
        let Some(path) = call.target("output")? else { return Ok(Exit::Well) };
        let (secret, verifier) = log::new_witness(&call.words("name"))?;
        save(path, format!("{secret}\n").as_bytes())?;
        call.show(&serde_json::json!({ "key": verifier }), |_, _| format!("{verifier}\n"))
    },
};

static COSIGN: Verb = Verb {
    name: "cosign",
    about: ("见证方签检查点（不需要台账）", "A witness signs a checkpoint (needs no ledger)"),
    fields: &[
        word("file", ("检查点", "CHECKPOINT"), ("要签的检查点", "the checkpoint to sign")).path(),
        option("secret", ("文件", "FILE"), ("见证方的私钥文件", "the file with the witness's secret key"))
            .path()
            .required(),
        TRUSTED,
        TRUSTED_FILE,
        option("seen", ("文件", "FILE"), ("上次签过的检查点", "the checkpoint that was signed last")).path(),
        option(
            "proof",
            ("文件", "FILE"),
            ("bihuan log prove 给出的证明，与 --seen 同用", "the proof that bihuan log prove gives, with --seen"),
        )
        .path(),
        option(
            "hash",
            ("算法", "HASH"),
            ("日志的杂凑算法：sha256（缺省）、sm3", "the log's hash: sha256 (default), sm3"),
        )
        .choice(&["sha256", "sm3"]),
        OUT,
        OVERWRITE,
    ],
    examples: &[eg(
        ("bihuan log cosign 检查点.txt --secret 见证.key --key-file log.pub -o 见证后.txt", "核对并签名"),
        ("bihuan log cosign head.txt --secret witness.key --key-file log.pub -o cosigned.txt", "check and sign"),
    )],
    kind: Kind::Keep,
    run: |call| {
        let target = call.target("output")?;
        let path = |name| call.path(name).map(input::bytes).transpose();
        let (seen, proof) = (path("seen")?, path("proof")?);
        let hashes = proof.as_deref().map(hashes).transpose()?;
        let algorithm =
            call.choice("hash", &[("sha256", Algorithm::Sha256), ("sm3", Algorithm::Sm3)]).unwrap_or_default();
        let secret = path("secret")?.unwrap_or_default();
        let checkpoint = path("file")?.unwrap_or_default();
        let seen = seen.as_deref().map(|seen| (seen, hashes.as_deref().unwrap_or_default()));
        let secret = String::from_utf8_lossy(&secret);
        let note = log::cosign(&checkpoint, &trusted(call)?, &secret, seen, algorithm, clock().now())?;
        hand_out(call, target, &note.to_string())
    },
};

fn verify(call: &Call<'_>) -> Result<Exit, Failure> {
    let seen: Vec<Note> = match call.path("seen") {
        Some(path) => vec![Note::parse(&input::bytes(path)?).map_err(|error| {
            let message = error.message();
            Failure::told_of(path, Words::new(message.zh, message.en), given_by("checkpoint"))
        })?],
        None => Vec::new(),
    };
    let witnesses = call.texts("witness");
    let quorum = call.number("quorum").map_or(0, |n| usize::try_from(n).unwrap_or(usize::MAX));
    let file = call.text("file").map(PathBuf::from);
    let watch = watch(call.terminal);
    let against = |algorithm: Algorithm| -> Result<Against, Failure> {
        let named = call.text("key").is_some() || call.path("key-file").is_some() || !witnesses.is_empty();
        let trust = if named { Some(log::trust(algorithm, &trusted(call)?, &witnesses, quorum)?) } else { None };
        Ok(Against { trust, seen: seen.clone(), log_only: call.flag("log-only") })
    };
    let report = match file.as_deref() {
        None => {
            let app = call.app()?;
            app.verify(&against(app.store.algorithm())?, watch)?
        }
        Some(path) if path.is_dir() || is_database(path)? => {
            let database = if path.is_dir() { path.join("ledger.db") } else { path.to_owned() };
            let evidence = path.join("evidence");
            let blobs = if evidence.is_dir() {
                Some(Blobs::open(&Place::Folder(evidence)).map_err(app::Failure::from)?)
            } else {
                None
            };
            let at = Location::Sqlite(database);
            let algorithm = app::store::Store::open_to_read(&at).map(|store| store.algorithm()).unwrap_or_default();
            keep::check(&at, blobs.as_ref(), &against(algorithm)?, watch)?
        }
        Some(path) => return verify_paper(call, path, &witnesses, quorum),
    };
    tell(call, &report)
}

fn verify_paper(call: &Call<'_>, path: &Path, witnesses: &[String], quorum: usize) -> Result<Exit, Failure> {
    let key = trusted(call)?;
    let mut checked = match log::check(&input::bytes(path)?, &key, witnesses, quorum) {
        Ok(checked) => checked,
        Err(failure) if failure.is_refusal() => {
            call.terminal.report(&failure.into());
            return Ok(Exit::Found);
        }
        Err(failure) => return Err(failure.into()),
    };
    // Whoever verifies without a ledger has none to compare with; one that was named must be there.
    let config = Config::read(&call.folder()).ok();
    if call.path("data").is_some() || config.is_some() {
        checked.here = call.app()?.compare(&checked, &key)?;
    }
    let zone = config.map(|config| config.zone).or_else(|| TimeZone::get(app::ZONE).ok()).unwrap_or(TimeZone::UTC);
    let fault = checked.here.as_ref().and_then(|here| here.fault.as_ref());
    call.show(&checked, |checked, terminal| {
        let mut page = Page::new(terminal);
        let paint = terminal.paint;
        match fault {
            None => page.painted(terminal.tr("✔ 核验通过", "✔ verified"), |line| paint.green(line)),
            Some(fault) => {
                let told = terminal.tr("签名成立，但与本机台账不符：", "well signed, but the ledger here differs: ");
                page.painted(&format!("✖ {told}{}", say(terminal.lang, fault)), |line| paint.red(line));
            }
        }
        if let Some(entry) = proven(checked) {
            page.line(&happened(&entry, &zone, terminal));
        }
        page.indented(2, |page| {
            let size = checked.size;
            page.fact(terminal.tr("日志", "log"), &checked.origin);
            match (proven(checked), terminal.lang) {
                (Some(entry), Lang::Zh) => page.fact("位置", &format!("第 {} 条，日志共 {size} 条", entry.seq)),
                (Some(entry), Lang::En) => page.fact("position", &format!("entry {} of {size}, from 0", entry.seq)),
                (None, Lang::Zh) => page.fact("规模", &format!("{size} 条")),
                (None, Lang::En) => page.fact("size", &size.to_string()),
            }
            page.whole(terminal.tr("树根", "root"), &checked.root);
            page.fact(terminal.tr("签名", "signed"), terminal.tr("日志的公钥核验无误", "by the log's key"));
            for (name, at) in &checked.witnesses {
                page.fact(terminal.tr("见证", "witness"), &format!("{name}  {}", local(*at, &zone)));
            }
            if let Some(here) = &checked.here {
                page.fact(terminal.tr("本机记录", "entries here"), &here.size.to_string());
            }
        });
        page.finish()
    })?;
    Ok(if fault.is_none() { Exit::Well } else { Exit::Found })
}

/// What a receipt proves, in one sentence.
fn happened(entry: &Proven, zone: &TimeZone, terminal: &Terminal) -> String {
    let words = entry.words.as_ref().map_or_else(
        || format!("{}{}", entry.kind, terminal.tr("（内容没有出示）", " (its text is kept back)")),
        |words| say(terminal.lang, words).to_owned(),
    );
    let who = say(terminal.lang, &entry.who);
    format!("{}  {who}  {}  {words}", local(entry.at, zone), entry.stream)
}

/// A moment, with the zone that outsiders cannot guess.
fn local(at: Timestamp, zone: &TimeZone) -> String {
    format!("{} {}", zone.to_datetime(at).strftime("%Y-%m-%d %H:%M"), zone.to_offset(at))
}

fn tell(call: &Call<'_>, report: &Report) -> Result<Exit, Failure> {
    call.show(report, |report, terminal| {
        let mut page = Page::new(terminal);
        let (paint, message) = (terminal.paint, report.message());
        let message = say(terminal.lang, &message);
        if report.is_sound() {
            page.painted(&format!("✔ {message}"), |line| paint.green(line));
            let counts = [
                (terminal.tr("检查点", "checkpoints"), report.checkpoints),
                (terminal.tr("依法删除", "erased"), report.erased),
                (terminal.tr("表行", "rows"), report.rows),
                (terminal.tr("文件", "files"), report.files),
            ];
            page.indented(2, |page| {
                page.fact(terminal.tr("树根", "root"), &report.root);
                counts.iter().for_each(|(name, count)| page.fact(name, &count.to_string()));
            });
        } else {
            page.painted(&format!("✖ {message}"), |line| paint.red(line));
            page.indented(2, |page| {
                for fault in &report.faults {
                    let place = fault.place.label();
                    page.item(say(terminal.lang, &place), say(terminal.lang, &fault.what));
                }
                if report.more > 0 {
                    page.quiet(&format!("… +{}", report.more));
                }
            });
        }
        page.finish()
    })?;
    Ok(if report.is_sound() { Exit::Well } else { Exit::Found })
}

/// The key that was given, else that of the ledger here.
fn trusted(call: &Call<'_>) -> Result<String, Failure> {
    if let Some(key) = call.text("key") {
        return Ok(key);
    }
    if let Some(path) = call.path("key-file") {
        return input::text(path);
    }
    let config = Config::read(&call.folder()).map_err(|_| {
        Failure::told(
            Words::fixed("没有给公钥，本机也没有台账", "no key was given, and there is no ledger here"),
            Words::fixed(
                "用 --key 或 --key-file 给出日志的公钥（bihuan log key）",
                "give the log's key with --key or --key-file (bihuan log key)",
            ),
        )
    })?;
    Ok(config.key.verifier().to_string())
}

/// Prints what is handed out, or writes it to the file that was asked for.
fn hand_out(call: &Call<'_>, target: Option<&Path>, text: &str) -> Result<Exit, Failure> {
    let Some(path) = target else { return call.show(&serde_json::json!({ "text": text }), |_, _| text.to_owned()) };
    save(path, text.as_bytes())?;
    let written = serde_json::json!({ "file": path.display().to_string() });
    call.show(&written, |_, terminal| {
        format!("{}{}\n", terminal.tr("写成：", "written: "), clean(&path.display().to_string()))
    })
}

/// The hashes of a proof: Base64, a line each, up to the first empty line.
fn hashes(proof: &[u8]) -> Result<Vec<Digest>, Failure> {
    let text = String::from_utf8_lossy(proof);
    let lines = text.lines().take_while(|line| !line.is_empty());
    let all: Option<Vec<Digest>> = lines.map(Digest::from_base64).collect();
    all.ok_or_else(|| Failure::told(Words::fixed("证明读不懂", "this is no proof"), given_by("prove")))
}

/// Which file is wanted: the one that `bihuan log VERB` gave.
fn given_by(verb: &str) -> Words {
    Words::new(format!("要的是 bihuan log {verb} 给出的文件"), format!("a file that bihuan log {verb} gave is wanted"))
}

/// Whether it is a SQLite file, by its first bytes (sqlite.org/fileformat, 1.3.1).
fn is_database(path: &Path) -> Result<bool, Failure> {
    Ok(read_head(path)?.starts_with(b"SQLite format 3\0"))
}

fn read_head(path: &Path) -> Result<Vec<u8>, Failure> {
    use std::io::Read as _;
    let mut head = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| Failure::reading(path, error))?;
    file.take(16).read_to_end(&mut head).map_err(|error| Failure::reading(path, error))?;
    Ok(head)
}

/// Shows on a terminal how far long work has come.
pub fn watch(terminal: &Terminal) -> Watch {
    let lang = terminal.lang;
    let bar = std::sync::Mutex::new(crate::progress::Bar::new(lang));
    Watch::new(move |progress: Progress| {
        if let Ok(mut bar) = bar.lock() {
            bar.at(say(lang, &stage(progress.stage)), progress.done, progress.total);
        }
        true
    })
}

fn stage(stage: Stage) -> Bilingual {
    match stage {
        Stage::Log => Bilingual::fixed("日志", "log"),
        Stage::Streams => Bilingual::fixed("对象", "streams"),
        Stage::Projections => Bilingual::fixed("各表", "tables"),
        Stage::Files => Bilingual::fixed("文件", "files"),
        Stage::Copy => Bilingual::fixed("复制", "copy"),
    }
}
