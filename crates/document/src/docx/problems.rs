//! What could be read only in part, said to the owner of the file.

use crate::{Bilingual, Diagnostic, Severity};

/// The code of [`broken_xml`].
pub(super) const BROKEN_XML: &str = "W104";

/// A part cannot be unpacked at all.
pub(super) fn unreadable(name: &str) -> Diagnostic {
    problem(
        "W101",
        Bilingual::new(format!("文件里的 {name} 读不出来"), format!("{name} inside the file cannot be read")),
        Bilingual::fixed(
            "编号、样式或注释的一部分可能缺失",
            "some numbers, styles or notes may be missing from what was read",
        ),
    )
}

/// The packed stream of a part breaks off.
pub(super) fn cut_off(name: &str) -> Diagnostic {
    problem(
        "W102",
        Bilingual::new(
            format!("文件里的 {name} 中途损坏，只读到损坏处为止"),
            format!("{name} inside the file is damaged; it was read up to the damage"),
        ),
        Bilingual::fixed("损坏处之后的内容没有读到", "whatever follows the damage was not read"),
    )
}

/// The check sum of a part does not hold.
pub(super) fn bad_sum(name: &str) -> Diagnostic {
    problem(
        "W103",
        Bilingual::new(
            format!("文件里的 {name} 校验和不符"),
            format!("the check sum of {name} inside the file does not hold"),
        ),
        Bilingual::fixed("个别字词可能已经改变", "single words may have changed"),
    )
}

/// The XML of a part is broken.
pub(super) fn broken_xml(name: &str, at: usize) -> Diagnostic {
    problem(
        BROKEN_XML,
        Bilingual::new(
            format!("文件里的 {name} 在第 {at} 字节处不合 XML 规则，只读到这里为止"),
            format!("{name} inside the file is no well-formed XML at byte {at}; it was read up to there"),
        ),
        Bilingual::fixed("此处之后的内容没有读到", "whatever follows was not read"),
    )
}

/// A part is not in the encoding it should be in.
pub(super) fn not_unicode(name: &str) -> Diagnostic {
    problem(
        "W105",
        Bilingual::new(
            format!("文件里的 {name} 有的字节不是 UTF-8，已用 � 代替"),
            format!("{name} inside the file holds bytes that are not UTF-8; they are shown as �"),
        ),
        Bilingual::fixed("个别字词读不出来", "single characters could not be read"),
    )
}

/// A table has too many cells.
pub(super) fn huge_table() -> Diagnostic {
    problem(
        "W106",
        Bilingual::fixed("有表格的格子太多，已按段落读取", "a table has too many cells; it was read as paragraphs"),
        Bilingual::fixed("这张表的行列关系没有保留", "the rows and columns of this table were not kept"),
    )
}

/// Text boxes or tables stand in each other too deep.
pub(super) fn too_deep() -> Diagnostic {
    problem(
        "W107",
        Bilingual::fixed(
            "表格或文本框套得太深，最里面的已按普通段落读取",
            "tables or text boxes are nested too deep; the innermost were read as plain paragraphs",
        ),
        Bilingual::fixed("最里层的行列关系没有保留", "the innermost rows and columns were not kept"),
    )
}

/// Content of another format is embedded.
pub(super) fn embedded() -> Diagnostic {
    problem(
        "W108",
        Bilingual::fixed(
            "文件嵌入了其他格式的内容（altChunk），没有读取",
            "the file embeds content of another format (altChunk), which was not read",
        ),
        Bilingual::fixed("这部分文字缺失", "that text is missing from what was read"),
    )
}

fn problem(code: &'static str, message: Bilingual, why: Bilingual) -> Diagnostic {
    Diagnostic {
        code,
        severity: Severity::Warning,
        message,
        why,
        advice: Bilingual::fixed(
            "请用 Word 或 WPS 打开并另存为 .docx，再试一次",
            "open it in Word or WPS, save it as .docx again, and retry",
        ),
        span: None,
        related: Vec::new(),
        fix: None,
    }
}
