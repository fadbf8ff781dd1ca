//! The sheet that says how to fill the others in.

use document::{Bilingual, Lang};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::Book;
use super::column::{Access, Column};
use super::stamp::Mark;
use crate::sheet::{HEADING, body, heading, height, page, put, tr};

/// Widths of the columns, in characters.
const WIDTHS: [u16; 3] = [22, 12, 92];

/// What a person must know, a paragraph each.
const RULES: [Bilingual; 8] = [
    Bilingual::fixed(
        "在“整改台账”“原因”两张表里直接修改，改完用 bihuan import 导入本文件；导入前会列出全部改动供确认。",
        "Change the sheets of the ledger and of the causes, then import this file with bihuan import; all changes are shown before they count.",
    ),
    Bilingual::fixed(
        "灰底的列由台账生成，改了也不采用；白底的列可以改。灰字是同一问题在其他行的重复，改任何一行都算改这个问题。",
        "Columns on grey follow from the ledger and are not taken over; the others may be changed. Grey words repeat a finding on its further rows: a change in any of them counts.",
    ),
    Bilingual::fixed(
        "新增问题：在下面写一行，编号留空。给已有问题加措施：写一行，填问题编号，措施编号留空。同一个新问题有几条措施：写几行，问题写得一样。",
        "A new finding: a row with empty ids. One more measure of a finding: a row with the finding’s id and an empty measure’s id. Several measures of a new finding: several rows with the same words of the finding.",
    ),
    Bilingual::fixed(
        "删掉一行不会从台账里删除任何内容，只会在导入时提示。需要合并、不采纳或不再执行的，请在台账中办理。",
        "A deleted row deletes nothing from the ledger; it is told when the file is imported. Merging, rejecting and dropping are done in the ledger.",
    ),
    Bilingual::fixed(
        "可以排序、筛选、隐藏和调换列，可以插入自己的列（不会读取），可以把行复制到别的工作簿；请保留编号列和隐藏的“校验码”列。",
        "Rows may be sorted, filtered and copied to other workbooks, columns moved and hidden, columns of your own inserted (they are not read). Keep the ids and the hidden check code.",
    ),
    Bilingual::fixed(
        "导出以后别人在台账里也改了同一处的，导入时会提示，不会互相覆盖。",
        "Where somebody changed the same thing in the ledger after the export, you are told; nothing is overwritten.",
    ),
    Bilingual::fixed(
        "看不懂的单元格会按表名和单元格位置逐一列出，其余内容照常导入。",
        "Cells that are not understood are listed by sheet and cell; the rest goes in.",
    ),
    Bilingual::fixed("不得填写涉密内容。", "Do not enter classified matter."),
];

/// Writes the sheet.
pub(super) fn sheet(sheet: &mut Worksheet, book: &Book, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(tr(lang, "说明", "How to"))?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, f64::from(width))?;
    }
    let title = Format::new().set_font_name("宋体").set_font_size(16).set_bold();
    sheet.write_string_with_format(0, 0, tr(lang, "填写说明", "How to fill this in"), &title)?;
    sheet.set_row_height(0, 30)?;
    let mut at = 1;
    for (number, rule) in (1..).zip(RULES) {
        paragraph(sheet, at, &format!("{number}. {}", rule.get(lang)))?;
        at += 1;
    }
    at = columns(sheet, at + 1, lang)?;
    paragraph(sheet, at + 1, &provenance(book, lang))?;
    page(sheet, lang);
    sheet.set_print_fit_to_pages(1, 1);
    Ok(())
}

/// The table of columns, from row `at` on; the row after it.
fn columns(sheet: &mut Worksheet, at: u32, lang: Lang) -> Result<u32, XlsxError> {
    let heads = [("列", "Column"), ("可否修改", "Change it?"), ("填法", "How")];
    for (column, (zh, en)) in (0..).zip(heads) {
        put(sheet, at, column, tr(lang, zh, en), &heading(HEADING))?;
    }
    let own = Column::LEDGER.into_iter().chain(Column::CAUSES.into_iter().filter(|c| *c != Column::Stamp));
    let mut row = at;
    for column in own {
        row += 1;
        let may = match column.access() {
            Access::Free | Access::Wanted => tr(lang, "可以", "yes"),
            Access::Fixed | Access::Key => tr(lang, "只读", "read-only"),
        };
        let (name, hint) = (column.heading(), column.hint());
        for (index, text) in (0..).zip([name.get(lang), may, hint.get(lang)]) {
            put(sheet, row, index, text, &body(index == 1))?;
        }
        sheet.set_row_height(row, height::points(height::lines(hint.get(lang), WIDTHS[2])))?;
    }
    Ok(row + 1)
}

/// Where the workbook comes from.
fn provenance(book: &Book, lang: Lang) -> String {
    let Mark { size, root } = Mark::of(book.point);
    match lang {
        Lang::Zh => {
            format!("导出：{}，{}，记账点第 {size} 条，根哈希 {root}…。数字与该记账点一致。", book.origin, book.day)
        }
        Lang::En => format!(
            "Exported from {} on {} at a checkpoint of {size} entries, root hash {root}…. All figures are those of that checkpoint.",
            book.origin, book.day
        ),
    }
}

/// A paragraph over all three columns.
fn paragraph(sheet: &mut Worksheet, at: u32, text: &str) -> Result<(), XlsxError> {
    let format = Format::new().set_font_name("宋体").set_font_size(10.5).set_text_wrap().set_align(FormatAlign::Top);
    sheet.merge_range(at, 0, at, 2, text, &format)?;
    sheet.set_row_height(at, height::points(height::lines(text, WIDTHS.iter().sum())))?;
    Ok(())
}
