//! `bihuan serve`: the ledger as pages. `bihuan demo`: one with an organisation in it that does not exist.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use app::{App, Config};
use document::{Bilingual, Lang};
use ledger::Actor;
use web::{Listening, Options};

use super::eg;
use crate::failure::{Exit, Failure};
use crate::screen::Page;
use crate::terminal::Terminal;
use crate::verb::call::{Call, clock};
use crate::verb::{Field, Kind, Verb, flag, option};

const LISTEN: Field = option(
    "listen",
    ("地址", "ADDRESS"),
    (
        "在哪里监听：端口、IP:端口；不写则 127.0.0.1:8080，只有本机能访问",
        "where to listen: a port, or IP:PORT; by default 127.0.0.1:8080, for this machine alone",
    ),
);

/// Serves the ledger.
pub static SERVE: Verb = Verb {
    name: "serve",
    about: ("启动网页服务", "Serve the ledger as pages"),
    fields: &[
        LISTEN,
        option(
            "tls-cert",
            ("文件", "FILE"),
            ("证书链（PEM）；与 --tls-key 一起写，则用 HTTPS", "certificate chain (PEM); with --tls-key, for HTTPS"),
        )
        .path(),
        option("tls-key", ("文件", "FILE"), ("证书的私钥（PEM）", "the certificate's private key (PEM)")).path(),
        flag(
            "behind-proxy",
            (
                "前面有反向代理：来访地址、是否 HTTPS 以它的 X-Forwarded-* 为准",
                "a proxy stands in front: its X-Forwarded-* headers tell who asks, and whether over HTTPS",
            ),
        ),
        option(
            "keep-logs",
            ("天数", "DAYS"),
            ("访问日志保留多少天；不写则 183 天", "for how many days the log of requests is kept; by default 183"),
        )
        .number(),
        option(
            "max-upload",
            ("兆字节", "MIB"),
            ("一次上传最多多少；不写则 256", "the most that one form may send; by default 256"),
        )
        .number(),
    ],
    examples: &[
        eg(("bihuan serve", "在本机 http://127.0.0.1:8080"), ("bihuan serve", "at http://127.0.0.1:8080")),
        eg(
            ("bihuan serve --listen 0.0.0.0:443 --tls-cert 证书.pem --tls-key 私钥.pem", "全单位用，HTTPS"),
            ("bihuan serve --listen 0.0.0.0:443 --tls-cert chain.pem --tls-key key.pem", "for all, over HTTPS"),
        ),
    ],
    kind: Kind::Keep,
    run: |call| {
        let folder = call.folder();
        let config = Config::read(&folder).map_err(app::Failure::from)?;
        let app = App::open(&config, clock())?;
        let listening = Listening::new(app, folder, options(call)?).map_err(|error| told(&error))?;
        let address = listening.address();
        let fresh = !listening.site().app.is_set_up()?;
        call.print(&begun(&address, fresh, call.terminal))?;
        web::serve(listening).map_err(|error| told(&error))?;
        Ok(Exit::Well)
    },
};

/// Serves an organisation that does not exist.
pub static DEMO: Verb = Verb {
    name: "demo",
    about: ("看看样子：虚构的单位、真实的流程", "See how it looks, with an organisation that does not exist"),
    fields: &[LISTEN],
    examples: &[eg(
        ("bihuan demo", "打印每种角色的登录链接"),
        ("bihuan demo", "prints a link to sign in for each role"),
    )],
    kind: Kind::Keep,
    run: |call| {
        let failed = |error: std::io::Error| Failure::Unwritable(std::env::temp_dir(), error);
        // Goes away with the process.
        let folder = tempfile::Builder::new().prefix("bihuan-demo-").tempdir().map_err(failed)?;
        let now = clock().now();
        let demo = demo::build_with(&folder.path().join("ledger"), now, clock())?;
        let until = now.checked_add(jiff::SignedDuration::from_hours(24 * 30)).unwrap_or(now);
        let mut links = Vec::new();
        for cast in &demo.cast {
            let token = demo.app.sign_in_link(Actor::LOCAL, cast.person, until, true)?;
            links.push((cast.clone(), format!("/sign-in/link/{}", token.as_str())));
        }
        let listening = Listening::new(demo.app, folder.path().join("ledger"), options(call)?);
        let listening = listening.map_err(|error| told(&error))?;
        call.print(&introduced(&listening.address(), &links, call.terminal))?;
        web::serve(listening).map_err(|error| told(&error))?;
        Ok(Exit::Well)
    },
};

