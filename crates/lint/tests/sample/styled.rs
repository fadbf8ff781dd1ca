//! Papers with looks, for rules of format: what a `.docx` states, in lines.
//!
//! ````text
//! page: width=11906 height=16838 top=2098 bottom=1984 left=1587 right=1474 grid=580 number=—#— number-font=宋体 number-size=28
//! [style=Title font=方正小标宋简体 size=44 align=center line=580] 关于整改的报告
//! [font=仿宋_GB2312 size=32 chars=200 number=（一）] 正文
//! ````
//!
//! Units are the model's: twips, half-points, hundredths of a character; `line` is exact, `line-multiple` in
//! 240ths, `line-least` in twips; `bold` alone makes all bold; `number` is a computed number.

use document::{Align, Builder, Document, Format, LinePitch, Look, Origin, PageNumber, PageSetup, Place, Unit};

pub fn read(text: &str) -> Document {
    let mut builder = Builder::new(Format::Docx);
    let mut index = 0;
    for line in text.lines() {
        if let Some(words) = line.strip_prefix("page:") {
            builder.document().page = Some(page(words));
        } else if !line.trim().is_empty() {
            let (words, text) = line.strip_prefix('[').and_then(|l| l.split_once("] ")).unwrap_or(("", line));
            let paragraph = builder.paragraph(text.trim(), Origin::at(Place::start_of(Unit::Paragraph(index))));
            builder.look(paragraph, look(words));
            if let Some(number) = words.split_whitespace().find_map(|w| w.strip_prefix("number=")) {
                builder.computed_number(paragraph, number);
            }
            index += 1;
        }
    }
    builder.finish()
}

fn page(words: &str) -> PageSetup {
    let mut page = PageSetup::default();
    let mut number = PageNumber::default();
    let mut numbered = false;
    for (key, value) in words.split_whitespace().filter_map(|w| w.split_once('=')) {
        match key {
            "width" => page.width = value.parse().ok(),
            "height" => page.height = value.parse().ok(),
            "top" => page.top = value.parse().ok(),
            "bottom" => page.bottom = value.parse().ok(),
            "left" => page.left = value.parse().ok(),
            "right" => page.right = value.parse().ok(),
            "grid" => page.grid_line_pitch = value.parse().ok(),
            "number" => number.text = value.to_owned(),
            "number-font" => number.font = Some(value.to_owned()),
            "number-size" => number.size = value.parse().ok(),
            _ => panic!("no such word for a page: {key}"),
        }
        numbered |= key.starts_with("number");
    }
    page.page_number = numbered.then_some(number);
    page
}

fn look(words: &str) -> Look {
    let mut look = Look::default();
    for word in words.split_whitespace() {
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        match key {
            "style" => look.style = Some(value.to_owned()),
            "font" => look.font = Some(value.to_owned()),
            "size" => look.size = value.parse().ok(),
            "bold" => look.bold = true,
            "bold-lead" => look.bold_lead = value.parse().unwrap(),
            "first-line" => look.first_line = value.parse().ok(),
            "chars" => look.first_line_chars = value.parse().ok(),
            "line" => look.line = value.parse().ok().map(LinePitch::Exact),
            "line-least" => look.line = value.parse().ok().map(LinePitch::AtLeast),
            "line-multiple" => look.line = value.parse().ok().map(LinePitch::Multiple),
            "align" => {
                look.align = Some(match value {
                    "left" => Align::Left,
                    "center" => Align::Center,
                    "right" => Align::Right,
                    _ => Align::Justify,
                });
            }
            "number" => {}
            _ => panic!("no such word for a look: {key}"),
        }
    }
    look
}
