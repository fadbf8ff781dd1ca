//! Text to extraction, rules and JSON: nothing on the way panics, and every passage lies within the paper.
#![no_main]

use lint::{Paper, Settings};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(document) = document::read(text.as_bytes(), "paper.txt") else { return };
    let extraction = extract::extract(&document);
    let spans =
        extraction.findings.iter().flat_map(|f| &f.spans).chain(extraction.measures.iter().flat_map(|m| &m.spans));
    for span in spans {
        let paragraph = document.paragraphs.get(span.paragraph as usize).expect("the paragraph of a passage");
        assert!(paragraph.text.get(span.start as usize..span.end as usize).is_some(), "a passage of its paragraph");
    }
    let _ = extract::contract::json(&extraction, &document);
    let _ = lint::check(&Paper::new(&document, &extraction, "paper.txt"), &Settings::default());
});
