use serde_json::{Value, json};

use super::*;

fn paper() -> Value {
    json!({
        "genre": "rectification_plan",
        "aspects": [{ "label": "（一）", "title": "库房管理方面" }],
        "findings": [
            { "aspect": 0, "statement": "台账没有按月更新", "manifestations": ["三月的出库单缺了九张"], "status": "open" },
            { "aspect": null, "statement": "夜班巡查流于形式", "manifestations": [], "status": null },
        ],
        "causes": [{ "statement": "没有人核对" }],
        "measures": [{
            "statement": "每月核对台账并公示", "findings": [0], "owner": "仓储科", "lead": null, "deadline": "2026-06-30",
            "kind": null,
            "commitments": [{ "text": "每月核对台账", "recurrence": "FREQ=MONTHLY", "quantity": null, "unit": null }],
        }],
        "declared": { "found": 2, "closed": null, "continuing": null },
    })
}

#[test]
fn a_paper_agrees_with_itself() {
    let score = Score::of(&paper(), &paper());
    for kind in KINDS {
        assert_eq!(score.kind(kind).f1(), 1.0, "{kind}");
        assert!(score.kind(kind).gold > 0, "{kind}");
    }
    for field in FIELDS {
        assert_eq!(score.field(field).accuracy(), 1.0, "{field}");
        assert!(score.field(field).compared > 0, "{field}");
    }
}

#[test]
fn nothing_read_is_nothing_found() {
    let score = Score::of(&paper(), &json!({}));
    assert_eq!(score.kind("findings"), Tally { matched: 0, gold: 2, read: 0 });
    assert_eq!(score.kind("commitments").recall(), 0.0);
    assert_eq!(score.field("aspect").compared, 0, "fields are compared over paired items only");
}

#[test]
fn widths_case_and_punctuation_do_not_count() {
    let mut read = paper();
    read["measures"][0]["owner"] = json!(" 仓储科。");
    read["findings"][0]["statement"] = json!("台账，没有按月更新；");
    let score = Score::of(&paper(), &read);
    assert_eq!(score.field("owner").accuracy(), 1.0);
    assert_eq!(score.kind("findings").f1(), 1.0);
}

#[test]
fn other_words_do_count() {
    let mut read = paper();
    read["findings"][0]["statement"] = json!("值班电话打不通");
    let score = Score::of(&paper(), &read);
    assert_eq!(score.kind("findings"), Tally { matched: 1, gold: 2, read: 2 });
    assert_eq!(score.kind("manifestations").matched, 0, "they count only within a finding that was found");
    assert_eq!(score.field("ties").right, 0, "a tie to a finding that was not found is wrong");
}

#[test]
fn each_field_can_be_wrong() {
    let wrong = [
        ("/findings/1/aspect", "aspect"),
        ("/findings/1/status", "status"),
        ("/measures/0/owner", "owner"),
        ("/measures/0/lead", "lead"),
        ("/measures/0/deadline", "deadline"),
        ("/measures/0/kind", "kind"),
        ("/measures/0/findings", "ties"),
        ("/genre", "genre"),
        ("/declared/closed", "declared"),
    ];
    for (pointer, field) in wrong {
        let mut read = paper();
        let value = match field {
            "ties" => json!([]),
            "aspect" => json!(0),
            "declared" => json!(1),
            _ => json!("continuous"),
        };
        *read.pointer_mut(pointer).unwrap() = value;
        let score = Score::of(&paper(), &read);
        let wrong: Vec<&str> = FIELDS.into_iter().filter(|f| score.field(f).right < score.field(f).compared).collect();
        assert_eq!(wrong, [field]);
    }
}

#[test]
fn a_commitment_recurs_alike_or_is_another() {
    let read_as = |rule: Value| {
        let mut read = paper();
        read["measures"][0]["commitments"][0]["recurrence"] = rule;
        Score::of(&paper(), &read).kind("commitments").matched
    };
    assert_eq!(read_as(json!("RRULE:FREQ=MONTHLY;INTERVAL=1")), 1);
    assert_eq!(read_as(json!("FREQ=MONTHLY;INTERVAL=3")), 0);
    assert_eq!(read_as(Value::Null), 0);
}

#[test]
fn intervals_are_told_in_the_largest_unit() {
    let same = |a, b| recurrence::canonical(a) == recurrence::canonical(b);
    assert!(same("FREQ=MONTHLY;INTERVAL=12", "FREQ=YEARLY"));
    assert!(same("FREQ=DAILY;INTERVAL=14", "freq=weekly; interval=2"));
    assert!(same("FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=WEEKLY;BYDAY=FR,MO"));
    assert!(!same("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=1", "FREQ=YEARLY;BYMONTHDAY=1"));
    assert_eq!(recurrence::canonical(" "), None);
}

#[test]
fn papers_add_up() {
    let mut sum = Score::of(&paper(), &json!({}));
    sum += &Score::of(&paper(), &paper());
    assert_eq!(sum.kind("findings"), Tally { matched: 2, gold: 4, read: 2 });
    assert_eq!(sum.kind("findings").f1(), 4.0 / 6.0);
    assert_eq!(sum.field("genre"), Agreement { right: 1, compared: 2 });
}