fn told(error: &web::ServeError) -> Failure {
    Failure::told(error.message(), Bilingual::fixed("改正后再启动", "mend it and start again"))
}

fn options(call: &Call<'_>) -> Result<Options, Failure> {
    let mut options = Options::default();
    if let Some(listen) = call.text("listen") {
        options.listen = address(&listen)?;
    }
    // A verb has only the fields that it names.
    if call.has("tls-cert") {
        options.tls = tls(call.path("tls-cert"), call.path("tls-key"))?;
        options.behind_proxy = call.flag("behind-proxy");
        options.keep_logs = call.number("keep-logs").unwrap_or(options.keep_logs);
        if let Some(mib) = call.number("max-upload") {
            options.largest_upload = usize::try_from(mib).unwrap_or(usize::MAX >> 20) << 20;
        }
    }
    options.grace = Duration::from_secs(10);
    Ok(options)
}

fn tls(
    certificate: Option<&std::path::Path>,
    key: Option<&std::path::Path>,
) -> Result<Option<(PathBuf, PathBuf)>, Failure> {
    match (certificate, key) {
        (Some(certificate), Some(key)) => Ok(Some((certificate.to_owned(), key.to_owned()))),
        (None, None) => Ok(None),
        _ => Err(Failure::told(
            Bilingual::fixed("证书和私钥只给了一个", "only one of certificate and key was given"),
            Bilingual::fixed("--tls-cert 和 --tls-key 要一起写", "give both --tls-cert and --tls-key"),
        )),
    }
}

/// `8080`, or `IP:PORT`.
fn address(text: &str) -> Result<SocketAddr, Failure> {
    let port = text.trim_start_matches(':').parse::<u16>().ok();
    let own = |port| SocketAddr::from(([127, 0, 0, 1], port));
    port.map(own).or_else(|| text.parse().ok()).ok_or_else(|| {
        Failure::told(
            Bilingual::new(format!("“{text}”不是监听地址"), format!("`{text}` is no address to listen on")),
            Bilingual::fixed(
                "写端口或 IP:端口，如 8080、0.0.0.0:8080",
                "write a port or IP:PORT, such as 8080 or 0.0.0.0:8080",
            ),
        )
    })
}

fn begun(address: &str, fresh: bool, terminal: &Terminal) -> String {
    let mut page = Page::new(terminal);
    page.line(&match terminal.lang {
        Lang::Zh => format!("台账已在 {address} 提供服务，按 Ctrl-C 结束"),
        Lang::En => format!("the ledger is served at {address}; Ctrl-C ends it"),
    });
    if fresh {
        page.quiet(terminal.tr(
            "还没有管理员：第一个打开网页的人在那里设立管理员账号。",
            "There is no administrator yet: whoever opens the page first makes that account there.",
        ));
    }
    page.finish()
}

fn introduced(address: &str, links: &[(demo::Cast, String)], terminal: &Terminal) -> String {
    let mut page = Page::new(terminal);
    page.line(&match terminal.lang {
        Lang::Zh => format!("演示台账（虚构单位“云岭水务集团”）已在 {address} 提供服务，按 Ctrl-C 结束，数据随之删除"),
        Lang::En => {
            format!(
                "a ledger of an organisation that does not exist is served at {address}; Ctrl-C ends it and deletes it"
            )
        }
    });
    page.line(terminal.tr("用哪个角色进来看：", "Come in as:"));
    for (cast, link) in links {
        let (role, what) = (cast.role.label(), &cast.what);
        page.indented(2, |page| {
            page.line(&format!("{} {}", role.get(terminal.lang), cast.name));
            page.indented(2, |page| {
                page.quiet(what.get(terminal.lang));
                page.line(&format!("{address}{link}"));
            });
        });
    }
    page.line(&match terminal.lang {
        Lang::Zh => format!("不登录也能看的公开页：{address}/public"),
        Lang::En => format!("what everybody may see: {address}/public"),
    });
    page.finish()
}
