//! The self-examination: nearly over. Most is struck off and looked at again; a few long-term promises run on, some are
//! kept and some are not.

use app::Failure;
use ledger::profile::EvidenceKind as Kind;
use ledger::{CampaignId, CauseId, Command, RegulationId, cause, finding, regulation};

use super::script::{Opening, Script};
use crate::files::File;
use crate::organisation::{GENERAL, GROUP, HE, SERVICE, WU, XU, ZHOU};
use crate::papers::SELF_EXAMINATION;
use crate::stage::Stage;
use crate::turn::{Turn, Who};

pub(super) const CAMPAIGN: CampaignId = CampaignId(1);

/// Shown for whatever was talked about in it.
const MEETING: File = File::new(
    Kind::Minutes,
    "服务保障专题会整改推进会会议纪要.docx",
    &[
        "会议听取了整改办关于整改进展的汇报，逐项研究了未完成事项。",
        "会议要求：各责任单位对照整改时限倒排工期，完成一项、验收一项、销号一项；佐证材料要反映实际结果，会议记录和发文不能代替整改。",
    ],
);
const NOTICE: File = File::new(
    Kind::Notice,
    "关于严格执行值班制度的通知.txt",
    &["各部门、各水厂：", "请严格执行24小时值班和领导带班制度，值班记录当班填写，不得提前、补填。", "综合管理部"],
);

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
    let mut script = Script::open(stage, &opening, &SELF_EXAMINATION, false)?;
    plan(&mut script);
    at_once(&mut script);
    in_stages(&mut script);
    under_way(&mut script);
    long_term(&mut script);
    regulations(&mut script);
    Ok(())
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

/// What was put right in the first weeks.
fn at_once(s: &mut Script<'_>) {
    let reports = File::new(
        Kind::Record,
        "水厂报表清理对照表.xlsx",
        &[
            "序号|报表名称|原报送部门|处理",
            "1|供水量日报|安全运行部|保留，系统取数",
            "2|供水量周报|综合管理部|取消",
            "3|药耗月报|财务资产部|取消",
            "4|电耗月报|财务资产部|保留，系统取数",
        ],
    );
    s.close(
        -398,
        11,
        &[reports],
        "19张报表清理为11张，取消的8张已通知各水厂停报。",
        "重复报表全部取消，报表员填报时间由每月5天减为1天。",
    );
    let form = File::new(
        Kind::Record,
        "停水通知三方会签单汇总.xlsx",
        &[
            "日期|片区|提前小时|通知方式",
            "第1次|城东一片|52|短信、公告",
            "第2次|城西三片|50|短信、公告",
            "第3次|松谷片|49|短信、公告",
        ],
    );
    s.close(
        -398,
        13,
        &[form, MEETING],
        "三方会签单启用，新发生的3次停水均提前48小时通知。",
        "停水提前通知率由77%提高到100%。",
    );
    let dispatch = File::new(
        Kind::Record,
        "电子派车单导出.xlsx",
        &[
            "单号|用车部门|里程|事由|审批",
            "1|综合管理部|36|送审材料|有",
            "2|安全运行部|82|水厂检查|有",
            "3|工程建设部|54|现场签证|有",
        ],
    );
    s.close(-398, 15, &[dispatch], "电子派车单启用，三项不全的系统不予派车。", "派车登记完整率达到100%。");
    let archive = File::new(
        Kind::Record,
        "归档目录.xlsx",
        &["档号|题名|页数", "WS-001|年度工作总结|12", "WS-002|供水保障方案|28", "WS-003|设备更新请示|6"],
    );
    s.close(-398, 20, &[archive], "143件文件全部移交，编目完成。", "散存文件清零，归档目录可查。");
    let answers = File::new(
        Kind::Record,
        "职工代表提案答复汇总.xlsx",
        &[
            "提案号|内容|答复日期|提案人意见",
            "7|更换宿舍热水器|已答复|满意",
            "12|增加夜班补贴|已答复|基本满意",
            "19|班组休息室空调|已答复|满意",
        ],
    )
    .public();
    s.close(-398, 24, &[answers], "12件提案逐件书面答复，提案人均已签收。", "超期提案全部答复，新收提案平均21天答复。");
    s.held(-288, &[11, 13, 15, 20, 24]);
    s.held(-196, &[11, 20, 24]);
    s.held(-14, &[11, 20, 24]);
    s.rebounded(-196, 13, "抽查近两个月5次停水，有3次通知提前不足24小时，会签单是事后补签的。");
    s.answer(-190, 13, "停水申请与短信平台联动，未发出通知的不能开具停水作业票，每月抽查会签时间。", (WU, XU), 15);
    s.report(-150, 13, "与短信平台联动的需求已确认，正在开发接口。");
    s.report(-70, 13, "接口上线试运行，4次停水均由系统自动发出通知。");
    s.report(-12, 13, "试运行期间7次停水全部提前48小时以上通知，准备提交验收。");
    s.changed(
        -196,
        15,
        "派车登记已经规范，但外包车辆没有纳入，事由、里程仍无记录。",
        "外包车辆使用没有登记。近三个月租用外包车辆41台次，均没有填写事由和里程。",
    );
}

