//! How well the real binary reads folders of labelled papers.

use std::path::{Path, PathBuf};

use serde_json::Value;
use testkit::papers::{Labelled, labelled};
use testkit::score::{FIELDS, KINDS, Score};

use crate::{Done, shell};

/// Prints a line a paper and the sum; fails only where a paper cannot be read.
pub fn run(folders: &[String]) -> Done {
    let default = ["corpus".to_owned()];
    let folders = if folders.is_empty() { &default } else { folders };
    let bihuan = shell::bihuan()?;
    for folder in folders {
        let papers = labelled(&shell::at(folder)).map_err(|error| format!("{folder}: {error}"))?;
        if papers.is_empty() {
            return Err(format!("{folder} holds no NAME.gold.json with a paper beside it"));
        }
        let mut total = Score::default();
        println!("{}", head(folder));
        for paper in &papers {
            let score = Score::of(&paper.gold, &extracted(&bihuan, paper)?);
            println!("{}", line(&paper.name(), &score));
            total += &score;
        }
        println!("{}\n", line("all", &total));
    }
    Ok(())
}

fn extracted(bihuan: &PathBuf, paper: &Labelled) -> Result<Value, String> {
    let mut command = std::process::Command::new(bihuan);
    let json = shell::output(command.arg("extract").arg(&paper.paper).arg("--json"))?;
    serde_json::from_str(&json).map_err(|error| format!("{}: {error}", Path::new(&paper.paper).display()))
}

fn head(folder: &str) -> String {
    let columns = KINDS.iter().chain(&FIELDS).map(|name| format!("{:>9}", name.get(..8).unwrap_or(name)));
    format!("{folder:<40}{}", columns.collect::<String>())
}

/// F1 of each kind, then the accuracy of each field; `-` where there is nothing of it.
fn line(name: &str, score: &Score) -> String {
    let kinds = KINDS.iter().map(|kind| (score.kind(kind).gold + score.kind(kind).read, score.kind(kind).f1()));
    let fields = FIELDS.iter().map(|field| (score.field(field).compared, score.field(field).accuracy()));
    let cell = |(n, value): (usize, f64)| if n == 0 { format!("{:>9}", "-") } else { format!("{value:>9.3}") };
    format!("{name:<40}{}", kinds.chain(fields).map(cell).collect::<String>())
}
