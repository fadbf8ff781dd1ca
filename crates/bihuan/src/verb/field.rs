//! What a verb takes: words in their places and named options, with a type.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction};
use document::Lang;
use jiff::civil::Date;
use ledger::{Quantity, Rhythm};

use super::Two;
use crate::cli::tr;

/// One thing that a verb takes.
pub struct Field {
    /// Its name; an option's follows `--`.
    pub name: &'static str,
    value: Two,
    help: Two,
    takes: Takes,
    place: Place,
    required: bool,
    many: bool,
}

#[derive(Clone, Copy)]
enum Takes {
    Text,
    Day,
    Days,
    Dated,
    Rhythm,
    Number,
    Quantity,
    Path,
    Choice(&'static [&'static str]),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Word,
    Option,
    Flag,
}

/// A word in its place, which must be there.
pub const fn word(name: &'static str, value: Two, help: Two) -> Field {
    Field { name, value, help, takes: Takes::Text, place: Place::Word, required: true, many: false }
}

/// An option with a value, which may be left out.
pub const fn option(name: &'static str, value: Two, help: Two) -> Field {
    Field { name, value, help, takes: Takes::Text, place: Place::Option, required: false, many: false }
}

/// An option without a value.
pub const fn flag(name: &'static str, help: Two) -> Field {
    Field { name, value: ("", ""), help, takes: Takes::Text, place: Place::Flag, required: false, many: false }
}

impl Field {
    /// It must be there.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// It may be left out.
    pub const fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// It may be given several times.
    pub const fn many(mut self) -> Self {
        self.many = true;
        self
    }

    /// A day.
    pub const fn day(mut self) -> Self {
        self.takes = Takes::Day;
        self
    }

    /// A day, or days from one to another.
    pub const fn days(mut self) -> Self {
        self.takes = Takes::Days;
        self
    }

    /// A day and a text.
    pub const fn dated(mut self) -> Self {
        self.takes = Takes::Dated;
        self
    }

    /// How often.
    pub const fn rhythm(mut self) -> Self {
        self.takes = Takes::Rhythm;
        self
    }

    /// A number from 1.
    pub const fn number(mut self) -> Self {
        self.takes = Takes::Number;
        self
    }

    /// How many.
    pub const fn quantity(mut self) -> Self {
        self.takes = Takes::Quantity;
        self
    }

    /// A file or a folder.
    pub const fn path(mut self) -> Self {
        self.takes = Takes::Path;
        self
    }

    /// One of these words, which the help explains.
    pub const fn choice(mut self, words: &'static [&'static str]) -> Self {
        self.takes = Takes::Choice(words);
        self
    }

    pub(super) fn is_word(&self) -> bool {
        self.place == Place::Word
    }

    pub(super) const fn is_required(&self) -> bool {
        self.required
    }

    /// As it stands in the usage of its verb.
    pub(super) fn usage(&self, lang: Lang) -> String {
        let value = tr(lang, self.value.0, self.value.1);
        let dots = if self.many && self.is_word() { "…" } else { "" };
        match (self.place, self.required) {
            (Place::Word, true) => format!("<{value}>{dots}"),
            (Place::Word, false) => format!("[{value}]{dots}"),
            _ => format!("--{} <{value}>", self.name),
        }
    }

    pub(super) fn spec(&self, lang: Lang) -> Arg {
        let arg = Arg::new(self.name).help(tr(lang, self.help.0, self.help.1).to_owned());
        if self.place == Place::Flag {
            return arg.long(self.name).action(ArgAction::SetTrue);
        }
        let arg = arg.value_name(tr(lang, self.value.0, self.value.1).to_owned()).required(self.required);
        let arg = self.typed(arg, lang);
        match (self.place, self.many) {
            (Place::Word, false) => arg,
            (Place::Word, true) => arg.num_args(1..),
            (_, false) if self.name == OUTPUT => arg.long(self.name).short('o'),
            (_, false) => arg.long(self.name),
            (_, true) => arg.long(self.name).action(ArgAction::Append),
        }
    }

    fn typed(&self, arg: Arg, lang: Lang) -> Arg {
        match self.takes {
            // A value such as `-` or `-1` is no option.
            Takes::Text => arg.allow_hyphen_values(self.place == Place::Option),
            Takes::Day => arg.value_parser(move |text: &str| day(text).ok_or_else(|| wrong_day(lang))),
            Takes::Days => arg.value_parser(move |text: &str| days(text).ok_or_else(|| wrong_days(lang))),
            Takes::Dated => arg.value_parser(move |text: &str| dated(text).ok_or_else(|| wrong_dated(lang))),
            Takes::Rhythm => arg.value_parser(move |text: &str| rhythm(text).ok_or_else(|| wrong_rhythm(lang))),
            Takes::Number => arg.value_parser(move |text: &str| number(text).ok_or_else(|| wrong_number(lang))),
            Takes::Quantity => {
                arg.value_parser(move |text: &str| text.parse::<Quantity>().map_err(|_| wrong_quantity(lang)))
            }
            Takes::Path => arg.value_parser(clap::value_parser!(PathBuf)),
            Takes::Choice(words) => arg.value_parser(PossibleValuesParser::new(words)).hide_possible_values(true),
        }
    }
}

