//! The audit: in full work. Drafts were read from a table, given to their units and registered by the office.

mod files;

use app::Failure;
use ledger::{CampaignId, Command, FindingId, finding};

use super::script::{Opening, Script};
use crate::organisation::{GROUP, HE, QINGSHI, ZHENG, ZHOU};
use crate::papers::AUDIT;
use crate::stage::Stage;
use crate::turn::{Turn, Who};
use files::{
    ACCOUNTS, ADVANCE, APPRAISAL, APPROVALS, BONDS, CARDS, CASH, DISINFECTION, MEETING, NOTES, NOTICE_BOARD, PIPES,
    REMINDERS, RENT, RULES, SCORES, SEAL, SEALING, STOCK, SUMMARY, VALVES, VISAS, WAIVERS,
};

/// Its campaign.
pub(super) const CAMPAIGN: CampaignId = CampaignId(2);

pub(super) fn begin(stage: &mut Stage) -> Result<(), Failure> {
    let opening = Opening {
        id: CAMPAIGN,
        profile: "audit",
        theme: "资产与采购专项审计整改",
        examiner: "审计监督部",
        units: &[GROUP],
        span: (-198, 60),
        closing: [ZHOU, ZHENG],
        extension: ZHENG,
    };
    let mut script = Script::open(stage, &opening, &AUDIT)?;
    script.confirm(-193, 28, &[27], |_| None)?;
    plan(&mut script);
    closed(&mut script);
    waiting(&mut script);
    under_way(&mut script);
    long_term(&mut script);
    Ok(())
}

fn plan(s: &mut Script<'_>) {
    let (repeats, earlier) = (finding::Command::LinkRepeat { earlier: FindingId(16) }, FindingId(17));
    s.by(HE, -188, 11, repeats);
    s.by(HE, -188, 26, finding::Command::LinkRepeat { earlier });
    let merge =
        finding::Command::Merge { into: s.finding(11), reason: "同属采购比价不规范，合并整改".into() };
    s.by(HE, -188, 8, merge);
    s.milestone(-188, 3, "完成22台设备技术鉴定", -40);
    s.milestone(-188, 3, "公开处置不能使用的设备", 10);
    s.milestone(-188, 17, "签订决算审核委托合同", -100);
    s.milestone(-188, 17, "完成决算初审", 20);
    s.milestone(-188, 24, "第一批轮岗到位", -90);
    s.owe(-188, 5, "租金到账凭证");
    s.owe(-188, 14, "追回价款到账凭证");
    let words = "经复核，超出部分为防汛应急储备，有集团批准文件和入库记录，不属于超计划采购。";
    s.by(ZHENG, -182, 12, finding::Command::Reject { reason: words.into() });
    for number in (1..=26).filter(|number| ![8, 12].contains(number)) {
        s.approve_plan(ZHENG, -182, number);
    }
}

fn closed(s: &mut Script<'_>) {
    s.close(-150, 4, &[CARDS, SUMMARY], "87张卡片存放地点、41张使用人信息全部补齐。", "资产卡片信息完整，账卡相符。");
    s.close(-150, 22, &[SEAL, SEALING], "印控柜启用，外带用印两人同行并登记。", "合同专用章外带审批率100%。");
    s.close(-156, 23, &[ACCOUNTS], "17个账号全部停用，人事变动当日通知机制已运行。", "采购系统无离职、转岗人员账号。");
    s.close(
        -140,
        6,
        &[DISINFECTION, SUMMARY],
        "接收手续补办完毕，已按评估值31.50万元入账。",
        "账外资产入账31.50万元。",
    );
    s.close(-140, 19, &[CASH, SUMMARY], "移动支付占比达到93%，现金水费当日送存。", "现金水费送存及时率100%。");
    s.close(-128, 15, &[BONDS, SUMMARY], "22.10万元质保金已收回。", "收回提前退还的质保金22.10万元。");
    s.close(-128, 26, &[REMINDERS, SUMMARY], "到期提醒已设置，3份合同已终止。", "到期后仍在执行的合同为0。");
    s.close(
        -92,
        7,
        &[VALVES, RULES],
        "季度归并采购施行，第二季度阀门一次比选。",
        "同类物资不再分拆采购，节约资金3.1万元。",
    );
    s.close(-92, 13, &[VISAS, MEETING], "签证全部线上办理，两个月20份均在7日内办结。", "工程签证超期率由36%降为0。");
    s.report(-110, 1, "420种物资已盘点300种，发现差异21种。");
    s.close(
        -66,
        1,
        &[STOCK, MEETING],
        "420种物资盘点完毕，36种差异查明原因，账务已调整。",
        "账实相符，调减账面资产14.82万元。",
    );
    s.adopt(-88, 5, ("物资归并采购管理办法", "云水集〔规〕5号", QINGSHI), RULES.name);
    s.close_loophole(-88, 5, 7, "采购计划按月零星申报，没有归并要求", Some("第四条、第七条"));
    changed_into_this(s);
}

