//! Content streams (ISO 32000-1, 8 and 9): where each character of a page stands, and which lines are drawn.

use std::{collections::HashMap, rc::Rc};

use hayro_syntax::{
    content::UntypedIter,
    object::{Array, Dict, Name, Object, Stream},
    page::Resources,
};

use super::{bounds::Budget, fonts::Font, matrix::Matrix, rulings::Rulings, unpack};
use crate::read::ReadError;

/// How deep forms may be nested in each other.
const MOST_NESTED: u32 = 8;
/// Graphics states that may be kept at once.
const MOST_STATES: usize = 256;
/// Most characters of a page that are taken in.
const MOST_OF_A_PAGE: usize = 1 << 20;

/// A character on a page. Lengths in points, from the top left corner of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub text: String,
    /// Left edge.
    pub x: f64,
    /// Base line.
    pub y: f64,
    pub width: f64,
    /// Size of the font.
    pub size: f64,
    /// Whether it runs from left to right; else it is turned, as stamps and watermarks are.
    pub upright: bool,
    /// Whether the file says that it belongs to the page, not to the paper.
    pub artifact: bool,
}

/// What is on a page.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub glyphs: Vec<Glyph>,
    pub rulings: Rulings,
    /// Whether there is a picture on it.
    pub picture: bool,
    /// Characters whose font does not tell what they are.
    pub unknown: usize,
}

/// Fonts by the object that holds them.
pub(super) type Fonts = HashMap<(u32, i32), Rc<Font>>;

/// Interprets content streams.
pub(super) struct Interpreter<'c> {
    pub budget: &'c mut Budget,
    pub fonts: &'c mut Fonts,
    pub drawn: Drawn,
    state: State,
    states: Vec<State>,
    line: Matrix,
    text: Matrix,
    marked: Vec<bool>,
    /// The path so far, in points of the page.
    path: Vec<[(f64, f64); 2]>,
    at: (f64, f64),
    start: (f64, f64),
}