/// The first and the last of some days.
pub type Days = (Date, Date);
/// A text with its day.
pub type Dated = (Date, String);

fn day(text: &str) -> Option<Date> {
    // Only as people write it: jiff would also take a time behind it.
    if text.len() == 10 { text.parse().ok() } else { None }
}

fn days(text: &str) -> Option<Days> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    Some((day(from)?, day(to)?))
}

fn dated(text: &str) -> Option<Dated> {
    let (first, rest) = text.split_once(char::is_whitespace)?;
    let rest = rest.trim();
    if rest.is_empty() { None } else { Some((day(first)?, rest.to_owned())) }
}

/// Words for the rhythms that papers mostly promise.
const RHYTHMS: [(&str, &str); 6] = [
    ("day", "FREQ=DAILY"),
    ("week", "FREQ=WEEKLY"),
    ("month", "FREQ=MONTHLY"),
    ("quarter", "FREQ=MONTHLY;INTERVAL=3"),
    ("half-year", "FREQ=MONTHLY;INTERVAL=6"),
    ("year", "FREQ=YEARLY"),
];

fn rhythm(text: &str) -> Option<Rhythm> {
    RHYTHMS.iter().find(|(word, _)| *word == text).map_or(text, |(_, rule)| rule).parse().ok()
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number| *number > 0)
}

fn wrong_day(lang: Lang) -> String {
    tr(lang, "日期写作 2026-06-30", "a day is written 2026-06-30").to_owned()
}

fn wrong_days(lang: Lang) -> String {
    tr(
        lang,
        "写一天 2026-06-30，或起止 2026-06-01..2026-06-30",
        "write a day 2026-06-30, or from and to 2026-06-01..2026-06-30",
    )
    .to_owned()
}

fn wrong_dated(lang: Lang) -> String {
    tr(
        lang,
        "写“日期 内容”，如 \"2026-06-30 完成排班\"",
        "write a day and a text, such as \"2026-06-30 rosters are out\"",
    )
    .to_owned()
}

fn wrong_rhythm(lang: Lang) -> String {
    tr(
        lang,
        "写 day、week、month、quarter、half-year、year，或 FREQ=MONTHLY;INTERVAL=3 这样的规则",
        "write day, week, month, quarter, half-year, year, or a rule such as FREQ=MONTHLY;INTERVAL=3",
    )
    .to_owned()
}

fn wrong_number(lang: Lang) -> String {
    tr(lang, "写 1 起的整数", "write a whole number from 1").to_owned()
}

fn wrong_quantity(lang: Lang) -> String {
    tr(lang, "数量写作 2 或 95.5", "a quantity is written 2 or 95.5").to_owned()
}

/// The option that names the file to write, which has a short name in every command.
const OUTPUT: &str = "output";

/// Of every verb that writes a file which somebody may have worked in.
pub const OVERWRITE: Field = flag(
    "overwrite",
    ("已有这个文件就盖掉；不写则不动它", "replace the file where there is one; by default it is left alone"),
);

/// Options of every verb.
pub(super) const DATA: &[Field] = &[
    option(
        "data",
        ("文件夹", "DIR"),
        (
            "台账所在的文件夹；不写则看 BIHUAN_DATA，再则 bihuan-data",
            "folder of the ledger; by default BIHUAN_DATA, else bihuan-data",
        ),
    )
    .path(),
    flag("json", ("打印 JSON", "print JSON")),
];

/// Options of every verb that records something.
pub(super) const AS: &[Field] = &[
    option(
        "as",
        ("人员", "PERSON"),
        (
            "由谁办理：P7 或唯一的姓名；不写则为本机操作员",
            "who does it: P7 or a unique name; by default the local operator",
        ),
    ),
    option(
        "key",
        ("键", "KEY"),
        ("同一个键只办一次，供脚本重试", "done once for each key, so that scripts may try again"),
    ),
];
