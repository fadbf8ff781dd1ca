//! A page of text as PDF 1.4. The face is Adobe's predefined one for Simplified Chinese, which readers bring along, so
//! that nothing need be embedded; `ToUnicode` lets the text be taken out.

use std::fmt::Write as _;

/// Characters a line.
const WIDTH: usize = 34;

const TO_UNICODE: &str = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n\
    /CMapName /Bihuan-UCS2 def /CMapType 2 def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
    1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end";

/// A page with `title` and a paragraph a line.
pub(super) fn page(title: &str, lines: &[&str]) -> Vec<u8> {
    let mut text = String::from("BT\n");
    let _ = writeln!(text, "/F1 20 Tf 90 760 Td <{}> Tj", codes(title));
    text.push_str("/F1 14 Tf 24 TL 0 -20 Td\n");
    for line in lines {
        let characters: Vec<char> = "　　".chars().chain(line.chars()).collect();
        for row in characters.chunks(WIDTH) {
            let _ = writeln!(text, "T* <{}> Tj", codes(&row.iter().collect::<String>()));
        }
    }
    text.push_str("ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        stream(&text),
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"
            .to_owned(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>\
         /DW 1000/FontDescriptor 8 0 R>>"
            .to_owned(),
        stream(TO_UNICODE),
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880\
         /Descent -120/CapHeight 880/StemV 93>>"
            .to_owned(),
    ];
    file(&objects)
}

fn codes(text: &str) -> String {
    text.encode_utf16().map(|code| format!("{code:04X}")).collect()
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())
}

fn file(objects: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        let _ = write!(out, "{number} 0 obj\n{object}\nendobj\n");
    }
    let table = out.len();
    let size = objects.len() + 1;
    let _ = write!(out, "xref\n0 {size}\n0000000000 65535 f \n");
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(out, "trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
    out.into_bytes()
}
