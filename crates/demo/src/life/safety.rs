//! The safety check: just begun. Most hazards are being worked on, some are drafts that nobody has confirmed.

use app::Failure;
use ledger::profile::EvidenceKind as Kind;
use ledger::{CampaignId, Command, FindingId, finding};

use super::audit::give_to_unit;
use super::script::{Opening, Script};
use crate::files::File;
use crate::organisation::{BAILU, CITY_EAST, HAN, HE, PATROL, QINGSHI, SONGGU, ZHENG};
use crate::papers::SAFETY;
use crate::stage::Stage;

/// How many findings the paper has.
const COUNT: u64 = 27;
/// Those that nobody has confirmed yet: without a measure, or with one that says neither who nor when.
const DRAFTS: [u64; 5] = [15, 22, 24, 26, 27];

const BRIEFING: File = File::new(
    Kind::Minutes,
    "高处作业安全教育会议记录.docx",
    &["会议通报了高处作业不系安全带的情况，要求全体外包人员引以为戒。", "参会人员签到21人。"],
);

pub(super) fn begin(stage: &mut Stage) -> Result<(), Failure> {
    let opening = Opening {
        id: CampaignId(3),
        profile: "safety",
        theme: "夏秋季安全生产大检查",
        examiner: "集团安全检查组",
        units: &[QINGSHI, BAILU, SONGGU, CITY_EAST, PATROL],
        span: (-46, 90),
        closing: [HAN, ZHENG],
        extension: ZHENG,
    };
    let mut script = Script::open(stage, &opening, &SAFETY, true)?;
    script.stage.play_until(-42)?;
    let drafts: Vec<FindingId> = script.findings(COUNT).collect();
    let kept = DRAFTS.map(|number| script.finding(number));
    script.stage.act(Some(HE), |plan| {
        drafts.iter().try_for_each(|id| give_to_unit(plan, *id))?;
        let confirmed = drafts.iter().filter(|id| !kept.contains(id));
        confirmed.into_iter().try_for_each(|id| plan.run(&Command::Finding(*id, finding::Command::Register {})))
    })?;
    let words = "储气罐检验报告在检查前已经出具，现场标牌没有更新，不属于超期未检。";
    script.by(HE, -41, 15, finding::Command::Reject { reason: words.into() });
    script.by(HE, -41, 12, finding::Command::LinkRepeat { earlier: FindingId(19) });
    closed(&mut script);
    waiting(&mut script);
    under_way(&mut script);
    Ok(())
}

fn closed(s: &mut Script<'_>) {
    let pressure = File::new(
        Kind::Report,
        "消防栓压力测试报告.pdf",
        &["4处消防栓出水压力分别为0.32、0.30、0.28、0.31兆帕，均符合要求。"],
    )
    .aged(0);
    let pump = File::new(Kind::Photo, "更换后的消防稳压泵.png", &["青石水厂办公楼消防泵房"]).public();
    s.close(-38, 1, &[pump, pressure], "稳压泵已更换，4处消防栓压力测试合格。", "消防栓出水压力全部达标。");
    let extinguishers = File::new(Kind::Photo, "配电间新换灭火器.png", &["白鹭水厂配电间、药剂库灭火器"]).public();
    let list = File::new(
        Kind::Record,
        "白鹭水厂灭火器台账.xlsx",
        &[
            "编号|位置|型号|检定有效期（月）",
            "M-01|配电间|4公斤干粉|12",
            "M-02|配电间|4公斤干粉|12",
            "M-07|药剂库|二氧化碳|12",
        ],
    );
    s.close(-39, 2, &[extinguishers, list], "11具灭火器全部更换，台账已建立。", "灭火器全部在有效期内。");
    let passage = File::new(Kind::Photo, "疏散通道清理后.png", &["城东营业所二楼疏散通道，标线已划定"]).public();
    s.close(-39, 3, &[passage], "旧柜台3组已清运，通道净宽1.4米。", "疏散通道畅通。");
}

