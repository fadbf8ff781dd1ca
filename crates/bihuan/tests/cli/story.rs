//! Documents that tell a story in commands: they are run, and what they show is what is printed.

use std::fs;
use std::path::Path;

use crate::desk::{Desk, shown};

/// What stands in the place of what differs each time: keys, digests, signatures.
const ANY: &str = "…";
/// Words as long as this are no words of ours.
const LONG: usize = 40;

/// Runs the story in `document` at a desk with the samples, `init` with `more` behind it. Its outputs must be those that the
/// document shows; `INSTA_UPDATE=always` writes them there instead.
pub fn run(document: &str, more: &[&str]) -> Desk {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(document);
    let told = fs::read_to_string(&path).expect("the document");
    let desk = Desk::with_samples();
    let mut teller = Teller { desk: &desk, more, now: String::new(), inside: false, out: String::new() };
    told.lines().for_each(|line| teller.line(line));
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, &teller.out).expect("the document");
    } else {
        assert_eq!(told, teller.out, "docs/{document}: what is shown differs from what is printed");
    }
    desk
}

struct Teller<'a> {
    desk: &'a Desk,
    more: &'a [&'a str],
    now: String,
    inside: bool,
    out: String,
}

impl Teller<'_> {
    fn line(&mut self, line: &str) {
        if let Some(at) = line.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")) {
            // As people in Shanghai write it.
            self.now = format!("{}:00+08:00", at.replace(' ', "T"));
        }
        let fence = line.starts_with("```");
        self.inside = if fence { line == "```console" } else { self.inside };
        match line.strip_prefix("$ ") {
            Some(command) if self.inside => {
                self.say(line);
                let printed = self.printed(command);
                self.out.push_str(&printed);
            }
            // What was printed before.
            None if self.inside && !fence => {}
            _ => self.say(line),
        }
    }

    fn say(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn printed(&self, command: &str) -> String {
        let words: Vec<&str> = command.split(' ').collect();
        match words.as_slice() {
            ["echo", text @ .., ">", file] => {
                fs::write(self.desk.path(file), format!("{}\n", text.join(" "))).expect("a file");
                String::new()
            }
            ["bihuan", arguments @ ..] => self.bihuan(arguments),
            _ => panic!("the story knows no `{command}`"),
        }
    }

    fn bihuan(&self, arguments: &[&str]) -> String {
        let more = if arguments.first() == Some(&"init") { self.more } else { &[] };
        let mut command = self.desk.command(&[arguments, more].concat());
        let output = command.env("BIHUAN_TEST_NOW", &self.now).output().expect("the binary runs");
        let printed = shown(&output).replace("-- standard error --\n", "");
        let lines = printed.lines().filter(|line| !line.starts_with("-- exit code "));
        let masked: Vec<String> = lines.map(masked).collect();
        match arguments {
            // What follows is made of digests.
            ["log", "verify", ..] => format!("{}\n{ANY}\n", masked.first().expect("a line")),
            _ => masked.iter().map(|line| format!("{line}\n")).collect(),
        }
    }
}

fn masked(line: &str) -> String {
    let word = |word: &str| if word.is_ascii() && word.len() >= LONG { ANY.to_owned() } else { word.to_owned() };
    line.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
