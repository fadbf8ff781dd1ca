//! The audit: in full work. Drafts were read from a table, given to their units and registered by the office.

use app::{Failure, Plan};
use ledger::profile::EvidenceKind as Kind;
use ledger::{CampaignId, Command, FindingId, RegulationId, finding, regulation};

use super::script::{Opening, Script};
use crate::files::File;
use crate::organisation::{GROUP, HE, QINGSHI, ZHENG, ZHOU};
use crate::papers::AUDIT;
use crate::stage::Stage;
use crate::turn::{Turn, Who};

/// Its campaign.
pub(super) const CAMPAIGN: CampaignId = CampaignId(2);
/// How many findings the paper has.
const COUNT: u64 = 28;

/// One report that is shown for many items.
const SUMMARY: File = File::new(
    Kind::Report,
    "资产与采购专项审计整改情况汇编.pdf",
    &["本汇编收录立行立改事项的整改结果和财务凭证摘要。", "各事项的原始凭证由责任单位留存，验收时现场核对。"],
);
const MEETING: File = File::new(
    Kind::Minutes,
    "审计整改联席会议纪要.docx",
    &[
        "会议逐项研究了28个问题的整改进展，对进度滞后的6项提出要求。",
        "会议明确：资金类问题以到账凭证为准，资产类问题以实物核对为准。",
    ],
);

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
    let mut script = Script::open(stage, &opening, &AUDIT, true)?;
    let drafts: Vec<FindingId> = script.findings(COUNT).collect();
    script.stage.play_until(-193)?;
    script.stage.act(Some(HE), |plan| drafts.iter().try_for_each(|id| give_to_unit(plan, *id)))?;
    let kept = script.finding(27);
    let registered: Vec<FindingId> = drafts.into_iter().filter(|id| *id != kept).collect();
    script.stage.act(Some(HE), |plan| {
        registered.iter().try_for_each(|id| plan.run(&Command::Finding(*id, finding::Command::Register {})))
    })?;
    plan(&mut script);
    closed(&mut script);
    waiting(&mut script);
    under_way(&mut script);
    long_term(&mut script);
    Ok(())
}

