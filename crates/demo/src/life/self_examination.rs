//! The self-examination: nearly over. Most is struck off and looked at again; a few long-term promises run on, some are
//! kept and some are not.

mod files;
mod struck_off;

use app::Failure;
use ledger::finding::Scope;
use ledger::{CampaignId, CauseId, Command, MeasureId, cause, finding, measure, regulation};

use super::script::{Opening, Script, content};
use crate::organisation::{GENERAL, GROUP, HE, SERVICE, WU, XU, ZHOU};
use crate::papers::SELF_EXAMINATION;
use crate::stage::Stage;
use crate::turn::{Turn, Who};
use files::{ASSETS, DRILL, LEAKAGE, LETTER, MEETING, NOTICE, PROPOSALS, RECEPTION, ROAD, RULES};

pub(super) const CAMPAIGN: CampaignId = CampaignId(1);

pub(super) fn begin(stage: &mut Stage) -> Result<(), Failure> {
    let opening = Opening {
        id: CAMPAIGN,
        profile: "self-examination",
        theme: "年度服务保障专题会对照检查整改",
        examiner: "集团领导班子",
        units: &[GROUP],
        span: (-423, -240),
        closing: [ZHOU, HE],
        extension: HE,
    };
    let mut script = Script::open(stage, &opening, &SELF_EXAMINATION)?;
    script.confirm(-419, 27, &[], scope)?;
    plan(&mut script);
    struck_off::at_once(&mut script);
    struck_off::in_stages(&mut script);
    under_way(&mut script);
    long_term(&mut script);
    regulations(&mut script);
    Ok(())
}

/// Whose problem it is: the whole team's, unless the paper means some of it, or one.
const fn scope(number: u64) -> Option<Scope> {
    match number {
        2 | 25 => Some(Scope::SomeMembers),
        9 => Some(Scope::OnePerson),
        _ => Some(Scope::Team),
    }
}

/// Causes are tied to what they explain, dated targets and evidence are agreed, the principal signs the plans.
fn plan(s: &mut Script<'_>) {
    let explained: [(u64, &[u64]); 4] = [(1, &[5, 12, 13]), (2, &[7, 8, 14]), (3, &[15, 16, 17, 18]), (4, &[20, 21])];
    for (cause, numbers) in explained {
        for number in numbers {
            let tie = Command::Cause(CauseId(cause), cause::Command::Tie { finding: s.finding(*number) });
            s.stage.plan(-417, Who::Person(HE), Turn::Do(tie));
        }
    }
    let merge = finding::Command::Merge {
        into: s.finding(2),
        reason: "与问题2同为调研不深入、成果不转化，合并整改".into(),
    };
    s.by(HE, -417, 3, merge);
    s.milestone(-417, 6, "恢复全部开挖路面", -225);
    s.milestone(-417, 6, "16个小区完工14个", -150);
    s.milestone(-417, 9, "完成加药设备采购", -140);
    s.milestone(-417, 9, "2台新设备投入运行", -60);
    s.milestone(-417, 23, "完成8期培训", -260);
    s.owe(-417, 16, "11个项目的补充资料或者情况说明");
    s.owe(-417, 16, "零星采购实施细则文本");
    s.owe(-417, 20, "归档目录");
    for number in (1..=26).filter(|number| *number != 3) {
        s.approve_plan(ZHOU, -413, number);
    }
}

