//! F508: levels of headings in another order than 一、（一）1.（1）.

use document::{Bilingual, Form, Role, Severity};

use crate::{Paper, Para, Report, Rule, official::is_official};

pub static RULE: Rule = Rule {
    code: "F508",
    name: "heading-order-wrong",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("标题层级的次序不对", "levels of headings in the wrong order"),
    page: include_str!("heading_order_wrong.md"),
    thresholds: &[],
    check,
};

/// The rank of a level.
fn rank(form: Form) -> Option<usize> {
    [Form::Chinese, Form::ChineseParen, Form::Decimal, Form::DecimalParen].iter().position(|f| *f == form)
}

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    if !is_official(paper) {
        return;
    }
    let headings: Vec<(Para<'_>, usize)> = paper
        .outside_tables()
        .filter(|p| matches!(p.paragraph.role, Role::Heading))
        .filter_map(|p| rank(p.paragraph.number.as_ref()?.form).map(|rank| (p, rank)))
        .collect();
    let Some(outermost) = headings.first() else { return };
    // A level that comes later than one under which it belongs: （一）…一、, 1.…（一）.
    let inverted = headings.iter().enumerate().find(|(n, (para, rank))| {
        let first_of_rank = headings.iter().take(*n).all(|(_, r)| r != rank);
        let begins = para.paragraph.number.as_ref().is_some_and(|number| number.value == 1);
        first_of_rank && begins && *rank < outermost.1
    });
    if let Some((_, (para, _))) = inverted {
        let label = |p: &Para<'_>| p.paragraph.number.as_ref().map_or(String::new(), |n| n.text.clone());
        let (inner, outer) = (label(para), label(&outermost.0));
        let said = report.at(para.number_span()).say(
            format!("“{outer}”一层里面用了“{inner}”，次序反了"),
            format!("\"{inner}\" stands under \"{outer}\": the levels are the wrong way round"),
        );
        said.related(outermost.0.number_span(), "外面一层在这里", "the outer level is here");
    }
}
