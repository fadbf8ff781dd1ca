use super::*;
use crate::Unit;

/// Lines of `text` as a text file has them.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut gap = Gap::None;
    let mut out = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        if line.trim().is_empty() {
            gap = Gap::Blank;
        } else {
            out.push(Line::new(line, Place::start_of(Unit::Line(number)), gap));
            gap = Gap::None;
        }
    }
    out
}

fn joined(text: &str) -> Vec<String> {
    rewrap(lines(text)).into_iter().map(|j| j.text.into_owned()).collect()
}

/// Breaks each paragraph after `width` columns wherever that is.
fn wrap(paragraphs: &[&str], width: u32, indent: &str, between: &str) -> String {
    let mut out = String::new();
    for paragraph in paragraphs {
        let (mut line, mut columns) = (String::from(indent), shape::columns(indent));
        for c in paragraph.chars() {
            let wide = shape::columns(c.encode_utf8(&mut [0; 4]));
            if columns + wide > width {
                out.push_str(&line);
                out.push('\n');
                (line, columns) = (String::new(), 0);
            }
            line.push(c);
            columns += wide;
        }
        out.push_str(&line);
        out.push('\n');
        out.push_str(between);
    }
    out
}

const PAPER: [&str; 6] = [
    "一、检查发现的主要问题",
    "（一）仓库管理方面。出入库登记本漏记17笔，其中3笔涉及金额132.85万元，保管员交接时没有清点实物，也没有双方签字确认。",
    "（二）车辆管理方面。一是派车单填写不全，去向、里程、事由三栏空白的占四成；二是节假日封存制度没有落实，值班室钥匙由驾驶员自行保管。",
    "责任单位：综合科",
    "二、下一步工作打算",
    "按照第十二条第（一）项的规定，对上述问题逐条建立台账，明确到人，2026年6月底前全部完成，逾期未完成的在全中心通报批评并扣减年度考核分数。",
];

#[test]
fn chinese_wrapped_with_indents() {
    for width in [56, 60, 68, 76, 80] {
        assert_eq!(joined(&wrap(&PAPER, width, "　　", "")), PAPER, "{width}");
    }
}

#[test]
fn chinese_wrapped_with_blank_lines() {
    assert_eq!(joined(&wrap(&PAPER, 62, "", "\n")), PAPER);
}

#[test]
fn chinese_wrapped_flush() {
    for width in [40, 44, 64] {
        assert_eq!(joined(&wrap(&PAPER, width, "", "")), PAPER, "{width}");
    }
}

#[test]
fn a_page_number_and_a_blank_line_do_not_break_a_sentence() {
    let text = wrap(&PAPER, 60, "　　", "");
    let mut lines: Vec<&str> = text.lines().collect();
    let inside = lines.iter().position(|l| l.starts_with("金额") || l.contains("保管员")).unwrap();
    lines.insert(inside, "— 1 —");
    lines.insert(inside, "");
    let got = joined(&lines.join("\n"));
    assert_eq!(got[1], PAPER[1]);
    assert_eq!(got[2], "— 1 —");
    assert_eq!(got[3..], PAPER[2..]);
}

#[test]
fn english_wrapped_with_labels() {
    insta::assert_snapshot!(
        joined(
            "\
Northfield Ferry Terminal
Safety Review: Moorings and Gangways

1. Scope
The review covered the two passenger gangways and all moorings that were in use
between April and September, together with the inspec-
tion records kept by the duty officers and their co-
workers at the harbour office.

Finding 1 - Gangway checks were not signed (High)
Observation: For 11 of the 40 sailings tested there was no signature, so that nobody
could say who had released the gangway. For example, on 3 May the ramp was raised
twice without a check.
Action: (a) We will print the name of the duty officer on every sheet before the start
of the shift. (b) The harbour master will read ten sheets each month and report gaps.
Action owner: Harbour Master
Target date: 30 June 2026

The next review is planned for the autumn, when the new gangway has been in use for

three months and the crews have been trained."
        )
        .join("\n")
    );
}

#[test]
fn broken_by_recognition_at_no_particular_width() {
    let text = "\
关于供水设施检查情况的报告
检查组共查看泵房6处、水箱14个。总体看，日常
保养能够按时进行，但是记录的
填写不够规范。
一、存在的问题
（一）水箱清洗间隔过长。南区3号水箱上次清洗是在
去年4月，已超过规定期限。比如，5月
抽查时箱壁有明显沉积物。管理人员解释说排班
人手不足，没有安排
替班。
（二）泵房钥匙管理松散。
二、整改要求
各科室要逐项落实。6月底前
上报结果。";
    insta::assert_snapshot!(joined(text).join("\n"));
}

#[test]
fn a_paragraph_a_line_stays_as_it_is() {
    let unchanged = [
        "望湖楼小记\n黑云翻墨未遮山\n白雨跳珠乱入船\n卷地风来忽吹散\n望湖楼下水如天",
        "值班安排\n张一、李二、王三\n赵四、钱五、孙六\n周七、吴八、郑九",
        "青石渡口管理所\n2026年3月6日\n抄送：综合科、财务科",
        "总体要求\n存在的主要问题和不足之处分析\n下一步改进的措施和打算考虑\n组织领导和工作纪律的要求",
        "Review the mooring policy with the legal team\nUpdate training materials for all new starters\nPublish the register on the harbour web site\nAppoint a deputy duty officer for weekends",
        "一、问题\n（一）登记不全。抽查20份，有6份没有签名，3份日期写错，其中1份把年份写成上一年度，复核人没有发现。\n（二）更新不及时。\n二、措施\n每周复核一次，每次不少于10份，复核人签名；发现差错的，当日退回更正，并在例会上说明原因",
    ];
    for text in unchanged {
        assert_eq!(joined(text), text.lines().collect::<Vec<_>>());
    }
}

#[test]
fn origins_lead_back_to_each_line() {
    let text = wrap(&PAPER, 60, "　　", "");
    let source: Vec<&str> = text.lines().collect();
    for paragraph in rewrap(lines(&text)) {
        for (at, c) in paragraph.text.char_indices() {
            let place = paragraph.origin.locate(&paragraph.text, at);
            let Unit::Line(line) = place.unit else { panic!("{place:?}") };
            assert_eq!(source[line as usize - 1].chars().nth(place.offset as usize), Some(c));
        }
    }
}
