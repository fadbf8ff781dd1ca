//! A small ledger of a place that does not exist.

use jiff::civil::date;
use report::exchange::{Book, Cause, Cells, Column, Finding, Measure, Point};

pub fn cells(of: &[(Column, &str)]) -> Cells {
    of.iter().map(|(column, text)| (*column, (*text).to_owned())).collect()
}

pub fn finding(id: &str, of: &[(Column, &str)]) -> Finding {
    Finding { id: id.into(), cells: cells(of) }
}

pub fn measure(id: &str, findings: &[&str], of: &[(Column, &str)]) -> Measure {
    Measure { id: id.into(), findings: findings.iter().map(|f| (*f).to_owned()).collect(), cells: cells(of) }
}

/// Three findings: one with two measures, one without any, one that shares a measure with the first.
pub fn book() -> Book {
    use Column as C;
    let team = (C::Scope, "team");
    let campaign = (C::Campaign, "C1 2026年度自查");
    Book {
        title: "浅湾镇便民服务站 2026 年度自查".into(),
        origin: "qianwan.example/ledger".into(),
        day: date(2026, 3, 20),
        point: Point { size: 812, root: [7; 32] },
        campaigns: vec!["C1 2026年度自查".into()],
        findings: vec![
            finding(
                "F1",
                &[
                    campaign,
                    team,
                    (C::Aspect, "办事大厅"),
                    (C::Finding, "窗口排队时间长"),
                    (C::Manifestations, "周一上午平均等候46分钟\n有群众三次往返"),
                    (C::FindingUnit, "便民服务站"),
                    (C::Status, "整改中"),
                ],
            ),
            finding("F2", &[campaign, (C::Finding, "=1+1 这样开头的问题"), (C::Status, "已登记")]),
            finding("F12", &[campaign, (C::Finding, "台账更新不及时"), (C::Status, "整改中")]),
        ],
        measures: vec![
            measure(
                "M3",
                &["F1"],
                &[
                    (C::Heading, "一、优化窗口"),
                    (C::Measure, "增开2个潮汐窗口，每月公布1次等候时间"),
                    (C::Lead, "何清越"),
                    (C::Unit, "大厅管理科"),
                    (C::Owner, "陆一舟"),
                    (C::Kind, "staged"),
                    (C::Deadline, "2026-06-30"),
                    (C::DeadlineWords, "2026年6月底前"),
                    (C::Checklist, "窗口排班表\n公布等候时间的照片"),
                    (C::Progress, "已增开1个窗口"),
                    (C::MeasureStatus, "推进中"),
                    (C::Light, "● 绿·正常推进\n距时限还有92天"),
                    (C::FirstDeadline, "2026-05-31"),
                    (C::Slippage, "1次，30天"),
                ],
            ),
            measure(
                "M4",
                &["F1", "F12"],
                &[
                    (C::Measure, "建立站长接待日制度"),
                    (C::Kind, "continuous"),
                    (C::Deadline, "continuous"),
                    (C::Cooperating, "综合科、信息科"),
                    (C::MeasureStatus, "推进中"),
                    (C::Light, "◆ 紫·长期坚持\n应办的都按期办了"),
                ],
            ),
        ],
        causes: vec![Cause {
            id: "R5".into(),
            cells: cells(&[(C::Cause, "人手安排没有跟着高峰走"), (C::CauseFindings, "F1、F12")]),
        }],
    }
}
