//! What papers share, as a table for people.

use compare::{Copied, Pair, Passage, percent};
use document::{Document, Lang, Span};
use report::place;

use super::{Found, Paper};
use crate::table::{cut, wrap};
use crate::terminal::{Terminal, clean};

/// Pairs that are shown; those that share most.
const PAIRS: usize = 200;
/// Passages of a pair that are shown; the longest.
const SHOWN: usize = 8;
/// Passages in very many papers that are shown, and papers that are named for each.
const COPIED: usize = 10;
/// Lines that a passage takes.
const LINES: usize = 3;

/// The pairs, those that share most first, and a summary.
pub fn found(found: &Found<'_>, terminal: &Terminal) -> String {
    let mut out = String::new();
    for copied in found.copied.iter().take(COPIED) {
        write_copied(copied, found.papers, terminal, &mut out);
        out.push('\n');
    }
    for pair in found.pairs.iter().take(PAIRS) {
        if let (Some(a), Some(b)) = (found.papers.get(pair.a), found.papers.get(pair.b)) {
            write_pair(pair, a, b, terminal, &mut out);
            out.push('\n');
        }
    }
    let left = found.pairs.len().saturating_sub(PAIRS);
    if left > 0 {
        out.push_str(&terminal.paint.dim(&match terminal.lang {
            Lang::Zh => format!("……还有 {left} 对，--format json 看全部\n\n"),
            Lang::En => format!("… {}; --format json shows all\n\n", ledger::count(left, "more pair")),
        }));
    }
    out.push_str(&summary(found, terminal));
    out
}

/// A passage that very many papers hold: how many, its beginning, and which.
fn write_copied(copied: &Copied, papers: &[Paper], t: &Terminal, out: &mut String) {
    let (count, chars) = (copied.papers.len(), copied.chars);
    let head = match t.lang {
        Lang::Zh => format!("{count} 份材料有同一段文字（全部或大部分），约 {chars} 字"),
        Lang::En => {
            format!("{count} papers hold the same passage or much of it, some {}", ledger::count(chars, "character"))
        }
    };
    out.push_str(&t.paint.cyan(&head));
    out.push('\n');
    let columns = t.width.min(120).saturating_sub(4);
    let document = copied.papers.first().and_then(|first| papers.get(*first)).map(|paper| &paper.document);
    let text: String = copied.spans.iter().filter_map(|span| Some(clean(document?.text(*span)).into_owned())).collect();
    out.push_str(&format!("    {}\n", cut(&text, columns)));
    let named = copied.papers.iter().take(COPIED).filter_map(|paper| papers.get(*paper));
    let mut names: Vec<String> = named.map(|paper| clean(&paper.name).into_owned()).collect();
    let left = count.saturating_sub(COPIED);
    if left > 0 {
        names.push(match t.lang {
            Lang::Zh => format!("……还有 {left} 份，--format json 看全部"),
            Lang::En => format!("… {left} more; --format json shows all"),
        });
    }
    for line in wrap(&names.join(t.tr("、", ", ")), columns) {
        out.push_str(&format!("    {line}\n"));
    }
}

fn write_pair(pair: &Pair, a: &Paper, b: &Paper, terminal: &Terminal, out: &mut String) {
    let t = terminal;
    let passages = &pair.shared.passages;
    let chars: usize = passages.iter().map(|p| p.chars).sum();
    let (of_a, of_b) = (percent(pair.shared.coverage_a), percent(pair.shared.coverage_b));
    let n = passages.len();
    out.push_str(&format!("{} {}\n", t.tr("甲", "A"), t.paint.bold(&clean(&a.name))));
    out.push_str(&format!("{} {}\n", t.tr("乙", "B"), t.paint.bold(&clean(&b.name))));
    out.push_str(&match t.lang {
        Lang::Zh => format!("雷同 {n} 处，共 {chars} 字，占甲 {of_a}、占乙 {of_b}\n"),
        Lang::En => {
            let (passages, chars) = (ledger::count(n, "shared passage"), ledger::count(chars, "character"));
            format!("{passages}, {chars}: {of_a} of A, {of_b} of B\n")
        }
    });
    let mut longest: Vec<&Passage> = passages.iter().collect();
    longest.sort_by_key(|p| std::cmp::Reverse(p.chars));
    for passage in longest.iter().take(SHOWN) {
        write_passage(passage, &a.document, &b.document, t, out);
    }
    let left = n.saturating_sub(SHOWN);
    if left > 0 {
        out.push_str(&t.paint.dim(&match t.lang {
            Lang::Zh => format!("  ……还有 {left} 处，--format json 或 --html 看全部\n"),
            Lang::En => format!("  … {left} more; --format json or --html shows all\n"),
        }));
    }
}

fn write_passage(passage: &Passage, a: &Document, b: &Document, t: &Terminal, out: &mut String) {
    let place = |spans: &[Span], document| {
        spans.first().map(|span| place::words(*span, document).get(t.lang).to_owned()).unwrap_or_default()
    };
    let (at, bt) = (place(&passage.a, a), place(&passage.b, b));
    let chars = passage.chars;
    let how = if passage.exact {
        t.tr("除数字、标点外全同", "the same but for numbers and marks").to_owned()
    } else {
        let likeness = percent(passage.likeness);
        format!("{}{likeness}", t.tr("相似 ", "likeness "))
    };
    let head = match t.lang {
        Lang::Zh => format!("  甲{at} ↔ 乙{bt}  {chars} 字，{how}"),
        Lang::En => format!("  A {at} ↔ B {bt}  {chars} characters, {how}"),
    };
    out.push_str(&t.paint.cyan(&head));
    out.push('\n');
    let columns = t.width.min(120).saturating_sub(4);
    let text: Vec<_> = passage.a.iter().map(|span| clean(a.text(*span)).into_owned()).collect();
    let text = cut(&text.join(" "), columns * LINES - 2);
    for line in wrap(&text, columns).into_iter().take(LINES) {
        out.push_str(&format!("    {line}\n"));
    }
}

fn summary(found: &Found<'_>, t: &Terminal) -> String {
    let (papers, pairs, stock) = (found.papers.len(), found.pairs.len(), found.stock.len());
    let mut said = match t.lang {
        Lang::Zh if pairs == 0 => format!("比较了 {papers} 份材料，没有发现雷同。"),
        // Of what very many papers hold not all pairs are told.
        Lang::Zh if !found.copied.is_empty() => {
            format!("比较了 {papers} 份材料，至少 {pairs} 对有雷同（很多材料都有的长段落，每份只与其中几份比对）。")
        }
        Lang::Zh => format!("比较了 {papers} 份材料，{pairs} 对有雷同。"),
        Lang::En if pairs == 0 => format!("{papers} papers compared; nothing is shared."),
        Lang::En if !found.copied.is_empty() => format!(
            "{papers} papers compared; pairs that share passages: at least {pairs} (of a long passage that very many \
             papers hold, each is paired with a few)."
        ),
        Lang::En => format!("{papers} papers compared; pairs that share passages: {pairs}."),
    };
    if stock > 0 {
        said.push_str(&match t.lang {
            Lang::Zh => format!("另有 {stock} 句套话在很多材料里都有，不算雷同。"),
            Lang::En => format!(" Stock phrases that very many papers hold, not counted: {stock}."),
        });
    }
    said.push('\n');
    said
}
