//! The rules' own documentation: one page each, a list, and the whole as `docs/rules.md`.

use document::{Bilingual, Lang};

use crate::{Example, Family, Rule, find, render, rules};

/// The page of the rule with this code or name, in Markdown.
#[must_use]
pub fn rule_page(code_or_name: &str, lang: Lang) -> Option<String> {
    find(code_or_name).map(|rule| page_of(rule, lang))
}

/// A list of all rules by family, in Markdown.
#[must_use]
pub fn rule_list(lang: Lang) -> String {
    let mut out = String::new();
    for family in Family::ALL {
        let members: Vec<&&Rule> = rules().iter().filter(|rule| rule.family() == family).collect();
        if members.is_empty() {
            continue;
        }
        out.push_str(&format!("## {} {}xx\n\n", family.label().get(lang), family.prefix()));
        out.push_str(match lang {
            Lang::Zh => "| 代码 | 名称 | 程度 | 查什么 |\n|---|---|---|---|\n",
            Lang::En => "| code | name | severity | what is found |\n|---|---|---|---|\n",
        });
        for rule in members {
            let severity = render::severity_label(rule.severity);
            let (code, name, summary) = (rule.code, rule.name, rule.summary.get(lang));
            out.push_str(&format!("| {code} | `{name}` | {} | {summary} |\n", severity.get(lang)));
        }
        out.push('\n');
    }
    out
}

/// The list and every page in one language.
#[must_use]
pub fn pages(lang: Lang) -> String {
    let pages = rules().iter().map(|rule| page_of(rule, lang).replace("\n## ", "\n### ").replacen("# ", "## ", 1));
    format!("{}{}", rule_list(lang), pages.collect::<Vec<_>>().join("\n"))
}

/// The text of `docs/rules.md`: generated, and compared with the file by the project's checks.
#[must_use]
pub fn rules_markdown() -> String {
    format!(
        "<!-- Generated from the rules in crates/lint/src/rules; do not edit. -->\n\n\
         # 规则\n\n[English](#rules)\n\n{}\n# Rules\n\n{}",
        pages(Lang::Zh),
        pages(Lang::En)
    )
}

/// The page of `rule`.
pub(crate) fn page_of(rule: &Rule, lang: Lang) -> String {
    let page = rule.page();
    let severity = render::severity_label(rule.severity);
    let mut out = format!("# {} {}\n\n{}\n\n", rule.code, rule.name, sentence(&rule.summary, lang));
    out.push_str(&match lang {
        Lang::Zh => format!("程度：{}；自 {} 版起。\n", severity.zh, rule.since),
        Lang::En => format!("Severity: {}; since {}.\n", severity.en, rule.since),
    });
    section(&mut out, lang, &Bilingual::fixed("查什么", "What it checks"), &page.what);
    section(&mut out, lang, &Bilingual::fixed("为什么", "Why it matters"), &page.why);
    section(&mut out, lang, &Bilingual::fixed("怎么改", "What to do"), &page.advice);
    examples(&mut out, lang, &Bilingual::fixed("反例", "Bad"), &page.bad);
    examples(&mut out, lang, &Bilingual::fixed("正例", "Good"), &page.good);
    thresholds(&mut out, lang, rule);
    out
}

/// A summary as a sentence.
fn sentence(text: &Bilingual, lang: Lang) -> String {
    let text = text.get(lang);
    match (text.chars().next(), lang) {
        (Some(first), Lang::En) => format!("{}{}.", first.to_uppercase(), text.get(first.len_utf8()..).unwrap_or("")),
        _ => format!("{text}。"),
    }
}

fn section(out: &mut String, lang: Lang, heading: &Bilingual, text: &Bilingual) {
    out.push_str(&format!("\n## {}\n\n{}\n", heading.get(lang), text.get(lang)));
}

fn examples(out: &mut String, lang: Lang, heading: &Bilingual, examples: &[Example]) {
    out.push_str(&format!("\n## {}\n", heading.get(lang)));
    for example in examples {
        if !example.words.is_empty() {
            out.push_str(&format!("\n`{}`\n", example.words.join(" ")));
        }
        out.push_str(&format!("\n```text\n{}\n```\n", example.text));
    }
}

fn thresholds(out: &mut String, lang: Lang, rule: &Rule) {
    if rule.thresholds.is_empty() {
        return;
    }
    out.push_str(match lang {
        Lang::Zh => "\n## 阈值\n\n| 名称 | 默认 | 含义 | 依据 |\n|---|---|---|---|\n",
        Lang::En => "\n## Thresholds\n\n| key | default | meaning | source |\n|---|---|---|---|\n",
    });
    for t in rule.thresholds {
        out.push_str(&format!("| `{}` | {} | {} | {} |\n", t.key, t.default, t.meaning.get(lang), t.source.get(lang)));
    }
    out.push_str(&match lang {
        Lang::Zh => format!("\n在 `bihuan.toml` 的 `[rules.{}]` 下改。\n", rule.code),
        Lang::En => format!("\nSet them under `[rules.{}]` in `bihuan.toml`.\n", rule.code),
    });
}
