use jiff::civil::date;
use ledger::EvidenceId;

use super::*;

fn file(id: u64, kind: EvidenceKind) -> Shown {
    Shown {
        evidence: EvidenceId(id),
        kind,
        dated: date(2026, 5, 1),
        stored_on: date(2026, 5, 2 + i8::try_from(id).unwrap()),
        claimed: Some(date(2026, 5, 20)),
        uses: [MeasureId(1).into()].into(),
    }
}

/// A measure that nothing is to be said about.
fn sound() -> Facts {
    Facts {
        measure: MeasureId(1),
        deadline: Some(date(2026, 6, 30)),
        repeated: 0,
        shown: vec![file(1, EvidenceKind::Record), file(2, EvidenceKind::Photo)],
    }
}

fn signs(change: impl FnOnce(&mut Facts)) -> Vec<Sign> {
    let mut facts = sound();
    change(&mut facts);
    judge(&facts).into_iter().map(|warning| warning.sign).collect()
}

#[test]
fn what_is_sound_gives_no_warning() {
    assert_eq!(signs(|_| {}), []);
    // Nothing shown is told by what lacks, not by a warning.
    assert_eq!(signs(|facts| facts.shown.clear()), []);
}

#[test]
fn paper_alone_is_a_sign() {
    assert_eq!(signs(|facts| facts.shown[0].kind = EvidenceKind::Minutes), [Sign::PaperOnly]);
    assert_eq!(signs(|facts| facts.shown[0].kind = EvidenceKind::Voucher), []);
}

#[test]
fn a_file_for_many_items_is_a_sign_and_names_the_others() {
    assert_eq!(signs(|facts| facts.shown[0].uses = [MeasureId(1).into(), MeasureId(2).into()].into()), []);
    let mut facts = sound();
    facts.shown[0].uses = [1, 2, 3].map(|n| MeasureId(n).into()).into();
    let warnings = judge(&facts);
    assert_eq!(warnings[0].sign, Sign::SameFile);
    assert_eq!(warnings[0].words.zh, "E1 这一份文件用于 3 项，还有 M2、M3");
}

#[test]
fn a_file_from_after_the_claim_is_a_sign() {
    assert_eq!(signs(|facts| facts.shown[0].dated = date(2026, 5, 20)), []);
    assert_eq!(signs(|facts| facts.shown[0].dated = date(2026, 5, 21)), [Sign::DatedLater]);
    assert_eq!(signs(|facts| facts.shown[0].stored_on = date(2026, 6, 19)), []);
    assert_eq!(signs(|facts| facts.shown[0].stored_on = date(2026, 6, 20)), [Sign::StoredLate]);
    // What nobody claims to be done has no date to be held to.
    assert_eq!(
        signs(|facts| {
            facts.shown[0].claimed = None;
            facts.shown[0].dated = date(2026, 5, 21);
        }),
        []
    );
}

#[test]
fn all_on_one_day_before_the_deadline_is_a_sign() {
    let all_on = |day| {
        move |facts: &mut Facts| {
            facts.deadline = Some(date(2026, 5, 20));
            facts.shown.iter_mut().for_each(|shown| shown.stored_on = day);
        }
    };
    assert_eq!(signs(all_on(date(2026, 5, 13))), []);
    assert_eq!(signs(all_on(date(2026, 5, 14))), [Sign::OneDay]);
    assert_eq!(signs(all_on(date(2026, 5, 20))), [Sign::OneDay]);
    assert_eq!(signs(all_on(date(2026, 5, 21))), []);
    // One file has one day, which says nothing.
    assert_eq!(
        signs(|facts| {
            all_on(date(2026, 5, 14))(facts);
            facts.shown.truncate(1);
        }),
        []
    );
}

#[test]
fn words_said_before_are_a_sign() {
    assert_eq!(signs(|facts| facts.repeated = 1), [Sign::SameWords]);
}

#[test]
fn thresholds_stand_at_their_signs_and_name_their_source() {
    for (at, threshold) in THRESHOLDS.iter().enumerate() {
        assert_eq!(threshold.sign as usize, at);
        assert!(threshold.words.zh.contains(&threshold.value.to_string()) || threshold.value == 1);
        assert_eq!(threshold.source, EDITOR);
    }
}

#[test]
fn a_warning_is_answered_in_words() {
    let mut facts = sound();
    facts.repeated = 2;
    let warnings = judge(&facts);
    assert!(answered(&warnings, " ").is_err());
    assert_eq!(answered(&warnings, "现场看过，属实"), Ok(()));
    assert_eq!(answered(&[], ""), Ok(()));
}
