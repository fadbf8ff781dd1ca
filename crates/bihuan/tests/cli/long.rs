//! Long calls: order, a reader that goes away, Ctrl-C.

use std::io::Read;
use std::process::{Command, Stdio};

use crate::desk::Desk;

fn many(count: usize, lines: usize) -> (Desk, Vec<String>) {
    let mut desk = Desk::new();
    let names: Vec<String> = (0..count).map(|n| format!("{n:04}.txt")).collect();
    for (n, name) in names.iter().enumerate() {
        let text = format!("一、第{n}份材料的问题\n（一）巡查记录漏填，交接班没有签字。\n");
        desk = desk.file(name, text.repeat(if n % 7 == 0 { lines } else { 1 }));
    }
    (desk, names)
}

#[test]
fn results_come_in_the_order_of_the_files() {
    let (desk, names) = many(60, 400);
    let arguments: Vec<&str> = ["extract", "--json"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let lines = desk.run(&arguments);
    let files: Vec<String> = lines
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["file"].as_str().expect("a name").to_owned()
        })
        .collect();
    assert_eq!(files, names);
}

#[test]
fn a_pipe_shows_no_progress_bar() {
    let (desk, names) = many(30, 400);
    let arguments: Vec<&str> = ["read"].into_iter().chain(names.iter().map(String::as_str)).collect();
    assert!(desk.output(&arguments).stderr.is_empty());
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_call_quietly() {
    let (desk, names) = many(40, 4000);
    let arguments: Vec<&str> =
        ["read", "--format", "text"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let mut child =
        desk.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    let mut head = [0; 16];
    child.stdout.take().expect("a pipe").read_exact(&mut head).expect("some output");
    let output = child.wait_with_output().expect("the binary ends");
    assert_eq!((output.status.code(), String::from_utf8(output.stderr)), (Some(0), Ok(String::new())));
}

#[test]
fn ctrl_c_leaves_whole_files_and_says_how_many() {
    let (desk, names) = many(400, 5_000);
    let arguments: Vec<&str> = ["extract", "-o", "out"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let child = desk.command(&arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    // The first result says that the work is under way.
    while !desk.path("out").exists() || desk.names("out").is_empty() {
        std::thread::yield_now();
    }
    let signal = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(signal.success());
    let output = child.wait_with_output().expect("the binary ends");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(130), "{said}");
    let written = desk.names("out");
    assert!(said.contains(&format!("400 个文件做完了 {} 个", written.len())), "{said} {written:?}");
    for name in written {
        serde_json::from_str::<serde_json::Value>(&desk.text(&format!("out/{name}"))).expect("a whole file");
    }
}
