//! ANSI escapes of colour (ECMA-48 SGR) as runs of one look.

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Its colour.
    pub ink: Ink,
    /// Stands out.
    pub bold: bool,
    /// Stands back.
    pub dim: bool,
}

/// The colours that the binary uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ink {
    /// The terminal's own.
    #[default]
    Plain,
    /// 31
    Red,
    /// 32
    Green,
    /// 33
    Yellow,
    /// 34
    Blue,
    /// 35
    Magenta,
    /// 36
    Cyan,
}

/// The runs of a line.
pub fn runs(line: &str) -> Vec<(Look, String)> {
    let mut look = Look::default();
    let mut runs = Vec::new();
    for (n, piece) in line.split("\u{1b}[").enumerate() {
        let text = match (n, piece.split_once('m')) {
            (1.., Some((codes, text))) => {
                look = codes.split(';').fold(look, turned);
                text
            }
            _ => piece,
        };
        if !text.is_empty() {
            runs.push((look, text.to_owned()));
        }
    }
    runs
}

fn turned(look: Look, code: &str) -> Look {
    let inked = |ink| Look { ink, ..look };
    match code {
        "" | "0" => Look::default(),
        "1" => Look { bold: true, ..look },
        "2" => Look { dim: true, ..look },
        "31" | "91" => inked(Ink::Red),
        "32" | "92" => inked(Ink::Green),
        "33" | "93" => inked(Ink::Yellow),
        "34" | "94" => inked(Ink::Blue),
        "35" | "95" => inked(Ink::Magenta),
        "36" | "96" => inked(Ink::Cyan),
        _ => look,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_looks() {
        let bold_red = Look { ink: Ink::Red, bold: true, dim: false };
        assert_eq!(
            runs("a\u{1b}[1;31mb\u{1b}[0mc"),
            [(Look::default(), "a".into()), (bold_red, "b".into()), (Look::default(), "c".into())]
        );
        assert_eq!(runs("plain"), [(Look::default(), "plain".into())]);
    }
}
