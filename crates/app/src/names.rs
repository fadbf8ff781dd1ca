//! From what people write to ids: `P7`, or a name that only one of its kind has.

use std::cell::RefCell;

use ledger::{Bilingual, PersonId, State, Stream};

use crate::{Failure, Numbered, View};

/// A name or id that means nothing, or more than one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameError {
    /// What was written.
    pub text: String,
    /// The kind of thing that was wanted, such as `person`.
    pub kind: &'static str,
    /// Those that have the name; where none has, those that have one like it.
    pub candidates: Vec<Candidate>,
    /// Whether more than one has the name.
    pub ambiguous: bool,
}

/// Something that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: Stream,
    /// Its name.
    pub name: String,
}

/// What has names beside its ids.
const NAMED: [&str; 7] = ["unit", "person", "post", "campaign", "paper", "evidence", "regulation"];

/// How many things of a like name are told.
const TOLD: usize = 5;

impl NameError {
    /// What is wrong, and what could be meant.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let text = &self.text;
        let kind = kind(self.kind);
        let known = self.candidates.iter().take(TOLD).map(|c| format!("{} {}", c.id, c.name)).collect::<Vec<_>>();
        let (zh, en) = (known.join("、"), known.join(", "));
        if self.ambiguous {
            Bilingual::new(
                format!("叫“{text}”的{}不止一个，请写编号：{zh}", kind.zh),
                format!("more than one {} is called `{text}`, write the id: {en}", kind.en),
            )
        } else if known.is_empty() {
            Bilingual::new(format!("没有{}“{text}”", kind.zh), format!("there is no {} `{text}`", kind.en))
        } else {
            Bilingual::new(
                format!("没有{}“{text}”，相近的有：{zh}", kind.zh),
                format!("there is no {} `{text}`; near to it: {en}", kind.en),
            )
        }
    }
}

/// A kind of thing, in words.
#[must_use]
pub const fn kind(kind: &str) -> Bilingual {
    match kind.as_bytes() {
        b"unit" => Bilingual::fixed("单位", "unit"),
        b"person" => Bilingual::fixed("人员", "person"),
        b"post" => Bilingual::fixed("岗位", "post"),
        b"campaign" => Bilingual::fixed("专项", "campaign"),
        b"paper" => Bilingual::fixed("材料", "paper"),
        b"finding" => Bilingual::fixed("问题", "finding"),
        b"cause" => Bilingual::fixed("原因", "cause"),
        b"measure" => Bilingual::fixed("措施", "measure"),
        b"evidence" => Bilingual::fixed("佐证材料", "file of evidence"),
        b"regulation" => Bilingual::fixed("制度", "regulation"),
        b"hand_over" => Bilingual::fixed("交接", "hand-over"),
        b"account" => Bilingual::fixed("账号", "account"),
        b"calendar" => Bilingual::fixed("节假日", "holiday tables"),
        _ => Bilingual::fixed("日志", "log"),
    }
}

/// Where things are listed of whose kind some were called by names to which nothing comes near.
pub(crate) fn where_listed(errors: &[NameError]) -> Option<Bilingual> {
    let mut lists: Vec<&str> =
        errors.iter().filter(|error| error.candidates.is_empty()).filter_map(|error| list(error.kind)).collect();
    lists.dedup();
    let lists = lists.join("、bihuan ");
    (!lists.is_empty()).then(|| {
        Bilingual::new(
            format!("有哪些，见 bihuan {lists}"),
            format!("see what there is: bihuan {}", lists.replace('、', ", ")),
        )
    })
}

/// The command that lists all of a kind.
fn list(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "unit" => "unit list",
        "person" => "person list",
        "post" => "post list",
        "campaign" => "campaign list",
        "finding" => "list",
        "cause" => "cause list",
        "measure" => "list measures",
        "evidence" => "evidence list",
        "regulation" => "regulation list",
        "hand_over" => "hand-over list",
        "account" => "account list",
        _ => return None,
    })
}

/// What something is called, in one line.
#[must_use]
pub fn title(state: &State) -> String {
    match state {
        State::Unit(unit) => unit.short.as_ref().unwrap_or(&unit.name).clone(),
        State::Person(person) => person.name.clone(),
        State::Post(post) => post.title.clone(),
        State::Campaign(campaign) => campaign.content.theme.clone(),
        State::Paper(paper) => paper.content.title.as_ref().unwrap_or(&paper.content.name).clone(),
        State::Finding(finding) => finding.content.statement.clone(),
        State::Cause(cause) => cause.statement.clone(),
        State::Measure(measure) => measure.content.statement.clone(),
        State::Evidence(evidence) => evidence.content.name.clone(),
        State::Regulation(regulation) => regulation.content.title.clone(),
        State::HandOver(hand_over) => format!("{} {} → {}", hand_over.post, hand_over.from, hand_over.to),
        State::Account(account) => account.login.clone(),
        State::Calendar(_) | State::Log(_) => String::new(),
    }
}

