//! Help, and what is said about a command line that makes no sense, in both languages.

use insta::assert_snapshot;

use crate::desk::Desk;

#[test]
fn help_of_the_program() {
    assert_snapshot!("help_zh", Desk::new().run(&["--help"]));
    assert_snapshot!("help_en", Desk::new().run(&["--lang", "en", "--help"]));
}

#[test]
fn help_of_each_command() {
    for command in ["read", "extract", "check", "rule", "compare", "completions"] {
        assert_snapshot!(format!("help_{command}_zh"), Desk::new().run(&[command, "--help"]));
        assert_snapshot!(format!("help_{command}_en"), Desk::new().run(&[command, "--help", "--lang=en"]));
    }
}

/// Commands that a help page lists: indented by two, under a heading of their own.
fn listed(help: &str) -> Vec<String> {
    let other = ["用法：", "试一试：", "例子：", "参数：", "选项：", "退出码："];
    let mut lists = false;
    let mut names = Vec::new();
    for line in help.lines() {
        match line.strip_prefix("  ") {
            None => lists = line.ends_with('：') && !other.contains(&line),
            Some(item) if lists => names.extend(item.split(' ').next().map(str::to_owned)),
            Some(_) => {}
        }
    }
    names
}

#[test]
fn every_verb_of_the_ledger_explains_itself() {
    let desk = Desk::new();
    let mut verbs = 0;
    for command in listed(&desk.run(&["--help"])) {
        for verb in listed(&desk.run(&[&command, "--help"])) {
            let (zh, en) =
                (desk.run(&[&command, &verb, "--help"]), desk.run(&[&command, &verb, "--help", "--lang=en"]));
            let shows = !["list", "status", "key"].contains(&verb.as_str());
            assert_eq!(
                zh.contains("例子："),
                shows || zh.contains("例子："),
                "{command} {verb}: an example is missing"
            );
            assert!(zh.contains(&format!("用法：bihuan {command} {verb} ")), "{command} {verb}\n{zh}");
            assert!(!en.chars().any(|c| ('一'..='龥').contains(&c)), "{command} {verb}: Chinese in English help\n{en}");
            verbs += 1;
        }
    }
    assert!(verbs > 60, "{verbs}");
}

#[test]
fn no_command_shows_the_help_and_fails() {
    let output = Desk::new().output(&[]);
    assert_eq!(output.status.code(), Some(2));
    let help = Desk::new().output(&["--help"]).stdout;
    assert_eq!(String::from_utf8(output.stderr), String::from_utf8(help));
}

#[test]
fn the_locale_chooses_the_language() {
    let desk = Desk::new();
    let says = |name: &str, locale: &str| {
        let mut command = desk.command(&["read"]);
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG").env(name, locale);
        String::from_utf8(command.output().expect("the binary runs").stderr).expect("UTF-8")
    };
    assert!(says("LANG", "en_GB.UTF-8").starts_with("error: "));
    assert!(says("LC_ALL", "en_US").starts_with("error: "));
    for locale in ["zh_CN.UTF-8", "C.UTF-8", "", "de_DE.UTF-8"] {
        assert!(says("LANG", locale).starts_with("错误："), "{locale}");
    }
}

#[test]
fn a_wrong_command_line_is_explained() {
    let desk = Desk::new();
    let mut said = String::new();
    for arguments in [
        &["raed", "a.txt"][..],
        &["read"],
        &["read", "--fromat", "text", "a.txt"],
        &["read", "--format", "pdf", "a.txt"],
        &["read", "a.txt", "--format"],
        &["compare", "a.txt", "b.txt", "--min", "3"],
        &["compare", "a.txt", "b.txt", "--min", "many"],
        &["extract", "a.txt", "--xlsx", "b.xlsx", "--xlsx", "c.xlsx"],
        &["rule", "S101", "S102"],
        &["check", "a.txt", "--select", "Q9"],
        &["rule", "blank-lef"],
    ] {
        for lang in ["zh", "en"] {
            said.push_str(&format!("$ bihuan {} --lang {lang}\n", arguments.join(" ")));
            said.push_str(&desk.run(&[arguments, &["--lang", lang]].concat()));
        }
    }
    assert_snapshot!(said);
}

#[test]
fn completions_know_the_commands() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = desk.run(&["completions", shell]);
        assert!(script.contains("extract") && script.contains("annotate"), "{shell}: {script}");
    }
}

#[test]
fn a_word_for_help_and_a_missing_shell_are_answered() {
    let desk = Desk::new();
    let said = |arguments: &[&str]| desk.run(arguments) + &desk.run(&[arguments, &["--lang", "en"]].concat());
    assert_snapshot!(said(&["help"]) + &said(&["completions"]));
}
