//! Prints how a paper's paragraphs were understood: `cargo run -p extract --example outline -- FILE`
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "an example talks to whoever runs it")]

fn main() -> std::io::Result<()> {
    for file in std::env::args().skip(1) {
        let Ok(document) = document::read(&std::fs::read(&file)?, &file) else { continue };
        for (index, p) in document.paragraphs.iter().enumerate() {
            let number = p.number.as_ref().map_or("", |n| n.text.as_str());
            let text: String = p.text.chars().take(60).collect();
            println!("{index:3} {:?} {:?} [{number}] {text}", p.role, p.level);
        }
    }
    Ok(())
}
