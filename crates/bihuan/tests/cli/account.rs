//! Accounts, as whoever sits at the ledger's own machine keeps them.

use insta::assert_snapshot;

use crate::ledger::Ledger;

/// What was said, with the token of each link struck out.
fn without_tokens(said: &str) -> String {
    let mut out = String::new();
    let mut rest = said;
    while let Some((before, behind)) = rest.split_once("/sign-in/link/") {
        let end = behind.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(behind.len());
        assert_eq!(end, 43, "32 bytes in base64url: {behind}");
        out.push_str(before);
        out.push_str("/sign-in/link/TOKEN");
        rest = &behind[end..];
    }
    out + rest
}

#[test]
fn accounts_are_opened_granted_and_listed() {
    let ledger = Ledger::new();
    let mut said = String::new();
    for line in [
        "account list",
        "account open 叶知秋 --login Ye.Zhiqiu",
        "account grant 叶知秋 administrator",
        "account open P2 --login 何清越",
        "account grant 何清越 verifier --unit 技术部",
        "account grant 何清越 lead --unit 石榴湾图书馆",
        "account withdraw 何清越 lead --unit 石榴湾图书馆",
        "account reset 叶知秋",
        "account list",
        "show A2",
    ] {
        said.push_str(&format!("$ bihuan {line}\n{}", ledger.line(line)));
    }
    said.push_str(&ledger.line("account list --lang en"));
    said.push_str(&ledger.line("account reset P2 --lang en"));
    assert_snapshot!("accounts", without_tokens(&said));
    let link = ledger.json("account reset P2");
    assert_eq!((&link["format"], &link["login"]), (&"bihuan.link.v1".into(), &"何清越".into()));
    assert!(link["path"].as_str().is_some_and(|path| path.starts_with("/sign-in/link/")), "{link}");
    assert_eq!(ledger.json("account list")["rows"][0]["roles"][0]["role"]["name"], "administrator");
}

#[test]
fn what_cannot_be_done_to_an_account_is_said_whole() {
    let ledger = Ledger::new();
    ledger.done("account open 叶知秋 --login ye");
    ledger.done("account grant 叶知秋 administrator");
    let mut said = String::new();
    for line in [
        "account open 叶知秋 --login other",
        "account open 何清越 --login YE",
        "account open 何清越 --login 两_个/名",
        "account open 没有这人 --login he",
        "account grant 何清越 verifier",
        "account grant 叶知秋 verifier",
        "account grant 叶知秋 administrator --unit 技术部",
        "account grant 叶知秋 boss",
        "account withdraw 叶知秋 administrator",
        "account unlock 叶知秋",
        "account reset 叶知秋 --second-step",
        "account reset 沈砚",
    ] {
        said.push_str(&format!("$ bihuan {line}\n{}", ledger.both(line)));
    }
    assert_snapshot!("refused", said);
}
