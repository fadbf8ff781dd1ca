//! Holiday tables as text.

use ledger::Bilingual;

/// The years that `text` gives, the earliest first.
///
/// # Errors
/// Every fault at once, each with its line.
pub fn years(text: &str) -> Result<Vec<calendar::Year>, Vec<Bilingual>> {
    calendar::parse(text).map_err(|error| {
        let told = |fault: calendar::Fault| {
            let calendar::Fault { line, zh, en } = fault;
            Bilingual::new(format!("第 {line} 行：{zh}"), format!("line {line}: {en}"))
        };
        error.faults.into_iter().map(told).collect()
    })
}