/// What took months.
fn in_stages(s: &mut Script<'_>) {
    let spot = File::new(
        Kind::Record,
        "投诉工单月度抽查表.xlsx",
        &["月份|抽查|写明结果和时限|合格率", "第1月|40|36|90", "第2月|40|39|97.5", "第3月|40|40|100"],
    );
    s.report(-390, 12, "答复规范已修订，正在培训座席人员。");
    s.keep(-420, -320, 12);
    s.close(
        -318,
        12,
        &[spot, MEETING],
        "连续三个月抽查，最近一个月40件全部写明办理结果和时限。",
        "投诉答复合格率由79%提高到100%。",
    );
    let contracts = File::new(
        Kind::Record,
        "合同台账核对结果.xlsx",
        &["项目|数量", "签订合同|218", "原台账|189", "补登|29", "到期终止|4", "重新采购|2"],
    );
    s.report(-380, 17, "已核对126份，补登17份。");
    s.close(
        -318,
        17,
        &[contracts, MEETING],
        "218份合同全部核对，到期合同已终止4份、重新采购2份。",
        "合同台账与实有合同一致，到期未处理合同为0。",
    );
    let canteen = File::new(
        Kind::Record,
        "食堂留样登记.xlsx",
        &["日期|餐次|品种|留样人|销样人", "周一|午餐|红烧豆腐|食堂甲|食堂乙", "周二|午餐|清炒时蔬|食堂甲|食堂乙"],
    );
    s.keep(-420, -320, 22);
    s.close(
        -318,
        22,
        &[canteen, MEETING],
        "双人验收和留样制度已执行两个月，满意度测评86%。",
        "留样完整，职工满意度由71%提高到86%。",
    );
    s.held(-208, &[12, 17, 22]);
    s.held(-116, &[12, 22]);
    s.rebounded(-18, 22, "查看近两周留样柜，有4餐没有留样，入库单只有一人签字。");

    let rules = File::new(
        Kind::Regulation,
        "零星采购实施细则.docx",
        &[
            "第一条　为规范零星采购，制定本细则。",
            "第八条　单笔1,000元以上的零星采购应当有三家以上比价记录，随报销单一并提交。",
            "第十二条　到货由使用部门和采购部门共同验收。",
        ],
    );
    let supplement = File::new(
        Kind::Report,
        "零星采购资料补充情况报告.pdf",
        &[
            "11个零星采购项目中，9个补齐比价记录和验收单，2个因供应商注销无法补齐，已由经办人书面说明并经部门负责人确认。",
        ],
    );
    s.finish(-294, 16, &[supplement, rules], "11个项目资料已补充，实施细则已印发。");
    s.submit(-294, 16, "请予验收。");
    s.send_back(-288, 16, "抽查补充资料，有2个项目的比价记录没有日期，须由供应商重新确认。");
    s.report(-281, 16, "2个项目的比价记录已由供应商盖章确认日期。");
    s.submit(-278, 16, "退回事项已补正。");
    s.strike_off(-278, 16, "零星采购资料齐全，比价、验收有据可查。");
    s.held(-168, &[16]);
    s.held(-77, &[16]);

    let orders = File::new(
        Kind::Record,
        "水表井渗漏工单流转统计.xlsx",
        &["季度|工单|流转超过2次", "整改前|23|23", "整改后|31|0"],
    );
    s.close(-294, 7, &[orders], "首接负责办法施行，31件工单流转均不超过2次。", "工单平均办结时间由9天降为3天。");
    s.keep(-420, -290, 14);
    let overdue = File::new(
        Kind::Report,
        "督办事项清理报告.pdf",
        &["13项超期督办事项已办结11项，2项因征地原因重新明确时限，每月通报一次进度。"],
    );
    s.close(
        -286,
        14,
        &[overdue, MEETING],
        "13项超期事项全部说明原因，11项办结，2项重新明确时限。",
        "超期督办事项由13项降为0项。",
    );
    s.held(-178, &[7, 14]);
    s.held(-86, &[7, 14]);

    let test = File::new(
        Kind::Report,
        "氯库报警器检测报告.pdf",
        &["受检报警器6台，声光报警均正常，响应时间小于30秒。", "检测结论：合格。"],
    )
    .aged(6);
    let alarm = File::new(Kind::Photo, "氯库新报警器安装位置.png", &["青石水厂氯库东墙，新装报警器2台"]).public();
    s.keep(-420, -350, 19);
    s.close(
        -346,
        19,
        &[test, alarm],
        "2台报警器更换完成，检测合格，月度测试记录由值班长签字。",
        "氯库报警器全部正常。",
    );
    s.held(-236, &[19]);
    s.held(-146, &[19]);

    let exam = File::new(
        Kind::Record,
        "分区计量实操考核成绩.xlsx",
        &["部门|应考|合格|补考合格", "安全运行部|14|13|1", "客户服务中心|12|10|2", "工程建设部|8|8|0"],
    );
    s.report(-350, 4, "操作手册已编印，首批24人完成培训。");
    s.close(-276, 4, &[exam, MEETING], "48人全部通过实操考核，其中5人补考合格。", "6个部门均能独立使用分区计量功能。");
    let rotation = File::new(
        Kind::Record,
        "关键岗位交接清单.xlsx",
        &["岗位|移交人|接收人|监交人", "物资采购|甲|乙|审计监督部", "工程签证|丙|丁|审计监督部"],
    )
    .restricted();
    s.close(-236, 25, &[rotation], "5名超期任职人员分两批轮岗，交接清单由审计监督部监交。", "关键岗位无超期任职人员。");
    s.held(-168, &[4]);
    s.held(-77, &[4]);
    s.held(-127, &[25]);
}

