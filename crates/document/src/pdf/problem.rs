//! What can be said about a PDF that was read all the same.

use crate::{Bilingual, Diagnostic, Severity};

/// Pages that hold a picture and no text; numbers from 1.
pub(super) fn pictures(pages: &[usize]) -> Option<Diagnostic> {
    let list = |between: &str| pages.iter().take(20).map(usize::to_string).collect::<Vec<_>>().join(between);
    (!pages.is_empty()).then(|| {
        say(
            "D221",
            Bilingual::new(
                format!("第 {} 页是图片，没有可读的文字", list("、")),
                format!("page(s) {} are pictures without text", list(", ")),
            ),
            Bilingual::fixed("这些页上的内容没有读出", "what stands on these pages was not read"),
            Bilingual::fixed(
                "请用文字识别（OCR）处理后再读",
                "run text recognition (OCR) over the file and read it again",
            ),
        )
    })
}

/// Characters that their fonts do not tell.
pub(super) fn unknown_characters(count: usize) -> Option<Diagnostic> {
    (count > 0).then(|| {
        say(
            "D222",
            Bilingual::new(
                format!("有 {count} 个字的字体没有给出对应的文字，以“\u{FFFD}”代替"),
                format!(
                    "{count} characters are drawn by fonts that do not tell what they are; they stand as “\u{FFFD}”"
                ),
            ),
            Bilingual::fixed("读出的内容可能缺字", "words may be missing from what was read"),
            Bilingual::fixed(
                "请用原来的 Word 文件，或重新导出 PDF",
                "use the original Word file, or export the PDF anew",
            ),
        )
    })
}

fn say(code: &'static str, message: Bilingual, why: Bilingual, advice: Bilingual) -> Diagnostic {
    Diagnostic { code, severity: Severity::Warning, message, why, advice, span: None, related: Vec::new(), fix: None }
}
