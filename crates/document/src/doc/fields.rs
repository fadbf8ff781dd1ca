//! Fields: an instruction that is not shown and a result that is.

/// Longest part of an instruction that is kept, in bytes.
const KEPT: usize = 64;

/// The fields that are open at a place in the text.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    in_result: bool,
    /// Whether an outer field's instruction hides it.
    hidden: bool,
}

impl Fields {
    /// Begins (0x13), divides (0x14) or ends (0x15) a field. Returns whether a page number stands here.
    pub fn mark(&mut self, mark: u16) -> bool {
        match mark {
            0x13 => {
                let hidden = !self.shows();
                // A file of nothing but beginnings must not cost memory: deeper ones change nothing.
                if self.open.len() < 64 {
                    self.open.push(Field { hidden, ..Field::default() });
                }
                false
            }
            0x14 => self.open.last_mut().is_some_and(|field| {
                field.in_result = true;
                field.is_page_number()
            }),
            _ => self.open.pop().is_some_and(|field| field.is_page_number()),
        }
    }

    /// Whether text at this place is shown.
    pub fn shows(&self) -> bool {
        self.open.last().is_none_or(|field| field.in_result && !field.hidden)
    }

    /// Text that is not shown: part of an instruction.
    pub fn instruction(&mut self, c: char) {
        if let Some(field) = self.open.last_mut().filter(|f| !f.in_result && f.instruction.len() < KEPT) {
            field.instruction.push(c);
        }
    }

    /// A paragraph ended. Instructions do not run over paragraphs: one that does is broken, and must not
    /// swallow the rest of the text.
    pub fn paragraph_ends(&mut self) {
        self.open.retain(|field| field.in_result && !field.hidden);
    }
}

impl Field {
    fn is_page_number(&self) -> bool {
        let name = self.instruction.split_whitespace().next().unwrap_or("");
        name.eq_ignore_ascii_case("PAGE") && !self.hidden
    }
}