/// What is still being worked on, well or badly.
fn under_way(s: &mut Script<'_>) {
    s.report(-360, 6, "7个小区已进场4个，路面恢复3处。");
    s.reach(-226, 6, 1, -228);
    s.report(-160, 6, "完工12个小区，其余4个因管材到货延迟进度滞后。");
    s.ask(-95, 6, 45, "管材供应商违约，重新采购需要3个月，居民已书面告知。");
    s.grant(-90, 6, "同意延期，延期期间每月报送进度。");
    s.reach(-84, 6, 2, -85);
    s.show(-84, 6, &[File::new(Kind::Photo, "梅苑小区路面恢复.png", &["梅苑小区3号楼前路面恢复情况"]).public()]);
    s.report(-15, 6, "完工15个小区，剩余1个正在试压。");

    s.reach(-142, 9, 1, -143);
    s.report(-142, 9, "4台加药设备采购合同已签订，预付款已付。");
    s.report(-75, 9, "首批2台到货，因基础预埋件尺寸不符，正在返工。");
    s.ask(-22, 9, 60, "基础返工影响安装进度。");
    s.refuse(-17, 9, "返工原因在本单位，且夏季供水高峰将至，按原时限完成。");
    s.report(-9, 9, "2台新设备安装完毕，正在调试。");

    s.show(-330, 18, &[NOTICE, MEETING]);
    s.report(-329, 18, "已印发通知，要求各单位高度重视值班工作。");
    s.report(-200, 18, "已印发通知，要求各单位高度重视值班工作。");
    s.report(-90, 18, "已印发通知，要求各单位高度重视值班工作！");

    s.report(-330, 21, "27台账实不符设备已核对19台。");
    s.ask(-212, 21, -30, "部分设备存放在外地施工点，需要现场核对。");
    s.grant(-208, 21, "同意延期一次。");
    let assets = File::new(
        Kind::Record,
        "账实不符设备核对表.xlsx",
        &[
            "资产编号|名称|查明情况|处理",
            "0117|潜水泵|报废未销账|销账",
            "0342|流量计|借出未归还|收回",
            "0588|电焊机|去向不明|追查",
        ],
    );
    s.finish(-36, 21, &[assets], "27台设备逐台核对完毕，账务已调整。");
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

    s.answer(-6, 27, "与12名窗口人员逐人开展廉洁谈话，窗口公开监督电话。", (WU, XU), 60);
}

