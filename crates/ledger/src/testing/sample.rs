//! Made-up findings and measures, the same for the same seed, about organisations that do not exist.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::finding::{self, Scope};
use crate::profile::Kind;
use crate::{
    Actor, CampaignId, Event, FindingId, MeasureId, PersonId, Profile, Stream, UnitId, campaign, measure, unit,
};

/// Campaigns, units and persons that samples speak of, each from 1 to this.
pub const CAMPAIGNS: u64 = 8;
/// See [`CAMPAIGNS`].
pub const UNITS: u64 = 240;
/// See [`CAMPAIGNS`].
pub const PERSONS: u64 = 900;

const SUBJECTS: &str = "仓库 食堂 车队 档案室 值班室 门卫 实验室 锅炉房 配电间 会议室 培训中心 维修班 \
    采购组 质检科 财务科 信息中心 后勤处 客服台 印刷间 苗圃 泵站 码头 资料库 \
    样品间";
const MATTERS: &str = "消防器材 台账登记 交接班记录 设备保养 采购审批 合同归档 培训计划 应急预案 盘点 \
    报销凭证 安全巡查 温湿度记录 密码更换 值班安排 验收手续 库存标识 投诉答复 \
    公示内容 会议纪要 用车登记 样品留存 校准证书 废料处置 钥匙管理 数据备份 限额规定 \
    请示报告 绩效考核";
const FAULTS: &str = "不及时 不完整 流于形式 超期未办 无人负责 缺少签字 与实际不符 没有复核 长期空缺 \
    前后矛盾 照搬上年 责任不清 标准过低 未按规定执行 抽查走过场 反复出现 落实不到位 \
    没有闭环 底数不清 更新滞后";
const MANNERS: &str = "三季度以来 抽查二十份中 现场查看发现 个别岗位 部分班组 连续两个月 节假日期间 \
    新员工入职后 制度修订后 检查组到场时 近一年来 夜班时段 雨季期间 交接之后 年底集中 \
    试运行阶段";
const WORKS: &str = "逐项补齐 重新核对 每月检查一次 修订制度并公布 指定专人负责 组织培训并考核 \
    更换到期器材 建立清单并销项 请上级复核 限期清退 公开结果 纳入季度评议";
const ASPECTS: &str = "安全 财务 作风 质量 服务 信息";

/// Chance that can be repeated (SplitMix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The same seed gives the same chance.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to `n - 1`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.roll() % n
    }

    /// One of them; there must be some.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[usize::try_from(self.below(of.len() as u64)).unwrap_or(0)]
    }

    fn word(&mut self, of: &'static str) -> &'static str {
        let at = self.below(of.split(' ').count() as u64);
        of.split(' ').nth(usize::try_from(at).unwrap_or(0)).unwrap_or_default()
    }

    fn day(&mut self) -> Date {
        jiff::civil::date(2026, 1, 1).saturating_add(jiff::Span::new().days(self.below(500).cast_signed()))
    }
}

/// Some moment; time stands still between samples unless they say otherwise.
#[must_use]
pub fn moment() -> Timestamp {
    Timestamp::constant(1_772_415_000, 0)
}

/// The unit above a unit: the first one is at the top, and each has up to fifteen below it.
#[must_use]
pub fn parent(unit: UnitId) -> Option<UnitId> {
    (unit.0 > 1).then(|| UnitId(1 + (unit.0 - 2) / 15))
}

/// The campaigns and units that samples speak of: units two levels deep under one, campaigns with the default demands.
#[must_use]
pub fn organisation() -> Vec<(Stream, Event)> {
    let unit = |n: u64| {
        let parent = parent(UnitId(n));
        let registered = unit::Event::Registered { name: format!("第{n}部"), short: None, parent };
        (Stream::Unit(UnitId(n)), registered.into())
    };
    let campaign = |n: u64| {
        let content = campaign::Content {
            theme: format!("第{n}轮自查"),
            examiner: None,
            units: BTreeSet::new(),
            from: jiff::civil::date(2026, 1, 5),
            until: None,
        };
        let opened = campaign::Event::Opened { content, profile: Box::new(Profile::default()) };
        (Stream::Campaign(CampaignId(n)), opened.into())
    };
    (1..=UNITS).map(unit).chain((1..=CAMPAIGNS).map(campaign)).collect()
}

