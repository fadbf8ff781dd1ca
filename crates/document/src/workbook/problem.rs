//! What can be said about a workbook that was read all the same.

use super::sheet::LeftOut;
use crate::{Bilingual, Diagnostic, Severity};

/// Sheets that are not shown were left out.
pub(super) fn hidden_sheets(names: &[&str]) -> Diagnostic {
    let (zh, en) = (names.join("、"), names.join(", "));
    say(
        "D211",
        Severity::Note,
        Bilingual::new(format!("隐藏的工作表没有读取：{zh}"), format!("hidden sheets were left out: {en}")),
        Bilingual::fixed("隐藏的内容一般不属于正式台账", "what is hidden is as a rule no part of the ledger"),
        Bilingual::fixed("如果需要，请取消隐藏后再读", "unhide them and read the file again if they are wanted"),
    )
}

/// A sheet ends too early.
pub(super) fn broken(name: &str) -> Diagnostic {
    say(
        "D212",
        Severity::Warning,
        Bilingual::new(
            format!("工作表“{name}”的数据不完整，只读出了前面的部分"),
            format!("the data of sheet “{name}” is not whole; only its first part was read"),
        ),
        Bilingual::fixed("损坏处之后的行可能丢失", "rows after the damage may be missing"),
        Bilingual::fixed(
            "请用原件，或用表格软件修复后另存",
            "use the original, or let a spreadsheet program repair and save it",
        ),
    )
}

/// Rows that a filter hides were read all the same.
pub(super) fn filtered(name: &str) -> Diagnostic {
    say(
        "D213",
        Severity::Note,
        Bilingual::new(
            format!("工作表“{name}”处于筛选状态，筛掉的行也已读取"),
            format!("sheet “{name}” is filtered; the rows that the filter hides were read as well"),
        ),
        Bilingual::fixed(
            "筛选只是临时查看，行仍属于台账",
            "a filter is a way of looking: the rows still belong to the ledger",
        ),
        Bilingual::fixed(
            "如果不需要这些行，请删除后再读",
            "delete the rows and read the file again if they are not wanted",
        ),
    )
}

/// Rows and columns that are hidden, and cells that stand too far apart for a table.
pub(super) fn left_out(name: &str, left_out: LeftOut) -> impl Iterator<Item = Diagnostic> + use<> {
    let LeftOut { rows, columns, scattered } = left_out;
    let hidden = (rows + columns > 0).then(|| {
        say(
            "D214",
            Severity::Note,
            Bilingual::new(
                format!("工作表“{name}”中隐藏的 {rows} 行、{columns} 列没有读取"),
                format!("{rows} hidden row(s) and {columns} hidden column(s) of sheet “{name}” were left out"),
            ),
            Bilingual::fixed("隐藏的内容一般不属于正式台账", "what is hidden is as a rule no part of the ledger"),
            Bilingual::fixed("如果需要，请取消隐藏后再读", "unhide them and read the file again if they are wanted"),
        )
    });
    let scattered = scattered.then(|| {
        say(
            "D215",
            Severity::Warning,
            Bilingual::new(
                format!("工作表“{name}”的单元格相距太远，各行已按普通段落读出"),
                format!(
                    "the cells of sheet “{name}” stand too far apart for a table; its rows were read as paragraphs"
                ),
            ),
            Bilingual::fixed("表头与内容的对应关系可能丢失", "what stands under which heading may be lost"),
            Bilingual::fixed(
                "请把内容移到表头附近后再读",
                "move the content near its headings and read the file again",
            ),
        )
    });
    hidden.into_iter().chain(scattered)
}

fn say(code: &'static str, severity: Severity, message: Bilingual, why: Bilingual, advice: Bilingual) -> Diagnostic {
    Diagnostic { code, severity, message, why, advice, span: None, related: Vec::new(), fix: None }
}