/// What is promised for good.
fn long_term(s: &mut Script<'_>) {
    s.keep(-420, 0, 1);
    s.report(-300, 1, "供水保障、漏损控制两个专题已研讨，形成任务清单7项。");
    s.keep(-420, -85, 2);
    s.report(-120, 2, "班子成员到联系点调研22次，解决班组反映的问题9个。");
    s.keep(-420, 0, 8);
    s.report(-60, 8, "9个片区漏损率全部通报，最高片区由19.8%降到15.1%。");
    s.show(
        -60,
        8,
        &[File::new(
            Kind::Record,
            "片区漏损率通报.xlsx",
            &["片区|年初|本月", "城东一片|19.8|15.1", "城西三片|13.2|11.7", "松谷片|12.5|11.9"],
        )
        .public()],
    );
    s.keep(-420, -40, 10);
    s.exceed(-6, 10, 7);
    s.keep(-420, -10, 26);
    s.finish(
        -9,
        26,
        &[File::new(
            Kind::Record,
            "接待费用公开截图汇总.xlsx",
            &["季度|公开日期|金额（元）", "第一季度|当月8日|18640", "第二季度|当月9日|15320"],
        )
        .public()],
        "",
    );
    s.submit(-9, 26, "四个季度均按期公开，请予验收。");
    s.keep(-420, -80, 5);
    let drill = File::new(
        Kind::Report,
        "爆管抢修演练评估报告.pdf",
        &[
            "演练从接报到关阀28分钟，到场31分钟，恢复供水3小时40分。",
            "存在问题：夜间照明不足。改进措施：增配移动照明车1台。",
        ],
    );
    s.close(
        -78,
        5,
        &[drill, MEETING],
        "12种规格管件补齐，四个季度演练均有评估。",
        "抢修备件齐全，恢复供水时间由5小时降到3小时40分。",
    );
    s.keep(-60, 0, 5);
    s.report(-130, 5, "备用管件12种规格全部入库。");
}

fn regulations(s: &mut Script<'_>) {
    let content = |title: &str, number: &str, issuer| regulation::Content {
        title: title.to_owned(),
        number: Some(number.to_owned()),
        issuer: Some(issuer),
        text: None,
    };
    let adopt = |s: &mut Script<'_>, day, id, content, text| {
        s.stage.plan(day, Who::Person(HE), Turn::Adopt(RegulationId(id), content, text));
    };
    let rule = |s: &mut Script<'_>, day, id, command| {
        s.stage.plan(day, Who::Person(HE), Turn::Do(Command::Regulation(RegulationId(id), command)));
    };
    let tie = |finding, loophole: &str, clause: Option<&str>| regulation::Command::Tie {
        finding,
        tie: regulation::Tie { loophole: Some(loophole.to_owned()), clause: clause.map(str::to_owned) },
    };
    adopt(s, -290, 1, content("零星采购实施细则", "云水集〔规〕3号", GROUP), "零星采购实施细则.docx");
    let finding = s.finding(16);
    rule(s, -290, 1, tie(finding, "零星采购没有比价、验收要求", Some("第八条、第十二条")));
    adopt(s, -395, 2, content("停水通知管理办法", "云水服〔规〕1号", SERVICE), "");
    let finding = s.finding(13);
    rule(s, -395, 2, tie(finding, "没有规定由谁、提前多久通知", Some("第五条")));
    let amended = content("停水通知管理办法（修订）", "云水服〔规〕4号", SERVICE);
    let amend = regulation::Command::Amend {
        content: amended,
        on: s.stage.working_day(-180),
        reason: "回头看发现会签单事后补签，增加系统联动条款".to_owned(),
    };
    rule(s, -180, 2, amend);
    adopt(s, -293, 3, content("首接负责实施办法", "云水综〔规〕2号", GENERAL), "");
    let finding = s.finding(7);
    // Tied in name only: nobody says which clause.
    rule(s, -293, 3, tie(finding, "跨部门事项没有首接责任", None));
    adopt(s, -400, 4, content("公务用车派车登记办法（试行）", "云水综〔规〕1号", GENERAL), "");
    let abolish = regulation::Command::Abolish {
        on: s.stage.working_day(-185),
        reason: "电子派车全面施行，试行办法废止".to_owned(),
    };
    rule(s, -185, 4, abolish);
}
