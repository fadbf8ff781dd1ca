//! Outline and extraction of plain text, in bytes a second on one core.
#![allow(missing_docs, clippy::expect_used, reason = "a benchmark")]

fn main() {
    divan::main();
}

/// A paper of about 8 KB made from clauses, repeated with other numbers: several layouts in turn.
fn paper(seed: usize) -> String {
    let mut out = String::from(
        "某某区图书馆领导班子对照检查材料\n按照统一部署，班子认真查摆，共梳理出问题12条。\n一、存在的主要问题\n",
    );
    for aspect in 0..4 {
        out += &format!("（{}）第{}组服务方面\n", ["一", "二", "三", "四"][aspect], seed % 7 + aspect);
        for item in 1..4 {
            out += &format!(
                "{item}.借阅服务不够细致，窗口人员调配跟不上高峰需求，读者排队时间偏长，志愿者培训也没有形成制度，个别时段只有{}人在岗。比如，{}月的一个周末，自助借还机停用{}天，现场没有任何提示，读者来回跑了两趟。\n",
                seed % 5 + 1,
                item + 3,
                seed % 9 + 2
            );
        }
    }
    out += "二、原因分析\n";
    for item in ["一", "二", "三"] {
        out += &format!(
            "（{item}）服务意识树得不牢。习惯于坐等读者上门，对服务的短板看得不准，制度定了不少，执行到什么程度没有人检查，检查了也没有结果，整改停留在口头上。\n"
        );
    }
    out += "三、整改措施\n";
    for item in ["一", "二", "三", "四", "五", "六"] {
        out += &format!(
            "（{item}）优化窗口服务。每月组织{}次业务培训，每季度公布1次服务评价结果，2026年{}月底前新增自助设备{}台，对反复出现的投诉由值班馆长当面回访，办结情况录入台账，做到件件有着落。\n",
            seed % 3 + 1,
            seed % 12 + 1,
            seed % 8 + 2
        );
    }
    out
}

fn corpus() -> Vec<String> {
    (0..200).map(paper).collect()
}

fn bytes(papers: &[String]) -> divan::counter::BytesCount {
    divan::counter::BytesCount::new(papers.iter().map(String::len).sum::<usize>())
}

#[divan::bench]
fn text_to_document(bencher: divan::Bencher<'_, '_>) {
    let papers = corpus();
    bencher.counter(bytes(&papers)).bench(|| {
        for paper in &papers {
            divan::black_box(document::read(paper.as_bytes(), "paper.txt").is_ok());
        }
    });
}

#[divan::bench]
fn text_to_extraction(bencher: divan::Bencher<'_, '_>) {
    let papers = corpus();
    bencher.counter(bytes(&papers)).bench(|| {
        for paper in &papers {
            if let Ok(document) = document::read(paper.as_bytes(), "paper.txt") {
                divan::black_box(extract::extract(&document));
            }
        }
    });
}

/// The paper as a Word file of about ten pages of 28 by 22 characters, with styles of a usual size.
fn docx() -> Vec<u8> {
    use std::io::Write;

    let escape = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;");
    let mut body = String::new();
    for line in (0..3).map(paper).collect::<String>().lines() {
        body += &format!(
            "<w:p><w:pPr><w:ind w:firstLine=\"640\"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/></w:rPr><w:t>{}</w:t></w:r></w:p>",
            escape(line)
        );
    }
    let w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let styles: String = (0..150)
        .map(|n| format!("<w:style w:type=\"paragraph\" w:styleId=\"s{n}\"><w:name w:val=\"style {n}\"/><w:basedOn w:val=\"s0\"/></w:style>"))
        .collect();
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        ("word/styles.xml", format!("<w:styles xmlns:w=\"{w}\">{styles}</w:styles>")),
        ("word/document.xml", format!("<w:document xmlns:w=\"{w}\"><w:body>{body}</w:body></w:document>")),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("a package").into_inner()
}

/// Limit: 2 ms.
#[divan::bench]
fn docx_of_ten_pages_to_extraction(bencher: divan::Bencher<'_, '_>) {
    let bytes = docx();
    let read = || document::read(&bytes, "paper.docx").map(|document| extract::extract(&document));
    assert_eq!(read().expect("a paper").findings.len(), 36);
    bencher.bench(read);
}
