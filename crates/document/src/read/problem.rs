//! What can be said about a file that was read all the same.

use super::error::after_chinese;
use crate::{
    Bilingual, Diagnostic, Severity,
    encoding::{self, Decoded},
};

/// The content is of another format than the extension says.
pub(super) fn other_content(extension: &str, found: Bilingual) -> Diagnostic {
    Diagnostic {
        code: "F101",
        severity: Severity::Note,
        message: Bilingual::new(
            format!("扩展名是 .{extension}，内容却是{}，已按内容读取", after_chinese(&found.zh)),
            format!("the name ends in .{extension} but the content is {}; it was read as what it is", found.en),
        ),
        why: Bilingual::fixed(
            "名实不符的文件，在别人的电脑上可能打不开，或被当作有害文件拦下",
            "a file that is not what its name says may not open elsewhere, or be held back as harmful",
        ),
        advice: Bilingual::fixed(
            "打开后另存为名称所说的格式，或把扩展名改对",
            "save it in the format that it names, or correct its extension",
        ),
        span: None,
        related: Vec::new(),
        fix: None,
    }
}

/// Some bytes fit no character of the encoding; `lines` are the first lines (from 1) that hold them.
fn bad_bytes(encoding: &str, count: usize, lines: &[usize]) -> Diagnostic {
    let list = |between: &str| lines.iter().map(usize::to_string).collect::<Vec<_>>().join(between);
    let (zh, en) = match lines {
        [] => (String::new(), String::new()),
        [one] => (format!("（第 {one} 行）"), format!(" (line {one})")),
        _ => (format!("（第 {} 等行）", list("、")), format!(" (lines {} …)", list(", "))),
    };
    Diagnostic {
        code: "F102",
        severity: Severity::Warning,
        message: Bilingual::new(
            format!("按 {encoding} 读取时有 {count} 处字节不成字{zh}，以“\u{FFFD}”代替"),
            format!("read as {encoding}, {count} places hold bytes of no character{en}; they stand as “\u{FFFD}”"),
        ),
        why: Bilingual::fixed(
            "这些地方的原文已经丢失，读出的内容可能缺字",
            "the text is lost at these places, so that words may be missing",
        ),
        advice: Bilingual::fixed(
            "请对照原件补上缺字，并另存为 UTF-8",
            "restore the missing words from the original and save the file as UTF-8",
        ),
        span: None,
        related: Vec::new(),
        fix: None,
    }
}

/// [`bad_bytes`] for a decoded text that holds some.
pub(crate) fn bad_text(decoded: &Decoded<'_>) -> Option<Diagnostic> {
    /// Lines that are named.
    const NAMED: usize = 3;
    if !decoded.damaged {
        return None;
    }
    let (mut count, mut lines, mut line, mut last) = (0, Vec::new(), 1, 0);
    for (at, _) in decoded.text.match_indices('\u{FFFD}') {
        line += decoded.text.get(last..at).map_or(0, |s| s.matches('\n').count());
        last = at;
        count += 1;
        if lines.last() != Some(&line) && lines.len() < NAMED {
            lines.push(line);
        }
    }
    (count > 0).then(|| bad_bytes(encoding::name(decoded.encoding), count, &lines))
}
