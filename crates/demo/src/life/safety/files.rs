//! What is shown for the safety check.

use ledger::profile::EvidenceKind as Kind;

use crate::files::File;

pub(super) const BRIEFING: File = File::new(
    Kind::Minutes,
    "高处作业安全教育会议记录.docx",
    &["会议通报了高处作业不系安全带的情况，要求全体外包人员引以为戒。", "参会人员签到21人。"],
);
pub(super) const PRESSURE: File = File::new(
    Kind::Report,
    "消防栓压力测试报告.pdf",
    &["4处消防栓出水压力分别为0.32、0.30、0.28、0.31兆帕，均符合要求。"],
)
.aged(0);
pub(super) const PUMP: File = File::new(Kind::Photo, "更换后的消防稳压泵.png", &["青石水厂办公楼消防泵房"]).public();
pub(super) const EXTINGUISHERS: File =
    File::new(Kind::Photo, "配电间新换灭火器.png", &["白鹭水厂配电间、药剂库灭火器"]).public();
pub(super) const LIST: File = File::new(
    Kind::Record,
    "白鹭水厂灭火器台账.xlsx",
    &[
        "编号|位置|型号|检定有效期（月）",
        "M-01|配电间|4公斤干粉|12",
        "M-02|配电间|4公斤干粉|12",
        "M-07|药剂库|二氧化碳|12",
    ],
);
pub(super) const PASSAGE: File =
    File::new(Kind::Photo, "疏散通道清理后.png", &["城东营业所二楼疏散通道，标线已划定"]).public();
pub(super) const CLEANED: File = File::new(Kind::Photo, "排烟管道清洗现场.png", &["集团食堂排烟管道"]);
pub(super) const WIRING: File = File::new(Kind::Photo, "加药间线路敷设.png", &["青石水厂加药间，线路已穿管固定"]);
pub(super) const INSULATION: File =
    File::new(Kind::Report, "加药间线路绝缘检测报告.pdf", &["检测回路6条，绝缘电阻均大于5兆欧，合格。"]).aged(0);
pub(super) const DETECTOR: File = File::new(Kind::Photo, "氯库报警器现场测试.png", &["6台报警器逐台测试"]);
pub(super) const AGAIN: File = File::new(
    Kind::Record,
    "氯库报警器测试记录.xlsx",
    &["编号|位置|声光报警|响应（秒）", "A1|东墙|正常|18", "A2|西墙|正常|20", "A5|加氯间|正常|16"],
);
pub(super) const RAILING: File = File::new(Kind::Photo, "沉淀池护栏更换后.png", &["白鹭水厂沉淀池北侧护栏"]).public();
pub(super) const TRAINING: File = File::new(
    Kind::Record,
    "加氯工培训签到和考核.xlsx",
    &["姓名|签到|考核", "加氯工甲|是|92", "加氯工乙|是|88", "加氯工丙|是|95"],
);
pub(super) const RECORDING: File =
    File::new(Kind::Report, "加氯操作录像抽查报告.pdf", &["抽查录像4段，操作人员均佩戴正压呼吸器，均为双人操作。"]);
pub(super) const MASKS: File = File::new(
    Kind::Voucher,
    "防毒面具采购入库单.pdf",
    &["入库防毒面具14副，验收合格，分配青石水厂5副、白鹭水厂5副、松谷水厂4副。"],
);
pub(super) const CRANE: File = File::new(Kind::Photo, "行车停用挂牌.png", &["松谷水厂泵房行车，已断电挂牌"]);
pub(super) const COVERS: File = File::new(
    Kind::Record,
    "井盖巡查记录.xlsx",
    &["日期|路段|缺失|破损|处理", "第1周|城东路|1|4|已更换", "第2周|滨江路|1|5|已更换"],
)
.over(14)
.public();
pub(super) const BAN: File = File::new(
    Kind::Notice,
    "关于严禁高处作业不系安全带的通知.txt",
    &["各部门、各外包单位：", "高处作业必须系安全带并设监护人，违者清退出场。", "安全运行部"],
);

/// Of another plant, and taken back.
pub(super) const WRONG: File = File::new(Kind::Photo, "报警主机维修现场.png", &["火灾报警主机维修"]);
