//! A rule's page: Markdown with fixed headings in both languages, and examples that are run.
//!
//! ````text
//! ## 查什么
//! ## What it checks
//! ## 为什么
//! ## Why it matters
//! ## 怎么改
//! ## What to do
//! ## 反例 / Bad
//! ```bad
//! a paper in plain text on which the rule must fire
//! ```
//! ## 正例 / Good
//! ```good
//! a paper on which it must not
//! ```
//! ````
//!
//! The first paragraphs of 为什么/Why it matters and 怎么改/What to do are the reason and the advice of the
//! rule's diagnostics, so they are written once and must be short.

use document::Bilingual;

/// A page, taken apart. A heading that is missing leaves its part empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// 查什么: what the rule looks for and what it lets pass.
    pub what: Bilingual,
    /// 为什么: why it matters.
    pub why: Bilingual,
    /// 怎么改: what to write or do instead.
    pub advice: Bilingual,
    /// 反例: papers on which it fires.
    pub bad: Vec<Example>,
    /// 正例: papers on which it does not.
    pub good: Vec<Example>,
}

/// A paper on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The words after `bad` or `good` on the fence: the file's extension (`md`, `csv`, `html`; without one
    /// it is plain text) and `key=value` for thresholds and what the test needs.
    pub words: Vec<String>,
    /// Its text.
    pub text: String,
}

impl Page {
    /// Takes a page apart.
    #[must_use]
    pub fn parse(markdown: &str) -> Self {
        let sections = Sections::of(markdown);
        let both = |zh: &str, en: &str| Bilingual::new(sections.prose(zh), sections.prose(en));
        Self {
            what: both("查什么", "What it checks"),
            why: both("为什么", "Why it matters"),
            advice: both("怎么改", "What to do"),
            bad: sections.examples("bad"),
            good: sections.examples("good"),
        }
    }

    /// The reason of a diagnostic.
    #[must_use]
    pub fn short_why(&self) -> Bilingual {
        first_paragraphs(&self.why)
    }

    /// The advice of a diagnostic.
    #[must_use]
    pub fn short_advice(&self) -> Bilingual {
        first_paragraphs(&self.advice)
    }
}

impl Example {
    /// The values that its fence sets, such as `max-characters=60`.
    pub fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().filter_map(|w| w.split_once('='))
    }
}

struct Sections<'a> {
    prose: Vec<(&'a str, Vec<&'a str>)>,
    fences: Vec<(&'a str, String)>,
}

impl<'a> Sections<'a> {
    fn of(markdown: &'a str) -> Self {
        let mut sections = Self { prose: Vec::new(), fences: Vec::new() };
        let mut lines = markdown.lines();
        while let Some(line) = lines.next() {
            if let Some(heading) = line.strip_prefix("## ") {
                sections.prose.push((heading.trim(), Vec::new()));
            } else if let Some(info) = line.strip_prefix("```") {
                let body: Vec<&str> = lines.by_ref().take_while(|l| !l.starts_with("```")).collect();
                sections.fences.push((info.trim(), body.join("\n")));
            } else if let Some((_, prose)) = sections.prose.last_mut() {
                prose.push(line);
            }
        }
        sections
    }

    fn prose(&self, heading: &str) -> String {
        let found = self.prose.iter().find(|(h, _)| *h == heading);
        found.map(|(_, lines)| lines.join("\n").trim().to_owned()).unwrap_or_default()
    }

    fn examples(&self, kind: &str) -> Vec<Example> {
        let of_kind = |(info, text): &(&str, String)| {
            let mut words = info.split_whitespace();
            (words.next() == Some(kind))
                .then(|| Example { words: words.map(str::to_owned).collect(), text: text.clone() })
        };
        self.fences.iter().filter_map(of_kind).collect()
    }
}

/// The first paragraph of each language on one line: lines of Chinese join without a space.
fn first_paragraphs(text: &Bilingual) -> Bilingual {
    let first = |text: &str, glue: &str| {
        let paragraph = text.split("\n\n").next().unwrap_or_default();
        paragraph.lines().map(str::trim).collect::<Vec<_>>().join(glue)
    };
    Bilingual::new(first(&text.zh, ""), first(&text.en, " "))
}