/// A finding as a paper would state it.
pub fn content(number: u64, dice: &mut Dice) -> finding::Content {
    let statement = format!(
        "{}{}{}{}，{}{}。",
        dice.word(MANNERS),
        dice.word(SUBJECTS),
        dice.word(MATTERS),
        dice.word(FAULTS),
        dice.word(MATTERS),
        dice.word(FAULTS),
    );
    let manifestations = (0..dice.below(2)).map(|_| format!("{}{}", dice.word(SUBJECTS), dice.word(FAULTS))).collect();
    finding::Content {
        statement,
        manifestations,
        aspect: Some(dice.word(ASPECTS).into()),
        scope: Some(*dice.pick(&[Scope::Team, Scope::SomeMembers, Scope::OnePerson])),
        unit: Some(UnitId(1 + dice.below(UNITS))),
        number: Some(format!("{number}")),
    }
}

/// What registers finding `number`: one or two entries.
pub fn finding(number: u64, dice: &mut Dice) -> Vec<(Stream, Event)> {
    let stream = Stream::Finding(FindingId(number));
    let campaign = CampaignId(1 + dice.below(CAMPAIGNS));
    let drafted = finding::Event::Drafted { campaign, content: content(number, dice), sources: Vec::new() };
    let registered = finding::Event::Registered { by: Actor::LOCAL, on: dice.day() };
    let mut events = vec![(stream, drafted.into())];
    if dice.below(10) > 0 {
        events.push((stream, registered.into()));
    }
    events
}

/// What is promised, in words.
pub fn promise(dice: &mut Dice) -> String {
    format!("{}：{}{}。", dice.word(WORKS), dice.word(SUBJECTS), dice.word(MATTERS))
}

/// What was done, in words.
pub fn done(dice: &mut Dice) -> String {
    format!("{}{}已{}", dice.word(SUBJECTS), dice.word(MATTERS), dice.word(WORKS))
}

/// What promises measure `number` for `findings`: one entry of its own and one in each finding's stream.
pub fn measure(number: u64, findings: &[u64], dice: &mut Dice) -> Vec<(Stream, Event)> {
    let id = MeasureId(number);
    let deadline = dice.day();
    let content = measure::Content {
        heading: None,
        statement: promise(dice),
        kind: Some(*dice.pick(&[Kind::Immediate, Kind::Staged, Kind::Staged])),
        lead: Some(PersonId(1 + dice.below(PERSONS))),
        owner: Some(PersonId(1 + dice.below(PERSONS))),
        unit: Some(UnitId(1 + dice.below(UNITS))),
        ..measure::Content::default()
    };
    let plan = measure::Plan {
        content,
        deadline: Some(deadline),
        deadline_words: None,
        milestones: Vec::new(),
        commitments: Vec::new(),
        checklist: vec!["验收照片".into()],
    };
    let registered = measure::Event::Registered {
        campaign: CampaignId(1 + dice.below(CAMPAIGNS)),
        findings: findings.iter().copied().map(FindingId).collect(),
        plan: Box::new(plan),
        sources: Vec::new(),
        on: dice.day(),
    };
    let mut events = vec![(Stream::Measure(id), registered.into())];
    let tied =
        |finding: &u64| (Stream::Finding(FindingId(*finding)), finding::Event::MeasureTied { measure: id }.into());
    events.extend(findings.iter().map(tied));
    events
}

/// A report of progress on measure `number`: one entry in a stream that is there.
pub fn progress(number: u64, dice: &mut Dice) -> Vec<(Stream, Event)> {
    let words = done(dice);
    let event = measure::Event::Progressed { words, repeated: false, by: Actor::LOCAL, on: dice.day() };
    vec![(Stream::Measure(MeasureId(number)), event.into())]
}
