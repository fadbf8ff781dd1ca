//! Word files against the least that reading one can cost: `zip` unpacks the main part and `quick-xml` goes
//! through its events without looking at them.
//!
//! The papers are made here: 20 KB of text, once with the few styles that Word writes and once with 350 KB of
//! them, as python-docx does. The last line of the output is the ratio of the two medians.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where it cannot go on"
)]

use std::{
    fmt::Write as _,
    io::{Cursor, Read as _, Write as _},
    time::{Duration, Instant},
};

use divan::{Bencher, black_box};
use quick_xml::{Reader, events::Event};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

fn main() {
    divan::main();
    for styles in [12, 1500] {
        let paper = paper(styles);
        let (bare, reader) = (median(|| bare(&paper)), median(|| read(&paper)));
        let ratio = reader.as_secs_f64() / bare.as_secs_f64();
        println!("{styles} styles: bare pass {bare:.1?}, document::read {reader:.1?}, ratio {ratio:.2}");
    }
}

#[divan::bench(args = [12, 1500])]
fn bare_pass(bencher: Bencher, styles: usize) {
    let paper = paper(styles);
    bencher.bench(|| bare(black_box(&paper)));
}

#[divan::bench(args = [12, 1500])]
fn docx_to_document(bencher: Bencher, styles: usize) {
    let paper = paper(styles);
    bencher.bench(|| read(black_box(&paper)));
}

fn median<T>(mut run: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..500)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn bare(paper: &[u8]) -> usize {
    let mut archive = ZipArchive::new(Cursor::new(paper)).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut reader = Reader::from_str(&xml);
    let mut events = 0;
    while !matches!(reader.read_event().unwrap(), Event::Eof) {
        events += 1;
    }
    events
}

fn read(paper: &[u8]) -> usize {
    document::read(paper, "paper.docx").unwrap().paragraphs.len()
}

/// A paper of about 20 KB of text: headings with automatic numbers, running text in several runs, a table.
fn paper(styles: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".into(),
        ),
        ("_rels/.rels", relations(&[("rId1", &format!("{kinds}/officeDocument"), "word/document.xml")])),
        (
            "word/_rels/document.xml.rels",
            relations(&[
                ("rId1", &format!("{kinds}/styles"), "styles.xml"),
                ("rId2", &format!("{kinds}/numbering"), "numbering.xml"),
                ("rId3", &format!("{kinds}/footer"), "footer1.xml"),
                ("rId4", &format!("{kinds}/theme"), "theme/theme1.xml"),
            ]),
        ),
        ("word/document.xml", body()),
        ("word/styles.xml", style_part(styles)),
        ("word/numbering.xml", numbering()),
        ("word/footer1.xml", footer()),
        ("word/theme/theme1.xml", theme()),
    ];
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn relations(entries: &[(&str, &str, &str)]) -> String {
    let mut xml = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">".to_owned();
    for (id, kind, target) in entries {
        let _ = write!(xml, "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>");
    }
    xml + "</Relationships>"
}

fn body() -> String {
    const WORDS: [&str; 8] = [
        "库房台账更新不及时，",
        "夜间巡查记录缺少签名，",
        "对外包队伍的培训没有留下材料，",
        "设备检修计划与实际进度脱节，",
        "由仓储科每季度核对1次，",
        "6月底前补齐缺失的记录，",
        "责任人为运维组组长，",
        "全年组织不少于4次演练。",
    ];
    let mut xml = format!("<w:document {NAMESPACE}><w:body>");
    let mut next = 0;
    let mut sentence = |parts: usize| -> String {
        (0..parts)
            .map(|_| {
                next += 1;
                WORDS[next * 5 % WORDS.len()]
            })
            .collect()
    };
    for section in 0..20 {
        let level = u32::from(section % 4 != 0);
        let _ = write!(
            xml,
            "<w:p w:rsidR=\"00A1\"><w:pPr><w:pStyle w:val=\"Heading1\"/><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>",
            sentence(1)
        );
        for _ in 0..3 {
            let _ = write!(
                xml,
                "<w:p w:rsidR=\"00A1\" w:rsidRDefault=\"00A1\"><w:pPr><w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/><w:rPr><w:rFonts w:eastAsia=\"仿宋_GB2312\" w:hint=\"eastAsia\"/><w:sz w:val=\"32\"/></w:rPr></w:pPr>"
            );
            for _ in 0..4 {
                let _ = write!(
                    xml,
                    "<w:r w:rsidR=\"00B2\"><w:rPr><w:rFonts w:ascii=\"仿宋_GB2312\" w:eastAsia=\"仿宋_GB2312\" w:hint=\"eastAsia\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr><w:t>{}</w:t></w:r>",
                    sentence(2)
                );
            }
            xml.push_str("</w:p>");
        }
    }
    xml.push_str("<w:tbl><w:tblPr/><w:tblGrid/>");
    for _ in 0..10 {
        xml.push_str("<w:tr>");
        for _ in 0..6 {
            let _ = write!(
                xml,
                "<w:tc><w:tcPr><w:tcW w:w=\"1000\" w:type=\"dxa\"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>",
                sentence(1)
            );
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl><w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>");
    xml
}

fn style_part(count: usize) -> String {
    let mut xml = format!(
        "<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme=\"minorEastAsia\"/><w:sz w:val=\"21\"/></w:rPr></w:rPrDefault></w:docDefaults>{}\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>",
        latent()
    );
    for n in 0..count {
        let _ = write!(
            xml,
            "<w:style w:type=\"table\" w:styleId=\"Grid{n}\"><w:name w:val=\"Grid {n}\"/><w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"{}\"/></w:tblBorders></w:tblPr><w:tcPr><w:shd w:fill=\"{n:06X}\"/></w:tcPr></w:style>",
            n % 9
        );
    }
    xml + "</w:styles>"
}

fn numbering() -> String {
    format!(
        "<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCountingThousand\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
         <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCountingThousand\"/><w:lvlText w:val=\"（%2）\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    )
}

fn footer() -> String {
    format!(
        "<w:ftr {NAMESPACE}><w:p><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"
    )
}

/// What Word states about the styles that it does not define: as long as ten that it does.
fn latent() -> String {
    let exceptions: String = (0..140)
        .map(|n| format!("<w:lsdException w:name=\"built in {n}\" w:semiHidden=\"0\" w:uiPriority=\"{n}\" w:unhideWhenUsed=\"0\"/>"))
        .collect();
    format!("<w:latentStyles w:count=\"276\">{exceptions}</w:latentStyles>")
}

fn theme() -> String {
    let colours: String = (0..12).map(|n| format!("<a:accent{n}><a:srgbClr val=\"{n:06X}\"/></a:accent{n}>")).collect();
    let scripts: String = (0..28).map(|n| format!("<a:font script=\"Scr{n}\" typeface=\"Face {n}\"/>")).collect();
    let fonts = |name: &str| {
        format!(
            "<a:{name}><a:latin typeface=\"Cambria\"/><a:ea typeface=\"\"/>{scripts}<a:font script=\"Hans\" typeface=\"宋体\"/></a:{name}>"
        )
    };
    format!(
        "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:themeElements><a:clrScheme>{colours}</a:clrScheme>\
         <a:fontScheme>{}{}</a:fontScheme></a:themeElements></a:theme>",
        fonts("majorFont"),
        fonts("minorFont")
    )
}
