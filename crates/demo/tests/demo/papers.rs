//! The organisation's papers are read whole, and say what the ledger holds.

use app::import::Incoming;
use jiff::civil::date;

/// Findings, measures, and measures that are tied to a finding, of each paper.
const SAID: [(usize, usize, usize); 4] = [(27, 27, 26), (28, 27, 27), (27, 26, 26), (8, 7, 7)];

#[test]
fn each_is_read_whole() {
    for until in [date(2026, 9, 1), date(2027, 1, 3)] {
        for (paper, said) in demo::papers(until).into_iter().zip(SAID) {
            let document = document::read(&paper.bytes, paper.name).unwrap();
            let text: String = document.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
            assert!(!text.contains(['{', '}']), "a date is missing in {}", paper.name);
            let extraction = Incoming::new(paper.name.to_owned(), paper.bytes, document).unwrap().extraction;
            let measures = &extraction.measures;
            let tied = measures.iter().filter(|measure| !measure.findings.is_empty()).count();
            assert_eq!((extraction.findings.len(), measures.len(), tied), said, "{}", paper.name);
            assert!(measures.iter().filter(|measure| measure.deadline.is_some()).count() * 2 > measures.len());
            assert!(extraction.title.is_some() && extraction.date.is_some(), "{}", paper.name);
        }
    }
}