#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl<'c> Interpreter<'c> {
    /// Starts a page whose points are brought to its top left corner by `page`.
    pub fn new(page: Matrix, budget: &'c mut Budget, fonts: &'c mut Fonts) -> Self {
        let state = State {
            page,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        Self {
            budget,
            fonts,
            drawn: Drawn::default(),
            state,
            states: Vec::new(),
            line: Matrix::IDENTITY,
            text: Matrix::IDENTITY,
            marked: Vec::new(),
            path: Vec::new(),
            at: (0.0, 0.0),
            start: (0.0, 0.0),
        }
    }

    /// Runs one content stream.
    ///
    /// # Errors
    /// [`ReadError::Bomb`] where forms and fonts unpack to too much.
    pub fn run(&mut self, content: &[u8], resources: &Resources<'_>, nested: u32) -> Result<(), ReadError> {
        self.budget.spend(content.len())?;
        let mut operations = UntypedIter::new(content);
        while let Some(operation) = operations.next() {
            let operands: Vec<&Object<'_>> = operation.operands().collect();
            let operator: &[u8] = operation.operator;
            match operator {
                b"Tf" => self.font(&operands, resources)?,
                b"Do" => self.object(&operands, resources, nested)?,
                _ => self.apply(operator, &operands),
            }
            if self.drawn.glyphs.len() > MOST_OF_A_PAGE {
                return Ok(());
            }
        }
        Ok(())
    }

    fn apply(&mut self, operator: &[u8], operands: &[&Object<'_>]) {
        let n = |at: usize| number(operands, at);
        match operator {
            b"q" if self.states.len() < MOST_STATES => self.states.push(self.state.clone()),
            b"Q" => self.state = self.states.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => self.state.page = matrix(operands).then(self.state.page),
            b"BT" => (self.line, self.text) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"Tm" => (self.line, self.text) = (matrix(operands), matrix(operands)),
            b"Td" => self.next_line(n(0), n(1)),
            b"TD" => {
                self.state.leading = -n(1);
                self.next_line(n(0), n(1));
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tc" => self.state.char_space = n(0),
            b"Tw" => self.state.word_space = n(0),
            b"Tz" => self.state.stretch = n(0) / 100.0,
            b"TL" => self.state.leading = n(0),
            b"Ts" => self.state.rise = n(0),
            b"Tj" => operands.first().into_iter().for_each(|string| self.show(string)),
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                operands.first().into_iter().for_each(|string| self.show(string));
            }
            b"\"" => {
                (self.state.word_space, self.state.char_space) = (n(0), n(1));
                self.next_line(0.0, -self.state.leading);
                operands.get(2).into_iter().for_each(|string| self.show(string));
            }
            b"TJ" => {
                if let Some(Object::Array(array)) = operands.first() {
                    array.iter::<Object<'_>>().for_each(|object| self.show(&object));
                }
            }
            b"BMC" | b"BDC" => self.marked.push(is_artifact(operands)),
            b"EMC" => drop(self.marked.pop()),
            b"BI" | b"EI" => self.drawn.picture = true,
            _ => self.draw(operator, operands),
        }
        self.marked.truncate(MOST_STATES);
    }

    fn draw(&mut self, operator: &[u8], operands: &[&Object<'_>]) {
        let n = |at: usize| number(operands, at);
        match operator {
            b"m" => {
                self.at = self.state.page.point(n(0), n(1));
                self.start = self.at;
            }
            b"l" => self.line_to(self.state.page.point(n(0), n(1))),
            b"c" => self.at = self.state.page.point(n(4), n(5)),
            b"v" | b"y" => self.at = self.state.page.point(n(2), n(3)),
            b"h" => self.line_to(self.start),
            b"re" => {
                let corner = |x, y| self.state.page.point(n(0) + x, n(1) + y);
                let corners = [corner(0.0, 0.0), corner(n(2), 0.0), corner(n(2), n(3)), corner(0.0, n(3))];
                self.at = corners[0];
                self.start = self.at;
                corners.into_iter().skip(1).for_each(|corner| self.line_to(corner));
                self.line_to(self.start);
            }
            b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => {
                if matches!(operator, b"s" | b"b" | b"b*") {
                    self.line_to(self.start);
                }
                self.drawn.rulings.stroke(&self.path);
                self.path.clear();
            }
            b"f" | b"F" | b"f*" => {
                self.drawn.rulings.fill(&self.path);
                self.path.clear();
            }
            b"n" => self.path.clear(),
            _ => {}
        }
    }

    fn line_to(&mut self, to: (f64, f64)) {
        if self.path.len() < 1 << 14 {
            self.path.push([self.at, to]);
        }
        self.at = to;
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }

    /// Shows a string, or moves by a number of thousandths.
    fn show(&mut self, object: &Object<'_>) {
        match object {
            Object::Number(by) => self.advance(-by.as_f64() / 1000.0 * self.state.size * self.state.stretch),
            Object::String(string) => {
                let Some(font) = self.state.font.clone() else { return };
                for shown in font.show(string.as_bytes()) {
                    let spacing = self.state.char_space + if shown.is_space { self.state.word_space } else { 0.0 };
                    let width = shown.width / 1000.0 * self.state.size;
                    self.drawn.unknown += usize::from(shown.text.is_none());
                    self.place(shown.text.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string()), width);
                    self.advance((width + spacing) * self.state.stretch);
                }
            }
            _ => {}
        }
    }

    fn advance(&mut self, by: f64) {
        self.text = Matrix::shift(by, 0.0).then(self.text);
    }

    /// Puts a character where the text stands.
    fn place(&mut self, text: String, width: f64) {
        let whole = self.text.then(self.state.page);
        let Matrix([a, b, c, d, ..]) = whole;
        let (x, y) = whole.point(0.0, self.state.rise);
        let size = self.state.size.abs() * c.hypot(d);
        let width = width.abs() * self.state.stretch.abs() * a.hypot(b);
        if ![x, y, size, width].iter().all(|n| n.is_finite() && n.abs() < 1e6)
            || self.drawn.glyphs.len() > MOST_OF_A_PAGE
        {
            return;
        }
        let artifact = self.marked.contains(&true);
        self.drawn.glyphs.push(Glyph { text, x, y, width, size, upright: a > 0.0 && b.abs() < a / 4.0, artifact });
    }

    fn font(&mut self, operands: &[&Object<'_>], resources: &Resources<'_>) -> Result<(), ReadError> {
        self.state.size = number(operands, 1);
        let Some(Object::Name(name)) = operands.first() else { return Ok(()) };
        let Some(dict) = resources.get_font(name) else { return Ok(()) };
        let key = dict.obj_id().map(|id| (id.obj_number, id.gen_number));
        if let Some(known) = key.and_then(|key| self.fonts.get(&key)) {
            self.state.font = Some(Rc::clone(known));
            return Ok(());
        }
        let font = Rc::new(Font::read(&dict, self.budget)?);
        if let Some(key) = key {
            self.fonts.insert(key, Rc::clone(&font));
        }
        self.state.font = Some(font);
        Ok(())
    }

    /// Runs a form, and notes a picture.
    fn object(&mut self, operands: &[&Object<'_>], resources: &Resources<'_>, nested: u32) -> Result<(), ReadError> {
        let Some(Object::Name(name)) = operands.first() else { return Ok(()) };
        let Some(stream) = resources.get_x_object(name) else { return Ok(()) };
        let dict = stream.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|kind| kind.as_ref() != b"Form") {
            self.drawn.picture = true;
            return Ok(());
        }
        if nested >= MOST_NESTED {
            return Ok(());
        }
        let Some(content) = unpack(&stream, self.budget)? else { return Ok(()) };
        let kept = (self.state.clone(), self.line, self.text, std::mem::take(&mut self.states));
        if let Some(array) = dict.get::<Array<'_>>("Matrix") {
            let numbers: Vec<f64> = array.iter::<f64>().collect();
            if let Ok(form) = <[f64; 6]>::try_from(numbers) {
                self.state.page = Matrix(form).then(self.state.page);
            }
        }
        match dict.get::<Dict<'_>>("Resources") {
            Some(own) => self.run(&content, &Resources::new(own), nested + 1)?,
            None => self.run(&content, resources, nested + 1)?,
        }
        (self.state, self.line, self.text, self.states) = kept;
        Ok(())
    }
}