fn waiting(s: &mut Script<'_>) {
    let cleaned = File::new(Kind::Photo, "排烟管道清洗现场.png", &["集团食堂排烟管道"]);
    s.finish(-37, 6, &[cleaned], "排烟管道已清洗。");
    s.submit(-37, 6, "请予验收。");
    s.send_back(-32, 6, "只清洗了灶台上方3米，水平管段油垢仍在，请清洗单位返工并提供清洗前后照片。");

    let wiring = File::new(Kind::Photo, "加药间线路敷设.png", &["青石水厂加药间，线路已穿管固定"]);
    let insulation =
        File::new(Kind::Report, "加药间线路绝缘检测报告.pdf", &["检测回路6条，绝缘电阻均大于5兆欧，合格。"]).aged(0);
    s.finish(-38, 7, &[wiring, insulation], "临时线路拆除，固定线路敷设完成。");
    s.submit(-38, 7, "请予验收。");
    s.pass(-33, 7, "现场查看，线路已穿管固定");
    s.approve(-29, 7, 1);

    let detector = File::new(Kind::Photo, "氯库报警器现场测试.png", &["6台报警器逐台测试"]);
    let again = File::new(
        Kind::Record,
        "氯库报警器测试记录.xlsx",
        &["编号|位置|声光报警|响应（秒）", "A1|东墙|正常|18", "A2|西墙|正常|20", "A5|加氯间|正常|16"],
    );
    s.finish(-31, 12, &[detector, again], "2台报警器已更换，6台逐台测试正常。");
    s.submit(-31, 12, "请予验收。");
    s.pass(-24, 12, "现场测试6台，均有声光报警");

    let railing = File::new(Kind::Photo, "沉淀池护栏更换后.png", &["白鹭水厂沉淀池北侧护栏"]).public();
    s.report(-30, 13, "已拆除锈蚀护栏，现场设置临时围挡。");
    s.finish(-13, 13, &[railing], "更换护栏12米，其余护栏除锈刷漆。");
    s.submit(-13, 13, "请予验收。");

    let training = File::new(
        Kind::Record,
        "加氯工培训签到和考核.xlsx",
        &["姓名|签到|考核", "加氯工甲|是|92", "加氯工乙|是|88", "加氯工丙|是|95"],
    );
    s.finish(-37, 21, &[training], "加氯工重新培训考核，更换氯瓶实行双人操作。");
    s.submit(-37, 21, "请予验收。");
    s.send_back(-32, 21, "培训签到时间与当班记录矛盾，请说明。");
    s.report(-20, 21, "签到时间填写有误，已由班长更正说明，并补充操作录像。");
    s.show(
        -20,
        21,
        &[File::new(
            Kind::Report,
            "加氯操作录像抽查报告.pdf",
            &["抽查录像4段，操作人员均佩戴正压呼吸器，均为双人操作。"],
        )],
    );
    s.submit(-14, 21, "请再次验收。");
}

fn under_way(s: &mut Script<'_>) {
    s.keep_weekly(-40, 0, 4);
    s.report(-9, 4, "7个故障点位已消除5个，剩余2个等待探头到货。");

    s.report(-12, 5, "防毒面具14副已到货，强光手电正在采购。");
    s.show(
        -12,
        5,
        &[File::new(
            Kind::Voucher,
            "防毒面具采购入库单.pdf",
            &["入库防毒面具14副，验收合格，分配青石水厂5副、白鹭水厂5副、松谷水厂4副。"],
        )],
    );

    s.report(-28, 9, "已检测19台，停用2台。");
    s.count(-28, 9, 19, "完成19台绝缘检测");
    s.report(-8, 9, "已检测24台，剩余3台在外地施工。");

    s.report(-13, 10, "接地极施工方案已确定，等待停泵窗口。");
    s.ask(-6, 10, 75, "增设接地极需要停泵，供水高峰期不能停，申请延期到高峰过后。");

    s.keep(-43, 0, 11);
    s.report(-10, 11, "专项培训36人，本月抽查作业票10张，9张填写完整。");

    s.report(-10, 14, "行车已停用并挂牌，限位器已到货，预约检验机构现场检验。");
    s.show(-10, 14, &[File::new(Kind::Photo, "行车停用挂牌.png", &["松谷水厂泵房行车，已断电挂牌"])]);

    s.keep_weekly(-40, 0, 16);
    s.count(-21, 16, 11, "补装2处、更换9处");
    s.show(
        -21,
        16,
        &[File::new(
            Kind::Record,
            "井盖巡查记录.xlsx",
            &["日期|路段|缺失|破损|处理", "第1周|城东路|1|4|已更换", "第2周|滨江路|1|5|已更换"],
        )
        .public()],
    );

    s.keep_weekly(-40, -22, 18);
    s.count(-26, 18, 6, "6台气体检测仪已配发");

    s.show(
        -36,
        19,
        &[
            BRIEFING,
            File::new(
                Kind::Notice,
                "关于严禁高处作业不系安全带的通知.txt",
                &["各部门、各外包单位：", "高处作业必须系安全带并设监护人，违者清退出场。", "安全运行部"],
            ),
        ],
    );
    s.report(-35, 19, "已召开安全教育会议，印发通知。");

    s.report(-11, 20, "线上动火审批流程已配置，正在3座水厂试用。");
    s.report(-8, 23, "预案初稿完成，5个停用电话已更新，正在征求水厂意见。");
    s.report(-25, 25, "潜水泵2台已下采购单。");
    s.report(-11, 25, "潜水泵2台已下采购单。");
}
