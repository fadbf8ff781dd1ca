//! What ails a ledger, short of checking every entry: `verify` does that.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::path::Path;

use jiff::SignedDuration;
use ledger::{Bilingual, MeasureId, State, count, finding, measure};
use serde::Serialize;
use store::FindingQuery;

use crate::{App, Config, Failure};

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// What was found.
    pub what: Bilingual,
    /// What to do; `None` where all is well.
    pub advice: Option<Bilingual>,
}

/// How bad something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// As it should be.
    Well,
    /// Somebody should look at it.
    Look,
    /// It is broken.
    Broken,
}

impl App {
    /// Looks at the place, the clock, the evidence, the holiday table and what lies about unfinished.
    ///
    /// # Errors
    /// The database failed.
    pub fn doctor(&self, config: &Config) -> Result<Vec<Finding>, Failure> {
        let mut found = vec![self.log()?, self.clock_of_log()?, writable(&config.folder)];
        found.extend(self.files()?);
        found.push(self.holidays()?);
        found.extend(self.unfinished()?);
        Ok(found)
    }

    fn log(&self) -> Result<Finding, Failure> {
        let status = self.log_status()?;
        let what = Bilingual::new(
            format!("日志 {} 条，已公布检查点 {} 个", status.size, status.published.len()),
            format!(
                "the log has {}; published: {}",
                count(status.size, "entry"),
                count(status.published.len(), "checkpoint")
            ),
        );
        Ok(if status.published.is_empty() && status.size > 0 {
            look(
                what,
                "从未公布检查点：没有外人手里的检查点，整本重写就看不出来（bihuan log checkpoint）",
                "no checkpoint was ever published: without one in other hands, a rewritten log does not show (bihuan log checkpoint)",
            )
        } else {
            well(what)
        })
    }

    /// Entries never go back in time, so that a clock which was ahead holds all later entries at its time.
    fn clock_of_log(&self) -> Result<Finding, Failure> {
        let (now, last) = (self.clock.now(), self.store.read()?.head()?.at);
        let ahead = last.duration_since(now);
        Ok(if ahead > SignedDuration::from_mins(5) {
            broken(
                Bilingual::new(
                    format!("最后一条记录的时间 {last} 在本机时钟之后"),
                    format!("the last entry is of {last}, which this machine's clock has not reached"),
                ),
                "校准时钟；在那之前新记录的时间会停在那一刻",
                "set the clock; until then new entries bear that time",
            )
        } else {
            well(Bilingual::fixed("时钟与日志相合", "the clock agrees with the log"))
        })
    }

    fn files(&self) -> Result<Vec<Finding>, Failure> {
        let listing = match self.blobs.list() {
            Ok(listing) => listing,
            Err(error) => {
                return Ok(vec![broken(error.message(), "检查存放佐证的地方", "see to the place of evidence")]);
            }
        };
        let named = self.named_files()?.iter().map(super::blob).collect();
        let (missing, orphans) = (listing.missing(&named).count(), listing.orphans(&named).count());
        let mut found = Vec::new();
        if missing > 0 {
            found.push(broken(
                Bilingual::new(format!("有 {missing} 个文件不见了"), format!("{} missing", count(missing, "file"))),
                "从备份找回，放进 evidence/；哪些条目受影响：bihuan log verify",
                "put them back from a backup; bihuan log verify names the entries",
            ));
        }
        if orphans > 0 {
            found.push(look(
                Bilingual::new(
                    format!("有 {orphans} 个文件没有条目提到"),
                    format!("{} that no entry names", count(orphans, "file")),
                ),
                "多半是没有办成的导入或登记留下的，不妨碍使用",
                "left by imports that did not come about; they do no harm",
            ));
        }
        if found.is_empty() {
            let held = BTreeSet::len(&named);
            found.push(well(Bilingual::new(format!("{held} 个文件都在"), format!("files: {held}, all there"))));
        }
        Ok(found)
    }

    fn holidays(&self) -> Result<Finding, Failure> {
        let view = self.view()?;
        let calendar = view.calendar()?;
        let year = view.today.year();
        let missing: Vec<String> =
            [year, year + 1].into_iter().filter(|year| !calendar.covers(*year)).map(|year| year.to_string()).collect();
        Ok(if missing.is_empty() {
            well(Bilingual::new(
                format!("{year}、{} 年节假日表齐全", year + 1),
                format!("holidays of {year} and {} are known", year + 1),
            ))
        } else {
            look(
                Bilingual::new(
                    format!("没有 {} 年的节假日表，工作日只按周末算", missing.join("、")),
                    format!("no holiday table of {}: working days count weekends only", missing.join(", ")),
                ),
                "国务院办公厅公布后导入：bihuan holidays replace",
                "enter it when it is published: bihuan holidays replace",
            )
        })
    }

    fn unfinished(&self) -> Result<Vec<Finding>, Failure> {
        let view = self.view()?;
        let drafts = FindingQuery { status: vec![finding::Status::Draft], ..FindingQuery::all(view.today) };
        let drafts = view.reader.count_findings(&drafts)?;
        let (mut untied, mut unowned) = (0u64, 0u64);
        for (_, state) in view.all::<MeasureId>()? {
            if let State::Measure(m) = state
                && m.status == measure::Status::Open
            {
                untied += u64::from(m.findings.is_empty());
                unowned += u64::from(m.content.owner.is_none() && m.content.owner_post.is_none());
            }
        }
        let counts = [
            (
                drafts,
                ("个问题还是草稿", "findings are drafts"),
                ("bihuan list --status draft", "bihuan list --status draft"),
            ),
            (
                untied,
                ("条措施没有对应问题", "measures answer no finding"),
                ("bihuan measure tie", "bihuan measure tie"),
            ),
            (
                unowned,
                ("条措施没有责任人", "measures have no owner"),
                ("bihuan measure assign", "bihuan measure assign"),
            ),
        ];
        let told = counts.into_iter().filter(|(count, ..)| *count > 0).map(|(count, (zh, en), (do_zh, do_en))| {
            look(Bilingual::new(format!("{count} {zh}"), format!("{count} {en}")), do_zh, do_en)
        });
        Ok(told.collect())
    }
}

fn writable(folder: &Path) -> Finding {
    let probe = folder.join(".doctor");
    let tried = OpenOptions::new().write(true).create(true).truncate(true).open(&probe);
    match tried.and_then(|_| std::fs::remove_file(&probe)) {
        Ok(()) => well(Bilingual::fixed("台账文件夹可写", "the ledger's folder can be written")),
        Err(error) => broken(
            Bilingual::new(
                format!("台账文件夹 {} 不可写：{error}", folder.display()),
                format!("the ledger's folder {} cannot be written: {error}", folder.display()),
            ),
            "检查权限和磁盘空间",
            "see to permissions and to space on the disk",
        ),
    }
}

fn well(what: Bilingual) -> Finding {
    Finding { level: Level::Well, what, advice: None }
}

fn look(what: Bilingual, zh: &'static str, en: &'static str) -> Finding {
    Finding { level: Level::Look, what, advice: Some(Bilingual::fixed(zh, en)) }
}

fn broken(what: Bilingual, zh: &'static str, en: &'static str) -> Finding {
    Finding { level: Level::Broken, what, advice: Some(Bilingual::fixed(zh, en)) }
}
