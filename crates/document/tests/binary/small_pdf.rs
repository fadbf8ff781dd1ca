//! Small PDFs made in tests: objects as text, cross references left for the reader to restore.

/// A file of one page with `content`, whose fonts and other resources are given as the text of a dictionary;
/// `more` are further objects, from number 10 on.
pub fn pdf(content: &[u8], resources: &str, more: &[String]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut object = |number: usize, body: &[u8]| {
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(body);
        out.extend(b"\nendobj\n");
    };
    object(1, b"<< /Type /Catalog /Pages 2 0 R >>");
    object(2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    let page =
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents 4 0 R /Resources << {resources} >> >>");
    object(3, page.as_bytes());
    let mut stream = format!("<< /Length {} >>\nstream\n", content.len()).into_bytes();
    stream.extend(content);
    stream.extend(b"\nendstream");
    object(4, &stream);
    for (number, body) in (10..).zip(more) {
        object(number, body.as_bytes());
    }
    out.extend(b"trailer\n<< /Root 1 0 R >>\n%%EOF\n");
    out
}

/// Resources with one font `F` that has no font program: a composite one with a predefined CMap.
pub fn chinese_font(cmap: &str) -> String {
    let info = "<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>";
    let descendant =
        format!("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo {info} /DW 1000 >>");
    format!(
        "/Font << /F << /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /{cmap} /DescendantFonts [{descendant}] >> >>"
    )
}

/// A content stream that shows each line in hexadecimal, from the top.
pub fn shown(lines: &[Vec<u8>]) -> Vec<u8> {
    let mut out = String::from("BT /F 12 Tf 18 TL 50 550 Td\n");
    for line in lines {
        let hex: String = line.iter().map(|byte| format!("{byte:02X}")).collect();
        out += &format!("<{hex}> Tj T*\n");
    }
    (out + "ET").into_bytes()
}
