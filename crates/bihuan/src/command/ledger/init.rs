//! `bihuan init`: begins a ledger.

use app::tlog::Algorithm;
use app::{App, Choices};

use super::eg;
use crate::terminal::clean;
use crate::verb::call::clock;
use crate::verb::{Kind, Verb, option};

/// Begins a ledger.
pub static INIT: Verb = Verb {
    name: "init",
    about: ("新建一本台账", "Begin a ledger"),
    fields: &[
        option(
            "database",
            ("网址", "URL"),
            (
                "PostgreSQL 数据库 postgres://…；不写则用文件夹里的 SQLite",
                "a PostgreSQL database, postgres://…; by default SQLite in the folder",
            ),
        ),
        option(
            "evidence",
            ("位置", "PLACE"),
            (
                "佐证存放处：文件夹，或 s3://桶/前缀；不写则在台账文件夹里",
                "where evidence is kept: a folder, or s3://bucket/prefix; by default in the folder",
            ),
        ),
        option(
            "origin",
            ("名称", "NAME"),
            (
                "日志的名称，如 example.org/ledger；不写则随机",
                "name of the log, such as example.org/ledger; by default a random one",
            ),
        ),
        option(
            "hash",
            ("算法", "HASH"),
            (
                "日志的杂凑和签名：sha256（Ed25519，缺省）、sm3（SM2，国密）",
                "hash and signature of the log: sha256 (Ed25519, default), sm3 (SM2)",
            ),
        )
        .choice(&["sha256", "sm3"]),
        option(
            "zone",
            ("时区", "ZONE"),
            ("日期按哪个时区算；不写则 Asia/Shanghai", "the time zone of days; by default Asia/Shanghai"),
        ),
    ],
    examples: &[
        eg(("bihuan init", "在 bihuan-data 里"), ("bihuan init", "in bihuan-data")),
        eg(
            ("bihuan init --data /srv/台账 --hash sm3", "换个文件夹，用国密算法"),
            ("bihuan init --data /srv/ledger --zone Europe/London", "another folder and zone"),
        ),
        eg(
            ("bihuan init --database postgres://bihuan@db/ledger", "表放在 PostgreSQL"),
            ("bihuan init --database postgres://bihuan@db/ledger", "tables in PostgreSQL"),
        ),
    ],
    kind: Kind::Keep,
    run: |call| {
        let choices = Choices {
            database: call.text("database"),
            evidence: call.text("evidence"),
            origin: call.text("origin"),
            algorithm: call
                .choice("hash", &[("sha256", Algorithm::Sha256), ("sm3", Algorithm::Sm3)])
                .unwrap_or_default(),
            zone: call.text("zone"),
        };
        let folder = call.folder();
        let app = App::init(&folder, &choices, clock())?;
        let begun = serde_json::json!({
            "format": "bihuan.init.v1",
            "folder": folder.display().to_string(),
            "database": app.store.location().to_string(),
            "verifier": app.store.verifier().to_string(),
        });
        call.show(&begun, |_, terminal| {
            let folder = folder.display().to_string();
            let mut page = crate::screen::Page::new(terminal);
            page.line(&format!("{}{}", terminal.tr("新建了台账：", "A ledger was begun: "), clean(&folder)));
            page.indented(2, |page| {
                page.whole(terminal.tr("公钥", "key"), &app.store.verifier().to_string());
                page.quiet(terminal.tr(
                    "公钥交给要核验的人；keys/log.key 是签名密钥，请备份并保密。",
                    "Give the key to whoever is to verify; keys/log.key signs: back it up and keep it secret.",
                ));
                page.fact(
                    terminal.tr("下一步", "next"),
                    "bihuan unit add … / bihuan person add … / bihuan campaign open …",
                );
            });
            page.finish()
        })
    },
};
