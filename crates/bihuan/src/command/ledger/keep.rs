//! Looking after the ledger: `backup`, `restore`, `rebuild`, `archive`, `erase`, `doctor`.

use std::path::Path;

use app::keep::{self, Level};
use app::tlog::Signer;
use app::{Choices, Config};
use document::{Bilingual, Lang};
use ledger::{CampaignId, count};

use super::eg;
use super::log::watch;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::output::save;
use crate::screen::{Page, say};
use crate::terminal::clean;
use crate::verb::call::clock;
use crate::verb::{Kind, OVERWRITE, Verb, option, word};

/// Copies everything.
pub static BACKUP: Verb = Verb {
    name: "backup",
    about: ("备份：使用中也可，得到同一时刻的一份", "Copy everything as it is at one moment, also while in use"),
    fields: &[word("folder", ("文件夹", "DIR"), ("新建这个文件夹", "the folder to make")).path()],
    examples: &[eg(
        ("bihuan backup 备份-2026-06-30", "备份到新文件夹"),
        ("bihuan backup backup-2026-06-30", "into a new folder"),
    )],
    kind: Kind::Keep,
    run: |call| {
        let to = call.path("folder").unwrap_or(Path::new("backup"));
        let done = call.app()?.backup(to, &watch(call.terminal))?;
        call.show(&done, |done, terminal| {
            let mut page = Page::new(terminal);
            let (entries, files, bytes) = (done.entries, done.files, done.bytes);
            page.line(&match terminal.lang {
                Lang::Zh => format!("已备份：{entries} 条记录，{files} 个文件（{bytes} 字节）"),
                Lang::En => {
                    let [entries, files, bytes] =
                        [(entries, "entry"), (files, "file"), (bytes, "byte")].map(|(n, one)| count(n, one));
                    format!("copied: {entries}, {files} ({bytes})")
                }
            });
            page.indented(2, |page| {
                page.quiet(terminal.tr(
                    "签名密钥 keys/log.key 不在其中：请另存一份，保密。",
                    "The signing key keys/log.key is not in it: keep a copy apart, and secret.",
                ));
                page.quiet(terminal.tr(
                    "账号的密码也不在其中：恢复后用 bihuan account reset 重设。",
                    "Nor are passwords: in a ledger made of it, set them anew with bihuan account reset.",
                ));
                let hint = format!("bihuan log verify {}", clean(&to.display().to_string()));
                page.fact(terminal.tr("核验", "verify"), &hint);
            });
            page.finish()
        })
    },
};

/// Makes a ledger of a copy.
pub static RESTORE: Verb = Verb {
    name: "restore",
    about: ("从备份恢复成一本新台账；先核验，再恢复", "Make a ledger of a copy; it is verified first"),
    fields: &[
        word("backup", ("备份", "BACKUP"), ("bihuan backup 得到的文件夹", "the folder that bihuan backup made")).path(),
        option("log-key", ("文件", "FILE"), ("签名密钥 log.key", "the signing key, log.key")).path().required(),
        option("database", ("网址", "URL"), ("恢复到 PostgreSQL；不写则 SQLite", "into PostgreSQL; by default SQLite")),
        option("evidence", ("位置", "PLACE"), ("佐证存放处", "where evidence is kept")),
        option(
            "zone",
            ("时区", "ZONE"),
            ("日期按哪个时区算；不写则 Asia/Shanghai", "the time zone of days; by default Asia/Shanghai"),
        ),
    ],
    examples: &[eg(
        ("bihuan restore 备份 --log-key log.key --data 新台账", "恢复到新文件夹"),
        ("bihuan restore backup --log-key log.key --data again", "into a new folder"),
    )],
    kind: Kind::Keep,
    run: |call| {
        let from = call.path("backup").unwrap_or(Path::new("backup"));
        let path = call.path("log-key").unwrap_or(Path::new("log.key"));
        let key = Signer::parse(input::text(path)?.trim()).map_err(|error| {
            let error = app::ConfigError::Key { path: Some(path.to_owned()), error };
            Failure::from(app::Failure::from(error))
        })?;
        let choices = Choices {
            database: call.text("database"),
            evidence: call.text("evidence"),
            zone: call.text("zone"),
            ..Choices::default()
        };
        let folder = call.folder();
        let app = keep::restore(from, &folder, &choices, key, clock(), &watch(call.terminal))?;
        let entries = app.log_status()?.size;
        call.show(&serde_json::json!({ "entries": entries }), |_, terminal| {
            let folder = clean(&folder.display().to_string()).into_owned();
            match terminal.lang {
                Lang::Zh => format!("已恢复到 {folder}：{entries} 条记录\n"),
                Lang::En => format!("restored into {folder}: {}\n", count(entries, "entry")),
            }
        })
    },
};