/// The bytes of the content of a page, its streams one after the other.
pub(super) fn of_page(page: &Dict<'_>, budget: &mut Budget) -> Result<Vec<u8>, ReadError> {
    let mut content = Vec::new();
    let streams: Vec<Stream<'_>> = match page.get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(array)) => array.iter::<Stream<'_>>().collect(),
        _ => Vec::new(),
    };
    for stream in &streams {
        content.extend(unpack(stream, budget)?.unwrap_or_default());
        content.push(b'\n');
    }
    Ok(content)
}

fn is_artifact(operands: &[&Object<'_>]) -> bool {
    let tag = matches!(operands.first(), Some(Object::Name(name)) if name.as_ref() == b"Artifact");
    let paginated = |dict: &Dict<'_>| dict.get::<Name<'_>>("Type").is_none_or(|kind| kind.as_ref() == b"Pagination");
    tag && matches!(operands.get(1), Some(Object::Dict(dict)) if paginated(dict))
}

fn number(operands: &[&Object<'_>], at: usize) -> f64 {
    match operands.get(at) {
        Some(Object::Number(number)) => number.as_f64(),
        _ => 0.0,
    }
}

fn matrix(operands: &[&Object<'_>]) -> Matrix {
    let n = |at| number(operands, at);
    Matrix([n(0), n(1), n(2), n(3), n(4), n(5)])
}
