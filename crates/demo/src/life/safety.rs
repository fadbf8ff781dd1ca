//! The safety check: just begun. Most hazards are being worked on, some are drafts that nobody has confirmed.

mod files;

use app::Failure;
use ledger::{CampaignId, FindingId, finding};

use super::script::{Opening, Script};
use crate::organisation::{BAILU, CITY_EAST, HAN, HE, PATROL, QINGSHI, SONGGU, ZHENG};
use crate::papers::SAFETY;
use crate::stage::Stage;
use files::{
    AGAIN, BAN, BRIEFING, CLEANED, COVERS, CRANE, DETECTOR, EXTINGUISHERS, INSULATION, LIST, MASKS, PASSAGE, PRESSURE,
    PUMP, RAILING, RECORDING, TRAINING, WIRING, WRONG,
};

/// Those that nobody has confirmed yet: without a measure, or with one that says neither who nor when.
const DRAFTS: [u64; 5] = [15, 22, 24, 26, 27];

pub(super) fn begin(stage: &mut Stage) -> Result<(), Failure> {
    let opening = Opening {
        id: CampaignId(3),
        profile: "safety",
        theme: "安全生产大检查",
        examiner: "集团安全检查组",
        units: &[QINGSHI, BAILU, SONGGU, CITY_EAST, PATROL],
        span: (-46, 90),
        closing: [HAN, ZHENG],
        extension: ZHENG,
    };
    let mut script = Script::open(stage, &opening, &SAFETY)?;
    script.confirm(-42, 27, &DRAFTS, |_| None)?;
    let words = "储气罐检验报告在检查前已经出具，现场标牌没有更新，不属于超期未检。";
    script.by(HE, -41, 15, finding::Command::Reject { reason: words.into() });
    script.by(HE, -41, 12, finding::Command::LinkRepeat { earlier: FindingId(19) });
    closed(&mut script);
    waiting(&mut script);
    under_way(&mut script);
    Ok(())
}

fn closed(s: &mut Script<'_>) {
    s.close(-38, 1, &[PUMP, PRESSURE], "稳压泵已更换，4处消防栓压力测试合格。", "消防栓出水压力全部达标。");
    s.close(-39, 2, &[EXTINGUISHERS, LIST], "11具灭火器全部更换，台账已建立。", "灭火器全部在有效期内。");
    s.close(-39, 3, &[PASSAGE], "旧柜台3组已清运，通道净宽1.4米。", "疏散通道畅通。");
}

fn waiting(s: &mut Script<'_>) {
    s.finish(-37, 6, &[CLEANED], "排烟管道已清洗。");
    s.submit(-37, 6, "请予验收。");
    s.send_back(-32, 6, "只清洗了灶台上方3米，水平管段油垢仍在，请清洗单位返工并提供清洗前后照片。");

    s.finish(-38, 7, &[WIRING, INSULATION], "临时线路拆除，固定线路敷设完成。");
    s.submit(-38, 7, "请予验收。");
    s.pass(-33, 7, "现场查看，线路已穿管固定");
    s.approve(-29, 7, 1);

    s.finish(-31, 12, &[DETECTOR, AGAIN], "2台报警器已更换，6台逐台测试正常。");
    s.submit(-31, 12, "请予验收。");
    s.pass(-24, 12, "现场测试6台，均有声光报警");

    s.report(-30, 13, "已拆除锈蚀护栏，现场设置临时围挡。");
    s.finish(-13, 13, &[RAILING], "更换护栏12米，其余护栏除锈刷漆。");
    s.submit(-13, 13, "请予验收。");

    s.finish(-37, 21, &[TRAINING], "加氯工重新培训考核，更换氯瓶实行双人操作。");
    s.submit(-37, 21, "请予验收。");
    s.send_back(-32, 21, "培训签到时间与当班记录矛盾，请说明。");
    s.report(-20, 21, "签到时间填写有误，已由班长更正说明，并补充操作录像。");
    s.show(-20, 21, &[RECORDING]);
    s.submit(-14, 21, "请再次验收。");
}

fn under_way(s: &mut Script<'_>) {
    s.keep_weekly(-40, 0, 4);
    s.show(-16, 4, &[WRONG]);
    s.withdraw(-12, 4, &WRONG, "照片拍的是青石水厂的主机，上传有误");
    s.report(-9, 4, "7个故障点位已消除5个，剩余2个等待探头到货。");

    s.report(-12, 5, "防毒面具14副已到货，强光手电正在采购。");
    s.show(-12, 5, &[MASKS]);

    s.report(-28, 9, "已检测19台，停用2台。");
    s.count(-28, 9, 19, "完成19台绝缘检测");
    s.report(-8, 9, "已检测24台，剩余3台在外地施工。");

    s.report(-13, 10, "接地极施工方案已确定，等待停泵窗口。");
    s.ask(-6, 10, 75, "增设接地极需要停泵，须等备用泵修复后施工。");

    s.keep(-43, 0, 11);
    s.report(-10, 11, "专项培训36人，本月抽查作业票10张，9张填写完整。");

    s.report(-10, 14, "行车已停用并挂牌，限位器已到货，预约检验机构现场检验。");
    s.show(-10, 14, &[CRANE]);

    s.keep_weekly(-40, 0, 16);
    s.count(-21, 16, 11, "补装2处、更换9处");
    s.show(-21, 16, &[COVERS]);

    s.keep_weekly(-40, -22, 18);
    s.count(-26, 18, 6, "6台气体检测仪已配发");

    s.show(-36, 19, &[BRIEFING, BAN]);
    s.report(-35, 19, "已召开安全教育会议，印发通知。");

    s.report(-11, 20, "线上动火审批流程已配置，正在3座水厂试用。");
    s.report(-8, 23, "预案初稿完成，5个停用电话已更新，正在征求水厂意见。");
    s.report(-25, 25, "潜水泵2台已下采购单。");
    s.report(-11, 25, "潜水泵2台已下采购单。");
}
