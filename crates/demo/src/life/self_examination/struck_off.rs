//! What was struck off, and what became of it when somebody looked again.

use super::files::{
    ALARM, ANSWERS, ARCHIVE, CANTEEN, CONTRACTS, DISPATCH, EXAM, FORM, MEETING, NO_SAMPLES, ORDERS, OVERDUE, REPORTS,
    ROTATION, RULES, SIGNED_LATER, SPOT, STILL_TESTED, SUPPLEMENT, TEST,
};
use crate::life::script::Script;
use crate::organisation::{WU, XU};

/// What was put right in the first weeks.
pub(super) fn at_once(s: &mut Script<'_>) {
    s.close(
        -398,
        11,
        &[REPORTS],
        "19张报表清理为11张，取消的8张已通知各水厂停报。",
        "重复报表全部取消，报表员填报时间由每月5天减为1天。",
    );
    s.close(
        -398,
        13,
        &[FORM, MEETING],
        "三方会签单启用，新发生的3次停水均提前48小时通知。",
        "停水提前通知率由77%提高到100%。",
    );
    s.close(-398, 15, &[DISPATCH], "电子派车单启用，三项不全的系统不予派车。", "派车登记完整率达到100%。");
    s.close(-398, 20, &[ARCHIVE], "143件文件全部移交，编目完成。", "散存文件清零，归档目录可查。");
    s.close(-398, 24, &[ANSWERS], "12件提案逐件书面答复，提案人均已签收。", "超期提案全部答复，新收提案平均21天答复。");
    s.held(-288, &[11, 13, 15, 20, 24]);
    s.held(-196, &[11, 20, 24]);
    s.held(-14, &[11, 20, 24]);
    s.rebounded(-196, 13, "抽查近两个月5次停水，有3次通知提前不足24小时，会签单是事后补签的。", SIGNED_LATER);
    s.answer(-190, 13, "停水申请与短信平台联动，未发出通知的不能开具停水作业票，每月抽查会签时间。", (WU, XU), 15);
    s.report(-150, 13, "与短信平台联动的需求已确认，正在开发接口。");
    s.report(-70, 13, "接口上线试运行，4次停水均由系统自动发出通知。");
    s.reach(-70, 13, 1, -74);
    s.report(-12, 13, "试运行期间7次停水全部提前48小时以上通知，准备提交验收。");
    s.changed(
        -196,
        15,
        "派车登记已经规范，但外包车辆没有纳入，事由、里程仍无记录。",
        "外包车辆使用没有登记。近三个月租用外包车辆41台次，均没有填写事由和里程。",
    );
}

/// What took months.
pub(super) fn in_stages(s: &mut Script<'_>) {
    s.report(-390, 12, "答复规范已修订，正在培训座席人员。");
    s.keep(-420, -320, 12);
    s.close(
        -318,
        12,
        &[SPOT, MEETING],
        "连续三个月抽查，最近一个月40件全部写明办理结果和时限。",
        "投诉答复合格率由79%提高到100%。",
    );
    s.report(-380, 17, "已核对126份，补登17份。");
    s.close(
        -318,
        17,
        &[CONTRACTS, MEETING],
        "218份合同全部核对，到期合同已终止4份、重新采购2份。",
        "合同台账与实有合同一致，到期未处理合同为0。",
    );
    s.keep(-420, -320, 22);
    s.close(
        -318,
        22,
        &[CANTEEN, MEETING],
        "双人验收和留样制度已执行两个月，满意度测评86%。",
        "留样完整，职工满意度由71%提高到86%。",
    );
    s.held(-208, &[12, 17, 22]);
    s.held(-116, &[12, 22]);
    s.rebounded(-18, 22, "查看近两周留样柜，有4餐没有留样，入库单只有一人签字。", NO_SAMPLES);

    s.finish(-294, 16, &[SUPPLEMENT, RULES], "11个项目资料已补充，实施细则已印发。");
    s.submit(-294, 16, "请予验收。");
    s.send_back(-288, 16, "抽查补充资料，有2个项目的比价记录没有日期，须由供应商重新确认。");
    s.report(-281, 16, "2个项目的比价记录已由供应商盖章确认日期。");
    s.submit(-278, 16, "退回事项已补正。");
    s.strike_off(-278, 16, "零星采购资料齐全，比价、验收有据可查。");
    s.held(-168, &[16]);
    s.held(-77, &[16]);

    s.close(-294, 7, &[ORDERS], "首接负责办法施行，31件工单流转均不超过2次。", "工单平均办结时间由9天降为3天。");
    s.keep(-420, -290, 14);
    s.close(
        -286,
        14,
        &[OVERDUE, MEETING],
        "13项超期事项全部说明原因，11项办结，2项重新明确时限。",
        "超期督办事项由13项降为0项。",
    );
    s.held(-178, &[7, 14]);
    s.held(-86, &[7, 14]);

    s.keep(-420, -350, 19);
    s.close(
        -346,
        19,
        &[TEST, ALARM],
        "2台报警器更换完成，检测合格，月度测试记录由值班长签字。",
        "氯库报警器全部正常。",
    );
    s.held_as(-236, 19, "查看三个月测试记录，现场抽测2台正常。", STILL_TESTED);
    s.held(-146, &[19]);

    s.report(-350, 4, "操作手册已编印，首批24人完成培训。");
    s.close(-276, 4, &[EXAM, MEETING], "48人全部通过实操考核，其中5人补考合格。", "6个部门均能独立使用分区计量功能。");
    s.close(-236, 25, &[ROTATION], "5名超期任职人员分两批轮岗，交接清单由审计监督部监交。", "关键岗位无超期任职人员。");
    s.held(-168, &[4]);
    s.held(-77, &[4]);
    s.held(-127, &[25]);
}