/// The names by which something can be called instead of its id.
fn names(state: &State) -> Vec<&str> {
    match state {
        State::Unit(unit) => unit.short.iter().chain([&unit.name]).map(String::as_str).collect(),
        State::Person(person) => vec![&person.name],
        State::Post(post) => vec![&post.title],
        State::Campaign(campaign) => vec![&campaign.content.theme],
        State::Paper(paper) => vec![&paper.content.name],
        State::Evidence(evidence) => vec![&evidence.content.name],
        State::Regulation(regulation) => vec![&regulation.content.title],
        _ => Vec::new(),
    }
}

/// Looks names up, and keeps every one that means nothing, so that all are told at once.
pub struct Names<'v, 'a> {
    view: &'v View<'a>,
    errors: RefCell<Vec<NameError>>,
}

impl<'v, 'a> Names<'v, 'a> {
    /// Names of things as `view` has them.
    #[must_use]
    pub fn new(view: &'v View<'a>) -> Self {
        Self { view, errors: RefCell::default() }
    }

    /// The id that `text` means. Where it means none, some id, and [`settle`](Self::settle) fails.
    ///
    /// # Errors
    /// The database failed.
    pub fn find<I: Numbered>(&self, text: &str) -> Result<I, Failure> {
        let found = self.view.find(text)?;
        Ok(found.unwrap_or_else(|error| {
            self.errors.borrow_mut().push(error);
            I::numbered(0)
        }))
    }

    /// Goes on where every name meant something.
    ///
    /// # Errors
    /// All that did not.
    pub fn settle(&self) -> Result<(), Failure> {
        let errors = self.errors.take();
        if errors.is_empty() { Ok(()) } else { Err(Failure::Unknown(errors)) }
    }
}

impl View<'_> {
    /// The id that `text` means: an id of something that there is, or a name that only one of its kind has.
    ///
    /// # Errors
    /// The database failed; inside, that it means nothing or more than one thing.
    pub fn find<I: Numbered>(&self, text: &str) -> Result<Result<I, NameError>, Failure> {
        let text = text.trim();
        if let Ok(id) = text.parse::<I>()
            && self.snapshot(id.into())?.is_some()
        {
            return Ok(Ok(id));
        }
        // Of what has no name there may be very many.
        let all: Vec<(I, State)> = if NAMED.contains(&I::KIND) { self.all()? } else { Vec::new() };
        let called: Vec<&(I, State)> = all.iter().filter(|(_, state)| names(state).contains(&text)).collect();
        if let [(id, _)] = called.as_slice() {
            return Ok(Ok(*id));
        }
        let ambiguous = !called.is_empty();
        let candidates = if ambiguous { called } else { alike(text, &all) };
        let candidate = |(id, state): &(I, State)| Candidate { id: (*id).into(), name: self.told_apart(state) };
        let candidates = candidates.into_iter().map(candidate).collect();
        Ok(Err(NameError { text: text.to_owned(), kind: I::KIND, candidates, ambiguous }))
    }

    /// `text` with the name of each person behind the id: the domain's sentences know ids only.
    pub(crate) fn with_names(&self, text: &str) -> String {
        let is_id = |c: char| c.is_ascii_alphanumeric();
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(is_id) {
            let (before, from) = rest.split_at(start);
            let (word, behind) = from.split_at(from.find(|c| !is_id(c)).unwrap_or(from.len()));
            out.push_str(before);
            out.push_str(word);
            if let Ok(person) = word.parse::<PersonId>()
                && let Ok(Some(found)) = self.snapshot(person.into())
            {
                // A name that stands there already is not told twice.
                let name = title(&found.state);
                if !behind.trim_start().starts_with(&name) {
                    out.push(' ');
                    out.push_str(&name);
                }
            }
            rest = behind;
        }
        out + rest
    }

    /// A name with what tells it from others of the same name.
    fn told_apart(&self, state: &State) -> String {
        let units: Vec<_> = match state {
            State::Person(person) => person.units.iter().copied().collect(),
            State::Post(post) => vec![post.unit],
            _ => Vec::new(),
        };
        let units: Vec<String> = units.into_iter().map(|unit| self.name_of(unit)).collect();
        let title = title(state);
        if units.is_empty() { title } else { format!("{title}（{}）", units.join("、")) }
    }
}

/// Those whose names have most characters in common with `text`, the likest first.
fn alike<'s, I>(text: &str, all: &'s [(I, State)]) -> Vec<&'s (I, State)> {
    let mut scored: Vec<(usize, &(I, State))> = all
        .iter()
        .filter_map(|one| Some((names(&one.1).into_iter().map(|name| likeness(text, name)).max()?, one)))
        .filter(|(score, _)| *score >= 50)
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, one)| one).take(TOLD).collect()
}

/// Per cent of the characters of both that are in the other.
fn likeness(a: &str, b: &str) -> usize {
    let mut left: Vec<char> = b.chars().collect();
    let lengths = a.chars().count() + left.len();
    let shared =
        a.chars().filter(|c| left.iter().position(|d| d == c).map(|at| left.swap_remove(at)).is_some()).count();
    (200 * shared).checked_div(lengths).unwrap_or(0)
}
