//! What is shown for the self-examination.

use ledger::profile::EvidenceKind as Kind;

use crate::files::File;

/// Shown for whatever was talked about in it.
pub(super) const MEETING: File = File::new(
    Kind::Minutes,
    "服务保障专题会整改推进会会议纪要.docx",
    &[
        "会议听取了整改办关于整改进展的汇报，逐项研究了未完成事项。",
        "会议要求：各责任单位对照整改时限倒排工期，完成一项、验收一项、销号一项；佐证材料要反映实际结果，会议记录和发文不能代替整改。",
    ],
);
pub(super) const NOTICE: File = File::new(
    Kind::Notice,
    "关于严格执行值班制度的通知.txt",
    &["各部门、各水厂：", "请严格执行24小时值班和领导带班制度，值班记录当班填写，不得提前、补填。", "综合管理部"],
);
pub(super) const REPORTS: File = File::new(
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
pub(super) const FORM: File = File::new(
    Kind::Record,
    "停水通知三方会签单汇总.xlsx",
    &[
        "日期|片区|提前小时|通知方式",
        "第1次|城东一片|52|短信、公告",
        "第2次|城西三片|50|短信、公告",
        "第3次|松谷片|49|短信、公告",
    ],
)
.over(12);
pub(super) const DISPATCH: File = File::new(
    Kind::Record,
    "电子派车单导出.xlsx",
    &[
        "单号|用车部门|里程|事由|审批",
        "1|综合管理部|36|送审材料|有",
        "2|安全运行部|82|水厂检查|有",
        "3|工程建设部|54|现场签证|有",
    ],
);
pub(super) const ARCHIVE: File = File::new(
    Kind::Record,
    "归档目录.xlsx",
    &["档号|题名|页数", "WS-001|年度工作总结|12", "WS-002|供水保障方案|28", "WS-003|设备更新请示|6"],
);
pub(super) const ANSWERS: File = File::new(
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
pub(super) const SPOT: File = File::new(
    Kind::Record,
    "投诉工单月度抽查表.xlsx",
    &["月份|抽查|写明结果和时限|合格率", "第1月|40|36|90", "第2月|40|39|97.5", "第3月|40|40|100"],
)
.over(80);
pub(super) const CONTRACTS: File = File::new(
    Kind::Record,
    "合同台账核对结果.xlsx",
    &["项目|数量", "签订合同|218", "原台账|189", "补登|29", "到期终止|4", "重新采购|2"],
);
pub(super) const CANTEEN: File = File::new(
    Kind::Record,
    "食堂留样登记.xlsx",
    &["日期|餐次|品种|留样人|销样人", "周一|午餐|红烧豆腐|食堂甲|食堂乙", "周二|午餐|清炒时蔬|食堂甲|食堂乙"],
);
pub(super) const RULES: File = File::new(
    Kind::Regulation,
    "零星采购实施细则.docx",
    &[
        "第一条　为规范零星采购，制定本细则。",
        "第八条　单笔1,000元以上的零星采购应当有三家以上比价记录，随报销单一并提交。",
        "第十二条　到货由使用部门和采购部门共同验收。",
    ],
);
pub(super) const SUPPLEMENT: File = File::new(
    Kind::Report,
    "零星采购资料补充情况报告.pdf",
    &["11个零星采购项目中，9个补齐比价记录和验收单，2个因供应商注销无法补齐，已由经办人书面说明并经部门负责人确认。"],
);
pub(super) const ORDERS: File =
    File::new(Kind::Record, "水表井渗漏工单流转统计.xlsx", &["季度|工单|流转超过2次", "整改前|23|23", "整改后|31|0"]);
pub(super) const OVERDUE: File = File::new(
    Kind::Report,
    "督办事项清理报告.pdf",
    &["13项超期督办事项已办结11项，2项因征地原因重新明确时限，每月通报一次进度。"],
);
pub(super) const TEST: File = File::new(
    Kind::Report,
    "氯库报警器检测报告.pdf",
    &["受检报警器6台，声光报警均正常，响应时间小于30秒。", "检测结论：合格。"],
)
.aged(6);
pub(super) const ALARM: File =
    File::new(Kind::Photo, "氯库新报警器安装位置.png", &["青石水厂氯库东墙，新装报警器2台"]).public();
pub(super) const EXAM: File = File::new(
    Kind::Record,
    "分区计量实操考核成绩.xlsx",
    &["部门|应考|合格|补考合格", "安全运行部|14|13|1", "客户服务中心|12|10|2", "工程建设部|8|8|0"],
);
pub(super) const ROTATION: File = File::new(
    Kind::Record,
    "关键岗位交接清单.xlsx",
    &["岗位|移交人|接收人|监交人", "物资采购|甲|乙|审计监督部", "工程签证|丙|丁|审计监督部"],
)
.restricted();
pub(super) const ROAD: File = File::new(Kind::Photo, "梅苑小区路面恢复.png", &["梅苑小区3号楼前路面恢复情况"]).public();
pub(super) const LETTER: File = File::new(
    Kind::Other,
    "延期施工居民告知书.txt",
    &["梅苑小区居民：", "因管材重新采购，施工期延长，给您带来不便，敬请谅解。施工监督电话见现场公示牌。"],
);
pub(super) const ASSETS: File = File::new(
    Kind::Record,
    "账实不符设备核对表.xlsx",
    &[
        "资产编号|名称|查明情况|处理",
        "0117|潜水泵|报废未销账|销账",
        "0342|流量计|借出未归还|收回",
        "0588|电焊机|去向不明|追查",
    ],
);
pub(super) const PROPOSALS: File = File::new(
    Kind::Record,
    "调研建议办理清单.xlsx",
    &[
        "调研报告|建议|办理结果|答复班组",
        "1|松谷水厂加药设备更新|列入更新计划|加药班",
        "4|抢修备件前置存放|已设3处备件点|抢修队",
    ],
);
pub(super) const LEAKAGE: File = File::new(
    Kind::Record,
    "片区漏损率通报.xlsx",
    &["片区|年初|本月", "城东一片|19.8|15.1", "城西三片|13.2|11.7", "松谷片|12.5|11.9"],
)
.over(28)
.public();
pub(super) const RECEPTION: File = File::new(
    Kind::Record,
    "接待费用公开截图汇总.xlsx",
    &["季度|公开日期|金额（元）", "第一季度|当月8日|18640", "第二季度|当月9日|15320"],
)
.over(300)
.public();
pub(super) const DRILL: File = File::new(
    Kind::Report,
    "爆管抢修演练评估报告.pdf",
    &[
        "演练从接报到关阀28分钟，到场31分钟，恢复供水3小时40分。",
        "存在问题：夜间照明不足。改进措施：增配移动照明车1台。",
    ],
);

/// What the inspector saw when looking again.
pub(super) const SIGNED_LATER: File = File::new(
    Kind::Record,
    "停水会签单回头看抽查表.xlsx",
    &[
        "停水日期|会签时间|通知时间|提前小时|是否补签",
        "第1次|事后|前一日20时|12|是",
        "第2次|事后|当日7时|3|是",
        "第3次|事前|两日前|50|否",
    ],
)
.aged(0);
pub(super) const NO_SAMPLES: File =
    File::new(Kind::Photo, "食堂留样柜现场.png", &["留样柜有4餐没有留样"]).aged(0).restricted();
pub(super) const STILL_TESTED: File = File::new(
    Kind::Record,
    "氯库报警器月度测试记录.xlsx",
    &["月份|测试台数|正常|值班长签字", "第1月|6|6|有", "第2月|6|6|有", "第3月|6|6|有"],
)
.aged(1)
.over(88);
