//! What is shown for the audit.

use ledger::profile::EvidenceKind as Kind;

use crate::files::File;

/// One report that is shown for many items.
pub(super) const SUMMARY: File = File::new(
    Kind::Report,
    "资产与采购专项审计整改情况汇编.pdf",
    &["本汇编收录立行立改事项的整改结果和财务凭证摘要。", "各事项的原始凭证由责任单位留存，验收时现场核对。"],
);
pub(super) const MEETING: File = File::new(
    Kind::Minutes,
    "审计整改联席会议纪要.docx",
    &[
        "会议逐项研究了28个问题的整改进展，对进度滞后的6项提出要求。",
        "会议明确：资金类问题以到账凭证为准，资产类问题以实物核对为准。",
    ],
);
pub(super) const CARDS: File = File::new(
    Kind::Record,
    "资产卡片补录清单.xlsx",
    &["资产编号|存放地点|使用人", "0021|青石水厂二级泵房|宋维", "0145|调度中心|邓海澜", "0233|档案室|谢志恒"],
);
pub(super) const SEAL: File = File::new(Kind::Photo, "智能印控柜.png", &["综合管理部启用智能印控柜"]).public();
pub(super) const SEALING: File = File::new(
    Kind::Record,
    "外带用印登记.xlsx",
    &["日期|合同编号|用印人|同行人|审批", "第1次|HT-031|甲|乙|有", "第2次|HT-036|丙|丁|有"],
);
pub(super) const ACCOUNTS: File = File::new(
    Kind::Record,
    "采购系统账号停用清单.xlsx",
    &["账号|原使用人情况|停用", "cg017|离职|是", "cg022|转岗|是", "cg031|退休|是"],
)
.restricted();
pub(super) const DISINFECTION: File = File::new(
    Kind::Report,
    "消毒设备评估报告.pdf",
    &["受托对白鹭水厂接收的捐建消毒设备进行评估。", "评估结论：设备状况良好，评估值31.50万元。"],
)
.aged(10);
pub(super) const CASH: File = File::new(
    Kind::Voucher,
    "现金水费送存回单.pdf",
    &["城东营业所现金水费送存回单（摘要）。", "本月22个收费日均当日送存，合计金额18.34万元。"],
)
.over(30)
.restricted();
pub(super) const BONDS: File = File::new(
    Kind::Voucher,
    "质保金收回到账凭证.pdf",
    &["3个项目质保金收回到账，金额合计22.10万元。", "付款系统质保期校验已启用。"],
);
pub(super) const REMINDERS: File = File::new(
    Kind::Record,
    "合同到期提醒设置.xlsx",
    &["合同编号|到期前提醒（天）|经办人", "HT-008|60|马骁", "HT-015|60|段玉珂", "HT-040|60|曹屿"],
);
pub(super) const VALVES: File = File::new(
    Kind::Record,
    "阀门季度归并采购计划.xlsx",
    &["季度|品种|数量|预算（万元）", "第二季度|闸阀|46|18.2", "第二季度|蝶阀|30|15.6"],
);
pub(super) const RULES: File = File::new(
    Kind::Regulation,
    "物资归并采购管理办法.docx",
    &["第四条　同类物资一个季度只报一次采购计划。", "第七条　归并后达到比选限额的，不得分拆。"],
);
pub(super) const VISAS: File = File::new(
    Kind::Record,
    "工程签证线上办理统计.xlsx",
    &["月份|签证份数|7日内办结|超期", "第1月|9|9|0", "第2月|11|11|0"],
)
.over(60);
pub(super) const STOCK: File = File::new(
    Kind::Record,
    "仓库盘点差异处理表.xlsx",
    &["品种|账面|实盘|差异金额（元）|原因", "DN100闸阀|42|38|5120|领用未登记", "水表铅封|1200|1360|-96|退库未登记"],
);
pub(super) const RENT: File = File::new(
    Kind::Voucher,
    "门面房租金到账凭证.pdf",
    &["4处门面房拖欠租金23.60万元全部到账。", "租赁合同已重新签订，约定逾期按日计收滞纳金。"],
)
.restricted();
pub(super) const SCORES: File = File::new(
    Kind::Record,
    "供应商评价打分表.xlsx",
    &["供应商|采购部门评分|使用部门评分|得分", "甲公司|92|88|89.6", "乙公司|90|61|72.6", "丙公司|95|93|93.8"],
);
pub(super) const NOTES: File = File::new(
    Kind::Report,
    "零星采购情况说明.pdf",
    &["6笔没有比价记录的零星采购逐笔说明情况，涉及金额8.90万元。", "采购系统已设置比价、合同先后校验。"],
);
pub(super) const ADVANCE: File =
    File::new(Kind::Voucher, "预付款清理凭证.pdf", &["预付材料款清理情况：到货入库5笔33.10万元，退款2笔15.10万元。"])
        .aged(1);
pub(super) const WAIVERS: File = File::new(
    Kind::Notice,
    "水费违约金减免办法.txt",
    &[
        "第一条　为规范水费违约金减免，制定本办法。",
        "第三条　减免金额500元以下的由营业所所长审批，500元以上的由客户服务中心主任审批。",
    ],
);
pub(super) const APPROVALS: File = File::new(
    Kind::Record,
    "违约金减免补办审批清单.xlsx",
    &["户号|减免金额（元）|补办审批|处理", "10086021|320|有|符合", "10086377|1150|有|符合", "10086912|860|无|追收"],
);
pub(super) const APPRAISAL: File =
    File::new(Kind::Report, "闲置设备技术鉴定报告.pdf", &["受检水泵、电机22台，可继续使用9台，建议报废13台。"]);
pub(super) const PIPES: File = File::new(
    Kind::Record,
    "管材到货抽检记录.xlsx",
    &["批次|数量|抽检|抽检率|结果", "GC-11|400|24|6|合格", "GC-12|260|15|5.8|合格"],
)
.over(45);
pub(super) const NOTICE_BOARD: File =
    File::new(Kind::Photo, "维修费用公示栏.png", &["车队公示栏，上月维修费用明细"]).public();