/// What a look-back of the earlier campaign found is what this audit had found.
fn changed_into_this(s: &mut Script<'_>) {
    let look = finding::Command::LookBack {
        due: None,
        on: s.stage.working_day(-116),
        result: finding::LookBackResult::Changed,
        note: "台账已经补齐，但合同到期没有提醒，仍有3份到期后继续执行，已由专项审计立项整改。".to_owned(),
        evidence: Vec::new(),
        follow_up: Some(s.finding(26)),
    };
    s.stage.plan(-116, Who::Person(ZHENG), Turn::Do(Command::Finding(FindingId(17), look)));
}

/// What was said to be rectified, and waits to be judged, or was sent back.
fn waiting(s: &mut Script<'_>) {
    s.report(-90, 5, "催收函已发出，收回租金9.80万元。");
    s.finish(-35, 5, &[RENT], "拖欠租金23.60万元全部收回。");
    s.submit(-35, 5, "请予验收。");
    s.pass(-28, 5, "到账凭证与银行流水核对一致");
    s.approve(-21, 5, 1);

    s.finish(-55, 10, &[SCORES, MEETING], "评价办法已修订，首次评价完成。");
    s.submit(-55, 10, "请予验收。");
    s.send_back(-48, 10, "46家供应商只评价了31家，使用部门评分没有签字。");
    s.report(-30, 10, "补评15家，使用部门评分已全部签字，暂停2家供应商资格。");
    s.submit(-20, 10, "已按验收意见补充。");
    s.pass(-14, 10, "46家供应商评价齐全，签字完整");

    s.finish(-26, 11, &[NOTES], "6笔采购逐笔说明，系统校验已上线。");
    s.submit(-13, 11, "请予验收。");

    // Said to be done before what shows it was made.
    s.finish(-26, 21, &[], "7笔预付款全部清理，到货5笔、退款2笔。");
    s.show(-12, 21, &[ADVANCE]);
    s.submit(-12, 21, "请予验收。");

    s.finish(-21, 20, &[WAIVERS, APPROVALS], "减免办法已印发，63笔补办审批51笔。");
    s.submit(-21, 20, "请予验收。");
    s.send_back(-11, 20, "还有12笔不符合减免条件的没有追收到账。");
}

fn under_way(s: &mut Script<'_>) {
    s.report(-120, 2, "追查到旧水表410只，由3个施工班组交回。");
    s.ask(-70, 2, 30, "剩余旧水表涉及已离职人员，追查需要时间。");
    s.refuse(-65, 2, "旧水表去向应当有记录可查，请加快追查，不同意延期。");
    s.report(-33, 2, "追查到旧水表688只，其余252只正在核对废品回收记录。");

    s.report(-100, 3, "22台设备清单已核对，委托鉴定合同已签订。");
    s.reach(-40, 3, 1, -41);
    s.show(-40, 3, &[APPRAISAL]);
    s.ask(-5, 3, 70, "不能使用的13台设备需要进场公开拍卖，拍卖公告期30天。");

    s.report(-100, 14, "已向2家施工单位发出追款函。");
    s.show(-58, 14, &[MEETING]);
    s.report(-44, 14, "追回7.20万元，另一家施工单位对核减金额有异议，正在协商。");

    s.count(-95, 16, 3, "3个项目竣工图已移交");
    s.report(-95, 16, "8个项目已移交3个。");
    s.count(-48, 16, 2, "2个项目竣工图已移交");

    s.reach(-98, 17, 1, -103);
    s.report(-98, 17, "决算审核委托合同已签订，资料已移交中介机构。");
    s.report(-14, 17, "中介机构完成工程量核对，正在编制初审意见。");

    s.reach(-84, 24, 1, -84);
    s.report(-84, 24, "第一批2人轮岗到位。");
    s.ask(-48, 24, 40, "第二批3人中有1人病休，接替人员正在培训。");
    s.grant(-43, 24, "同意延期至接替人员考核合格。");
    s.report(-16, 24, "第二批2人已完成交接，剩余1人下月到位。");
}

fn long_term(s: &mut Script<'_>) {
    s.keep(-190, 0, 9);
    s.show(-62, 9, &[PIPES]);
    s.report(-62, 9, "到货抽检率5.9%，验收单全部附检测数据。");
    s.keep(-190, -130, 18);
    s.report(-150, 18, "收回备用金6.30万元。");
    s.keep(-190, 0, 25);
    s.report(-75, 25, "维修费用每月公示，三件单据齐全率100%。");
    s.show(-75, 25, &[NOTICE_BOARD]);
}