/// The unit that answers for the first measure has the finding.
pub(super) fn give_to_unit(plan: &mut Plan<'_>, id: FindingId) -> Result<(), Failure> {
    let Some(state) = plan.states().finding(id) else { return Ok(()) };
    let unit = state.measures.first().and_then(|measure| plan.states().measure(*measure)?.content.unit);
    let content = finding::Content { unit: unit.or(Some(GROUP)), ..state.content.clone() };
    if content == state.content {
        return Ok(());
    }
    plan.run(&Command::Finding(id, finding::Command::Edit { content, reason: String::new() }))
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
    let cards = File::new(
        Kind::Record,
        "资产卡片补录清单.xlsx",
        &["资产编号|存放地点|使用人", "0021|青石水厂二级泵房|宋维", "0145|调度中心|邓海澜", "0233|档案室|谢志恒"],
    );
    s.close(-150, 4, &[cards, SUMMARY], "87张卡片存放地点、41张使用人信息全部补齐。", "资产卡片信息完整，账卡相符。");
    let seal = File::new(Kind::Photo, "智能印控柜.png", &["综合管理部启用智能印控柜"]).public();
    let sealing = File::new(
        Kind::Record,
        "外带用印登记.xlsx",
        &["日期|合同编号|用印人|同行人|审批", "第1次|HT-031|甲|乙|有", "第2次|HT-036|丙|丁|有"],
    );
    s.close(-150, 22, &[seal, sealing], "印控柜启用，外带用印两人同行并登记。", "合同专用章外带审批率100%。");
    let accounts = File::new(
        Kind::Record,
        "采购系统账号停用清单.xlsx",
        &["账号|原使用人情况|停用", "cg017|离职|是", "cg022|转岗|是", "cg031|退休|是"],
    )
    .restricted();
    s.close(-156, 23, &[accounts], "17个账号全部停用，人事变动当日通知机制已运行。", "采购系统无离职、转岗人员账号。");
    let disinfection = File::new(
        Kind::Report,
        "消毒设备评估报告.pdf",
        &["受托对白鹭水厂接收的捐建消毒设备进行评估。", "评估结论：设备状况良好，评估值31.50万元。"],
    )
    .aged(10);
    s.close(
        -140,
        6,
        &[disinfection, SUMMARY],
        "接收手续补办完毕，已按评估值31.50万元入账。",
        "账外资产入账31.50万元。",
    );
    let cash = File::new(
        Kind::Voucher,
        "现金水费送存回单.pdf",
        &["城东营业所现金水费送存回单（摘要）。", "本月22个收费日均当日送存，合计金额18.34万元。"],
    )
    .restricted();
    s.close(-140, 19, &[cash, SUMMARY], "移动支付占比达到93%，现金水费当日送存。", "现金水费送存及时率100%。");
    let bonds = File::new(
        Kind::Voucher,
        "质保金收回到账凭证.pdf",
        &["3个项目质保金收回到账，金额合计22.10万元。", "付款系统质保期校验已启用。"],
    );
    s.close(-128, 15, &[bonds, SUMMARY], "22.10万元质保金已收回。", "收回提前退还的质保金22.10万元。");
    let reminders = File::new(
        Kind::Record,
        "合同到期提醒设置.xlsx",
        &["合同编号|到期前提醒（天）|经办人", "HT-008|60|马骁", "HT-015|60|段玉珂", "HT-040|60|曹屿"],
    );
    s.close(-128, 26, &[reminders, SUMMARY], "到期提醒已设置，3份合同已终止。", "到期后仍在执行的合同为0。");
    let valves = File::new(
        Kind::Record,
        "阀门季度归并采购计划.xlsx",
        &["季度|品种|数量|预算（万元）", "第二季度|闸阀|46|18.2", "第二季度|蝶阀|30|15.6"],
    );
    let rules = File::new(
        Kind::Regulation,
        "物资归并采购管理办法.docx",
        &["第四条　同类物资一个季度只报一次采购计划。", "第七条　归并后达到比选限额的，不得分拆。"],
    );
    s.close(
        -92,
        7,
        &[valves, rules],
        "季度归并采购施行，第二季度阀门一次比选。",
        "同类物资不再分拆采购，节约资金3.1万元。",
    );
    let visas = File::new(
        Kind::Record,
        "工程签证线上办理统计.xlsx",
        &["月份|签证份数|7日内办结|超期", "第1月|9|9|0", "第2月|11|11|0"],
    );
    s.close(-92, 13, &[visas, MEETING], "签证全部线上办理，两个月20份均在7日内办结。", "工程签证超期率由36%降为0。");
    let stock = File::new(
        Kind::Record,
        "仓库盘点差异处理表.xlsx",
        &["品种|账面|实盘|差异金额（元）|原因", "DN100闸阀|42|38|5120|领用未登记", "水表铅封|1200|1360|-96|退库未登记"],
    );
    s.report(-110, 1, "420种物资已盘点300种，发现差异21种。");
    s.close(
        -66,
        1,
        &[stock, MEETING],
        "420种物资盘点完毕，36种差异查明原因，账务已调整。",
        "账实相符，调减账面资产14.82万元。",
    );
    regulation(s);
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

fn regulation(s: &mut Script<'_>) {
    let content = regulation::Content {
        title: "物资归并采购管理办法".to_owned(),
        number: Some("云水集〔规〕5号".to_owned()),
        issuer: Some(QINGSHI),
        text: None,
    };
    s.stage.plan(-88, Who::Person(HE), Turn::Adopt(RegulationId(5), content, "物资归并采购管理办法.docx"));
    let tie = regulation::Tie {
        loophole: Some("采购计划按月零星申报，没有归并要求".to_owned()),
        clause: Some("第四条、第七条".to_owned()),
    };
    let tie = regulation::Command::Tie { finding: s.finding(7), tie };
    s.stage.plan(-88, Who::Person(HE), Turn::Do(Command::Regulation(RegulationId(5), tie)));
}

/// What was said to be rectified, and waits to be judged, or was sent back.
fn waiting(s: &mut Script<'_>) {
    let rent = File::new(
        Kind::Voucher,
        "门面房租金到账凭证.pdf",
        &["4处门面房拖欠租金23.60万元全部到账。", "租赁合同已重新签订，约定逾期按日计收滞纳金。"],
    )
    .restricted();
    s.report(-90, 5, "催收函已发出，收回租金9.80万元。");
    s.finish(-35, 5, &[rent], "拖欠租金23.60万元全部收回。");
    s.submit(-35, 5, "请予验收。");
    s.pass(-28, 5, "到账凭证与银行流水核对一致");
    s.approve(-21, 5, 1);

    let scores = File::new(
        Kind::Record,
        "供应商评价打分表.xlsx",
        &["供应商|采购部门评分|使用部门评分|得分", "甲公司|92|88|89.6", "乙公司|90|61|72.6", "丙公司|95|93|93.8"],
    );
    s.finish(-55, 10, &[scores, MEETING], "评价办法已修订，首次评价完成。");
    s.submit(-55, 10, "请予验收。");
    s.send_back(-48, 10, "46家供应商只评价了31家，使用部门评分没有签字。");
    s.report(-30, 10, "补评15家，使用部门评分已全部签字，暂停2家供应商资格。");
    s.submit(-20, 10, "已按验收意见补充。");

    let notes = File::new(
        Kind::Report,
        "零星采购情况说明.pdf",
        &["6笔没有比价记录的零星采购逐笔说明情况，涉及金额8.90万元。", "采购系统已设置比价、合同先后校验。"],
    );
    s.finish(-26, 11, &[notes], "6笔采购逐笔说明，系统校验已上线。");
    s.submit(-13, 11, "请予验收。");

    // Said to be done before what shows it was made.
    s.finish(-26, 21, &[], "7笔预付款全部清理，到货5笔、退款2笔。");
    let advance = File::new(
        Kind::Voucher,
        "预付款清理凭证.pdf",
        &["预付材料款清理情况：到货入库5笔33.10万元，退款2笔15.10万元。"],
    )
    .aged(1);
    s.show(-12, 21, &[advance]);
    s.submit(-12, 21, "请予验收。");

    let waivers = File::new(
        Kind::Notice,
        "水费违约金减免办法.txt",
        &[
            "第一条　为规范水费违约金减免，制定本办法。",
            "第三条　减免金额500元以下的由营业所所长审批，500元以上的由客户服务中心主任审批。",
        ],
    );
    let approvals = File::new(
        Kind::Record,
        "违约金减免补办审批清单.xlsx",
        &["户号|减免金额（元）|补办审批|处理", "10086021|320|有|符合", "10086377|1150|有|符合", "10086912|860|无|追收"],
    );
    s.finish(-21, 20, &[waivers, approvals], "减免办法已印发，63笔补办审批51笔。");
    s.submit(-21, 20, "请予验收。");
    s.send_back(-11, 20, "还有12笔不符合减免条件的没有追收到账。");
}

fn under_way(s: &mut Script<'_>) {
    s.report(-120, 2, "追查到旧水表410只，由3个施工班组交回。");
    s.ask(-66, 2, 30, "剩余旧水表涉及已离职人员，追查需要时间。");
    s.refuse(-62, 2, "旧水表去向应当有记录可查，请加快追查，不同意延期。");
    s.report(-33, 2, "追查到旧水表688只，其余252只正在核对废品回收记录。");

    s.report(-100, 3, "22台设备清单已核对，委托鉴定合同已签订。");
    s.reach(-40, 3, 1, -41);
    s.show(
        -40,
        3,
        &[File::new(Kind::Report, "闲置设备技术鉴定报告.pdf", &["受检水泵、电机22台，可继续使用9台，建议报废13台。"])],
    );
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
    s.ask(-42, 24, 40, "第二批3人中有1人病休，接替人员正在培训。");
    s.grant(-38, 24, "同意延期至接替人员考核合格。");
    s.report(-16, 24, "第二批2人已完成交接，剩余1人下月到位。");
}

fn long_term(s: &mut Script<'_>) {
    s.keep(-190, 0, 9);
    s.show(
        -62,
        9,
        &[File::new(
            Kind::Record,
            "管材到货抽检记录.xlsx",
            &["批次|数量|抽检|抽检率|结果", "GC-11|400|24|6|合格", "GC-12|260|15|5.8|合格"],
        )],
    );
    s.report(-62, 9, "到货抽检率5.9%，验收单全部附检测数据。");
    s.keep(-190, -130, 18);
    s.report(-150, 18, "收回备用金6.30万元。");
    s.keep(-190, 0, 25);
    s.report(-75, 25, "维修费用每月公示，三件单据齐全率100%。");
    s.show(-75, 25, &[File::new(Kind::Photo, "维修费用公示栏.png", &["车队公示栏，上月维修费用明细"]).public()]);
}
