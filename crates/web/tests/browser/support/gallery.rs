//! All patterns of `docs/design.md` as a page, on a small server of its own: the first user of the harness, and what proves the patterns.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use web::answer::POLICY;
use web::assets::Assets;

/// Serves it, and a page of one's own `body` at each path of `pages`; answers the origin.
pub async fn serve(pages: &'static [(&'static str, &'static str)]) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let origin = format!("http://{}", listener.local_addr().expect("it is bound"));
    let assets = Arc::new(Assets::new());
    let router = Router::new().fallback(move |request: Request| {
        let assets = Arc::clone(&assets);
        async move { answer(&request, &assets, pages) }
    });
    tokio::spawn(async move { axum::serve(listener, router).await });
    origin
}

fn answer(request: &Request, assets: &Assets, pages: &[(&str, &str)]) -> Response {
    let path = request.uri().path();
    let typed = |kind: &'static str, bytes: Vec<u8>| ([(CONTENT_TYPE, kind)], bytes).into_response();
    if let Some(asset) = path.strip_prefix("/assets/").and_then(|name| assets.get(name)) {
        return typed(asset.kind, asset.bytes.clone());
    }
    match path {
        "/events" => {
            let told = [
                "{\"done\":3,\"total\":40,\"words\":\"读第 3 份\"}",
                "{\"done\":40,\"total\":40,\"words\":\"读完了\",\"then\":\"/done\"}",
            ];
            typed("text/event-stream", told.map(|message| format!("data: {message}\n\n")).concat().into_bytes())
        }
        _ => {
            let query = request.uri().query().unwrap_or_default();
            let own = pages.iter().find(|(known, _)| *known == path).map(|(_, body)| (*body).to_owned());
            let main = own.unwrap_or_else(patterns).replace("{query}", &query.replace('<', ""));
            ([(CONTENT_SECURITY_POLICY, POLICY)], Html(framed(&main))).into_response()
        }
    }
}

/// In the frame that the document shows first.
fn framed(main: &str) -> String {
    let (_, frame) = fences().remove(0);
    let (before, rest) = frame.split_once("<h1>整改台账</h1>").expect("the frame has a title");
    format!(
        "<!doctype html><html lang=\"zh-CN\" data-theme=\"light\" data-type=\"normal\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>组件</title><link rel=\"icon\" href=\"/assets/icon.svg\">\
         <link rel=\"stylesheet\" href=\"/assets/app.css\"><script type=\"module\" src=\"/assets/app.js\"></script></head><body>{before}{main}{rest}</body></html>"
    )
}

fn patterns() -> String {
    let drawn = fences().into_iter().skip(1).map(|(title, html)| {
        let html = html.replace("<h1>", "<h3>").replace("</h1>", "</h3>");
        format!("<section class=\"stack\"><h2>{title}</h2>{html}</section>")
    });
    format!("<h1>全部组件</h1>{}", drawn.collect::<String>())
}

/// Each block of HTML in the document, under its heading.
fn fences() -> Vec<(String, String)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/design.md");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let (mut title, mut open, mut found) = (String::new(), None, Vec::new());
    for line in text.lines() {
        match (&mut open, line) {
            (None, _) if line.starts_with("```html") => open = Some(String::new()),
            (Some(html), "```") => {
                found.push((title.clone(), std::mem::take(html)));
                open = None;
            }
            (Some(html), line) => html.extend([line, "\n"]),
            (None, line) => title = line.strip_prefix("## ").map_or(title, ToOwned::to_owned),
        }
    }
    found
}
