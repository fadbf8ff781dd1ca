//! Speed of reading plain text, on a generated paper. Run with `cargo bench -p document --bench text`.

use divan::{Bencher, counter::BytesCount};

fn main() {
    divan::main();
}

/// A paper of about `bytes` bytes in the usual layout, a paragraph a line.
fn paper(bytes: usize) -> String {
    const SUBJECTS: [&str; 6] = ["登记本", "值班制度", "泵房设备", "采购台账", "培训记录", "巡检路线"];
    const FAULTS: [&str; 5] = ["更新不及时", "有12处漏填", "责任没有落实到人", "与实物不符", "超过规定期限仍未更换"];
    const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let mut out = String::from("河湾镇供水所检查问题整改报告\n\n一、检查发现的问题\n");
    let (mut n, mut seed) = (0_usize, 7_usize);
    while out.len() < bytes {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = |list: &[&'static str], shift: usize| list[(seed >> shift) % list.len()];
        match n % 12 {
            0 => out.push_str(&format!("（{}）{}管理方面\n", NUMERALS[(n / 12) % 10], pick(&SUBJECTS, 33))),
            11 => out.push_str(&format!("责任单位：综合科　　完成时限：2026年{}月底\n", n % 12 + 1)),
            _ => {
                out.push_str(&format!("{}.", n % 12));
                for i in 0..3 + seed % 4 {
                    out.push_str(pick(&SUBJECTS, 20 + i));
                    out.push_str(pick(&FAULTS, 30 + i));
                    out.push_str("，经核查涉及金额3.5万元；");
                }
                out.push_str("整改措施：逐项核对，每周复核一次，结果报综合科。\n");
            }
        }
        n += 1;
    }
    out
}

/// The same paper, each line broken after 38 characters.
fn wrapped(bytes: usize) -> String {
    let mut out = String::new();
    for line in paper(bytes).lines() {
        let chars: Vec<char> = format!("　　{line}").chars().collect();
        for piece in chars.chunks(38) {
            out.extend(piece);
            out.push('\n');
        }
    }
    out
}

#[divan::bench]
fn paragraph_a_line(bencher: Bencher) {
    let text = paper(4 << 20);
    bencher.counter(BytesCount::new(text.len())).bench(|| document::read(text.as_bytes(), "a.txt"));
}

#[divan::bench]
fn hard_wrapped(bencher: Bencher) {
    let text = wrapped(4 << 20);
    bencher.counter(BytesCount::new(text.len())).bench(|| document::read(text.as_bytes(), "a.txt"));
}

#[divan::bench]
fn small_paper(bencher: Bencher) {
    let text = paper(20 << 10);
    bencher.counter(BytesCount::new(text.len())).bench(|| document::read(text.as_bytes(), "a.txt"));
}

#[divan::bench]
fn gb18030(bencher: Bencher) {
    let text = encoding_rs::GB18030.encode(&paper(4 << 20)).0.into_owned();
    bencher.counter(BytesCount::new(text.len())).bench(|| document::read(&text, "a.txt"));
}

#[divan::bench]
fn html(bencher: Bencher) {
    let text: String = paper(4 << 20).lines().map(|l| format!("<p class=\"a\">{l}</p>\n")).collect();
    let text = format!("<html><body>{text}</body></html>");
    bencher.counter(BytesCount::new(text.len())).bench(|| document::read(text.as_bytes(), "a.html"));
}