/// What is still being worked on, well or badly.
fn under_way(s: &mut Script<'_>) {
    s.report(-360, 6, "7个小区已进场4个，路面恢复3处。");
    s.reach(-226, 6, 1, -228);
    s.report(-160, 6, "完工12个小区，其余4个因管材到货延迟进度滞后。");
    s.ask(-95, 6, 45, "管材供应商违约，重新采购需要3个月，居民已书面告知。");
    s.grant(-90, 6, "同意延期，延期期间每月报送进度。");
    s.reach(-84, 6, 2, -85);
    s.show(-84, 6, &[ROAD, LETTER]);
    s.report(-15, 6, "完工15个小区，剩余1个正在试压。");

    s.reach(-142, 9, 1, -143);
    s.report(-142, 9, "4台加药设备采购合同已签订，预付款已付。");
    s.report(-75, 9, "首批2台到货，因基础预埋件尺寸不符，正在返工。");
    s.ask(-22, 9, 60, "基础返工影响安装进度。");
    s.refuse(-17, 9, "返工原因在本单位，请增加力量，按原时限完成。");
    s.report(-9, 9, "2台新设备安装完毕，正在调试。");

    s.show(-330, 18, &[NOTICE, MEETING]);
    s.report(-329, 18, "已印发通知，要求各单位高度重视值班工作。");
    s.report(-200, 18, "已印发通知，要求各单位高度重视值班工作。");
    s.report(-90, 18, "已印发通知，要求各单位高度重视值班工作！");

    s.report(-330, 21, "27台账实不符设备已核对19台。");
    s.ask(-222, 21, -30, "部分设备存放在外地施工点，需要现场核对。");
    s.grant(-217, 21, "同意延期一次。");
    s.finish(-36, 21, &[ASSETS], "27台设备逐台核对完毕，账务已调整。");
    s.submit(-36, 21, "请予验收。");
    s.send_back(-30, 21, "现场抽查10台，仍有2台找不到实物，核对表写的是“去向不明”，没有查明责任。");

    s.reach(-262, 23, 1, -262);
    s.count(-262, 23, 8, "完成8期培训");
    s.report(-262, 23, "完成8期培训，持证率88%。");
    s.ask(-150, 23, 3, "机电工种取证考试每年只安排一次。");
    s.grant(-144, 23, "同意延期至考试结束。");
    s.report(-100, 23, "正在组织培训报名和取证考试。");
    s.report(-50, 23, "正在组织培训报名和取证考试。");
    s.report(-10, 23, "正在组织培训报名和取证考试。");

    let drop = measure::Command::Drop { reason: "没有责任人和时限，由新的措施代替".to_owned() };
    s.stage.plan(-5, Who::Person(HE), Turn::Do(Command::Measure(MeasureId(27), drop)));
    s.answer(-6, 27, "与12名窗口人员逐人开展廉洁谈话，窗口公开监督电话。", (WU, XU), 60);
}

/// What is promised for good.
fn long_term(s: &mut Script<'_>) {
    s.keep(-420, 0, 1);
    s.report(-300, 1, "供水保障、漏损控制两个专题已研讨，形成任务清单7项。");
    s.keep(-420, -85, 2);
    s.finish(-304, 2, &[PROPOSALS], "9篇调研报告的建议已逐条建立清单，逐条答复。");
    s.report(-120, 2, "班子成员到联系点调研22次，解决班组反映的问题9个。");
    s.keep(-420, 0, 8);
    s.report(-60, 8, "9个片区漏损率全部通报，最高片区由19.8%降到15.1%。");
    s.show(-60, 8, &[LEAKAGE]);
    s.keep(-420, -40, 10);
    s.exceed(-6, 10, 7);
    s.keep(-420, -10, 26);
    s.finish(-9, 26, &[RECEPTION], "");
    s.submit(-9, 26, "四个季度均按期公开，请予验收。");
    s.keep(-420, -80, 5);
    s.close(
        -78,
        5,
        &[DRILL, MEETING],
        "12种规格管件补齐，四个季度演练均有评估。",
        "抢修备件齐全，恢复供水时间由5小时降到3小时40分。",
    );
    s.keep(-60, 0, 5);
    s.report(-130, 5, "备用管件12种规格全部入库。");
}

/// What was laid down so that it does not come back.
fn regulations(s: &mut Script<'_>) {
    s.adopt(-290, 1, ("零星采购实施细则", "云水集〔规〕3号", GROUP), RULES.name);
    s.close_loophole(-290, 1, 16, "零星采购没有比价、验收要求", Some("第八条、第十二条"));
    s.adopt(-395, 2, ("停水通知管理办法", "云水服〔规〕1号", SERVICE), "");
    s.close_loophole(-395, 2, 13, "没有规定由谁、提前多久通知", Some("第五条"));
    let amend = regulation::Command::Amend {
        content: content(("停水通知管理办法（修订）", "云水服〔规〕4号", SERVICE)),
        on: s.stage.working_day(-180),
        reason: "回头看发现会签单事后补签，增加系统联动条款".to_owned(),
    };
    s.rule(-180, 2, amend);
    // Tied in name only: nobody says which clause.
    s.adopt(-293, 3, ("首接负责实施办法", "云水综〔规〕2号", GENERAL), "");
    s.close_loophole(-293, 3, 7, "跨部门事项没有首接责任", None);
    s.adopt(-400, 4, ("公务用车派车登记办法（试行）", "云水综〔规〕1号", GENERAL), "");
    let (on, reason) = (s.stage.working_day(-185), "电子派车全面施行，试行办法废止".to_owned());
    s.rule(-185, 4, regulation::Command::Abolish { on, reason });
}
