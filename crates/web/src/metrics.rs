//! Counts for those who watch over the machine, in the text format of Prometheus (version 0.0.4).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds in seconds.
const BOUNDS: [f64; 9] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2.0];

#[derive(Default)]
struct Line {
    buckets: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
    statuses: BTreeMap<u16, u64>,
}

/// Counts, by route.
#[derive(Default)]
pub struct Metrics(Mutex<BTreeMap<(String, &'static str), Line>>);

impl Metrics {
    /// One answer.
    pub fn count(&self, method: &str, path: &'static str, status: u16, took: Duration) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let line = lines.entry((method.to_owned(), path)).or_default();
        let seconds = took.as_secs_f64();
        line.count += 1;
        line.seconds += seconds;
        *line.statuses.entry(status).or_default() += 1;
        for (bucket, bound) in line.buckets.iter_mut().zip(BOUNDS) {
            *bucket += u64::from(seconds <= bound);
        }
    }

    /// All counts, with the number of the ledger's entries.
    #[must_use]
    pub fn text(&self, entries: u64) -> String {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut out = String::from("# HELP bihuan_entries Entries of the ledger.\n# TYPE bihuan_entries gauge\n");
        // Writing to a String never fails.
        let _ = writeln!(out, "bihuan_entries {entries}");
        out.push_str("# HELP bihuan_answers_total Answers by route and status.\n# TYPE bihuan_answers_total counter\n");
        for ((method, path), line) in &*lines {
            for (status, count) in &line.statuses {
                let _ = writeln!(
                    out,
                    "bihuan_answers_total{{method=\"{method}\",route=\"{path}\",status=\"{status}\"}} {count}"
                );
            }
        }
        out.push_str("# HELP bihuan_answer_seconds How long an answer took.\n# TYPE bihuan_answer_seconds histogram\n");
        for ((method, path), line) in &*lines {
            let labels = format!("method=\"{method}\",route=\"{path}\"");
            for (bucket, bound) in line.buckets.iter().zip(BOUNDS) {
                let _ = writeln!(out, "bihuan_answer_seconds_bucket{{{labels},le=\"{bound}\"}} {bucket}");
            }
            let _ = writeln!(out, "bihuan_answer_seconds_bucket{{{labels},le=\"+Inf\"}} {}", line.count);
            let _ = writeln!(out, "bihuan_answer_seconds_sum{{{labels}}} {}", line.seconds);
            let _ = writeln!(out, "bihuan_answer_seconds_count{{{labels}}} {}", line.count);
        }
        out
    }
}