/// Writes all tables anew.
pub static REBUILD: Verb = Verb {
    name: "rebuild",
    about: ("由日志重算所有的表", "Write all tables anew from the entries"),
    fields: &[],
    examples: &[],
    kind: Kind::Keep,
    run: |call| {
        let done = call.app()?.rebuild(watch(call.terminal))?;
        let counts = serde_json::json!({ "entries": done.entries, "streams": done.streams, "rows": done.rows });
        call.show(&counts, |_, terminal| match terminal.lang {
            Lang::Zh => {
                format!("已重算：{} 条记录，{} 个对象，{} 行\n", done.entries, done.streams, done.rows)
            }
            Lang::En => {
                let counts = [(done.entries, "entry"), (done.streams, "stream"), (done.rows, "row")];
                format!("rebuilt: {}\n", counts.map(|(n, one)| count(n, one)).join(", "))
            }
        })
    },
};

/// Packs a campaign.
pub static ARCHIVE: Verb = Verb {
    name: "archive",
    about: ("归档：把一个专项封成一个可独立核验的包", "Pack a campaign into one sealed file that proves itself"),
    fields: &[
        word("campaign", ("专项", "CAMPAIGN"), ("哪个专项：C1，或唯一的名称", "which campaign: C1, or a unique theme")),
        option("output", ("文件.zip", "FILE.zip"), ("写成这个文件", "write this file")).path().required(),
        OVERWRITE,
    ],
    examples: &[eg(("bihuan archive C1 -o C1.zip", "封成 C1.zip"), ("bihuan archive C1 -o C1.zip", "into C1.zip"))],
    kind: Kind::Keep,
    run: |call| {
        let target = call.target("output")?;
        let campaign: CampaignId = call.id("campaign")?;
        call.view()?;
        let config = Config::read(&call.folder()).map_err(app::Failure::from)?;
        let (bytes, archived) = call.app()?.archive(campaign, &config.key, call.terminal.lang)?;
        if let Some(path) = target {
            save(path, &bytes)?;
        }
        call.show(&archived, |archived, terminal| {
            let (entries, files, catalogue) = (archived.entries, archived.files, &archived.catalogue);
            match terminal.lang {
                Lang::Zh => format!("已归档：{entries} 条记录，{files} 个文件；目录摘要 {catalogue}\n"),
                Lang::En => {
                    let (entries, files) = (count(entries, "entry"), count(files, "file"));
                    format!("archived: {entries}, {files}; digest of the catalogue {catalogue}\n")
                }
            }
        })
    },
};

/// Erases payloads, as a law demands.
pub static ERASE: Verb = Verb {
    name: "erase",
    about: ("依法删除记录的内容；日志仍然完整可验", "Erase the text of entries as a law demands; the log stays whole"),
    fields: &[
        word(
            "entries",
            ("记录号", "ENTRY"),
            ("哪些记录（bihuan history 里的序号）", "which entries, by number (see bihuan history)"),
        )
        .many(),
        option("reason", ("理由", "WHY"), ("为什么", "why")).required(),
        option("authority", ("依据", "LAW"), ("法律依据", "the law or order that demands it")).required(),
    ],
    examples: &[eg(
        ("bihuan erase 41 --reason 本人要求删除 --authority 个人信息保护法第四十七条", "第 41 条"),
        ("bihuan erase 41 --reason \"asked for\" --authority \"GDPR art. 17\"", "entry 41"),
    )],
    kind: Kind::Act,
    run: |call| {
        let wrong = |text: &String| {
            Failure::told(
                Bilingual::new(format!("{text} 不是记录号"), format!("{text} is no number of an entry")),
                Bilingual::fixed("记录号见 bihuan history", "see bihuan history for the numbers"),
            )
        };
        let parse = |text: &String| text.parse::<u64>().map_err(|_| wrong(text));
        let entries = call.texts("entries").iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        let (who, key) = (call.who()?, call.text("key"));
        call.view()?;
        let (reason, authority) = (call.words("reason"), call.words("authority"));
        let done = call.app()?.erase(who, key.as_deref(), &entries, &reason, &authority)?;
        call.tell(&done)
    },
};

/// Sees what ails the ledger.
pub static DOCTOR: Verb = Verb {
    name: "doctor",
    about: (
        "体检：存放、时钟、文件、节假日、没做完的事",
        "See what ails the ledger: place, clock, files, holidays, loose ends",
    ),
    fields: &[],
    examples: &[],
    kind: Kind::Keep,
    run: |call| {
        let config = Config::read(&call.folder()).map_err(app::Failure::from)?;
        let found = call.app()?.doctor(&config)?;
        let worst = found.iter().map(|finding| finding.level).max().unwrap_or(Level::Well);
        call.show(&found, |found, terminal| {
            let mut page = Page::new(terminal);
            let paint = terminal.paint;
            for finding in found {
                let what = say(terminal.lang, &finding.what);
                match finding.level {
                    Level::Well => page.painted(&format!("✔ {what}"), |line| paint.green(line)),
                    Level::Look => page.painted(&format!("! {what}"), |line| paint.yellow(line)),
                    Level::Broken => page.painted(&format!("✖ {what}"), |line| paint.red(line)),
                }
                if let Some(advice) = &finding.advice {
                    page.indented(2, |page| page.quiet(say(terminal.lang, advice)));
                }
            }
            page.finish()
        })?;
        Ok(if worst == Level::Broken { Exit::Found } else { Exit::Well })
    },
};
