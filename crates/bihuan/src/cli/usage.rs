//! What a person sees when the command line makes no sense, in both languages.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use document::Bilingual;

use crate::command::completions::SHELLS;
use crate::failure::{Exit, Failure};
use crate::terminal::Terminal;

/// Prints `error`: help and version to standard output, the rest as any other failure.
pub fn report(error: &clap::Error, terminal: &Terminal) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A reader that has gone away is no failure of ours.
            let _ = error.print();
            Exit::Well
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            Exit::Failed
        }
        _ => {
            terminal.report(&Failure::told(message(error), advice(error)));
            Exit::Failed
        }
    }
}

fn message(error: &clap::Error) -> Bilingual {
    let argument = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => {
            Bilingual::new(format!("{argument} 后面缺少取值"), format!("{argument} needs a value"))
        }
        ErrorKind::InvalidValue => {
            Bilingual::new(format!("{argument} 不能取“{value}”"), format!("{argument} cannot be ‘{value}’"))
        }
        ErrorKind::ValueValidation => {
            Bilingual::new(format!("{argument} 的取值“{value}”不对"), format!("‘{value}’ is no value for {argument}"))
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            Bilingual::new(format!("多了一个“{argument}”"), format!("‘{argument}’ is one argument too many"))
        }
        ErrorKind::UnknownArgument => {
            Bilingual::new(format!("没有“{argument}”这个选项"), format!("there is no option ‘{argument}’"))
        }
        ErrorKind::InvalidSubcommand => {
            let name = text(error, ContextKind::InvalidSubcommand);
            Bilingual::new(format!("没有“{name}”这个命令"), format!("there is no command ‘{name}’"))
        }
        ErrorKind::MissingSubcommand => Bilingual::fixed("没有写命令", "no command given"),
        ErrorKind::MissingRequiredArgument => Bilingual::new(format!("缺少 {argument}"), format!("missing {argument}")),
        ErrorKind::ArgumentConflict => {
            let other = text(error, ContextKind::PriorArg);
            if other.is_empty() || other == argument {
                Bilingual::new(format!("{argument} 只能写一次"), format!("{argument} can be given only once"))
            } else {
                Bilingual::new(
                    format!("{argument} 与 {other} 不能一起用"),
                    format!("{argument} cannot go together with {other}"),
                )
            }
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooManyValues => {
            Bilingual::new(format!("{argument} 的取值个数不对"), format!("wrong number of values for {argument}"))
        }
        ErrorKind::InvalidUtf8 => {
            Bilingual::fixed("选项里有不是 UTF-8 的字符", "an option holds characters that are not UTF-8")
        }
        _ => Bilingual::new(format!("命令行无法理解：{error}"), format!("the command line makes no sense: {error}")),
    }
}

fn advice(error: &clap::Error) -> Bilingual {
    if text(error, ContextKind::InvalidSubcommand) == "help" {
        return Bilingual::fixed("看帮助请写 bihuan --help", "for help write bihuan --help");
    }
    if error.kind() == ErrorKind::MissingRequiredArgument
        && text(error, ContextKind::InvalidArg).eq_ignore_ascii_case("<shell>")
    {
        let shells = SHELLS.replace(' ', "、");
        return Bilingual::new(
            format!("写上 shell 的名字：{shells}"),
            format!("name your shell: {}", SHELLS.replace(' ', ", ")),
        );
    }
    let first = |kind| error.get(kind).and_then(first_word);
    let suggested = first(ContextKind::SuggestedArg)
        .or_else(|| first(ContextKind::SuggestedSubcommand))
        .or_else(|| first(ContextKind::SuggestedValue));
    if let Some(name) = suggested {
        return Bilingual::new(format!("是不是想写 {name}？"), format!("did you mean {name}?"));
    }
    // Our own parsers of values say what they take, in the language of the interface.
    if let (ErrorKind::ValueValidation, Some(source)) = (error.kind(), std::error::Error::source(error)) {
        return Bilingual::new(source.to_string(), source.to_string());
    }
    let valid = text(error, ContextKind::ValidValue);
    if !valid.is_empty() {
        return Bilingual::new(format!("可以取：{}", valid.replace(", ", "、")), format!("it can be: {valid}"));
    }
    if let Some(sub) = text(error, ContextKind::ValidSubcommand).split(", ").next().filter(|s| !s.is_empty()) {
        // Of a thing whose verb was forgotten clap tells the way to it.
        let of = text(error, ContextKind::InvalidSubcommand);
        let of = if error.kind() == ErrorKind::MissingSubcommand && of.starts_with("bihuan") { &of } else { "bihuan" };
        return Bilingual::new(
            format!("可以写 {of} {sub} …；{of} --help 列出所有命令"),
            format!("write {of} {sub} …; {of} --help lists all commands"),
        );
    }
    Bilingual::fixed("在命令后面加 --help 看用法和例子", "add --help after the command for usage and examples")
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(s)) => short(s),
        Some(ContextValue::Strings(list)) => list.iter().map(|s| short(s)).collect::<Vec<_>>().join(", "),
        Some(ContextValue::Number(n)) => n.to_string(),
        _ => String::new(),
    }
}

/// clap names an argument with all its syntax; a value given with it and the dots are of no help here.
fn short(name: &str) -> String {
    name.trim_end_matches("...").trim().to_owned()
}

fn first_word(value: &ContextValue) -> Option<String> {
    match value {
        ContextValue::String(s) => Some(s.clone()),
        ContextValue::Strings(list) => list.first().cloned(),
        _ => None,
    }
}
