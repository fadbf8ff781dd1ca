//! Who is who in 云岭水务集团, which does not exist.

use std::collections::BTreeSet;

use app::Failure;
use ledger::{Command, PersonId, PostId, UnitId, person, post, unit};

use crate::stage::Stage;

macro_rules! units {
    ($($id:ident $number:literal $name:literal $short:expr, $parent:expr;)*) => {
        $(pub(crate) const $id: UnitId = UnitId($number);)*
        const UNITS: &[(UnitId, &str, Option<&str>, Option<UnitId>)] = &[$(($id, $name, $short, $parent)),*];
    };
}

macro_rules! people {
    ($($id:ident $number:literal $name:literal $unit:ident;)*) => {
        $(
            #[allow(dead_code, reason = "not everybody is called by name in the script")]
            pub(crate) const $id: PersonId = PersonId($number);
        )*
        const PEOPLE: &[(PersonId, &str, UnitId)] = &[$(($id, $name, $unit)),*];
    };
}

units! {
    GROUP 1 "云岭水务集团有限公司" Some("云岭水务集团"), None;
    GENERAL 2 "综合管理部" None, Some(GROUP);
    FINANCE 3 "财务资产部" None, Some(GROUP);
    SAFETY 4 "安全运行部" None, Some(GROUP);
    WORKS 5 "工程建设部" None, Some(GROUP);
    AUDIT 6 "审计监督部" None, Some(GROUP);
    SERVICE 7 "客户服务中心" None, Some(GROUP);
    QINGSHI 8 "青石水厂" None, Some(GROUP);
    BAILU 9 "白鹭水厂" None, Some(GROUP);
    SONGGU 10 "松谷水厂" None, Some(GROUP);
    LABORATORY 11 "水质化验室" None, Some(QINGSHI);
    CITY_EAST 12 "城东营业所" None, Some(SERVICE);
    PATROL 13 "管网巡护队" None, Some(SAFETY);
    STORES 14 "物资仓储站" None, Some(FINANCE);
}

people! {
    ZHOU 1 "周砚平" GROUP;
    FANG 2 "方若琳" GROUP;
    LU 3 "卢承远" GROUP;
    WU 4 "吴岚溪" GROUP;
    HE 5 "何静宜" GENERAL;
    TIAN 6 "田雨禾" GENERAL;
    XIE 7 "谢志恒" GENERAL;
    LUO 8 "罗凯程" GENERAL;
    QIN 9 "秦思源" GENERAL;
    YE 10 "叶子衿" GENERAL;
    SUN 11 "孙丽筠" FINANCE;
    MA 12 "马骁" FINANCE;
    DUAN 13 "段玉珂" FINANCE;
    ZHAO 14 "赵国维" SAFETY;
    HAN 15 "韩沐" SAFETY;
    DENG 16 "邓海澜" SAFETY;
    CHEN 17 "陈立言" WORKS;
    CAO 18 "曹屿" WORKS;
    FENG 19 "冯雪莹" WORKS;
    ZHENG 20 "郑文昭" AUDIT;
    JIANG 21 "蒋莉娅" AUDIT;
    XU 22 "徐佳宁" SERVICE;
    PAN 23 "潘虹璐" SERVICE;
    GAO 24 "高致远" CITY_EAST;
    XIA 25 "夏青禾" CITY_EAST;
    WANG 26 "王建川" QINGSHI;
    LI 27 "李牧野" QINGSHI;
    SONG 28 "宋维" QINGSHI;
    LI_MING 29 "黎明轩" QINGSHI;
    XU_LIN 30 "许琳琅" LABORATORY;
    ZHONG 31 "钟慧敏" LABORATORY;
    LIU 32 "刘鹏举" BAILU;
    PENG 33 "彭亮节" BAILU;
    LIAO 34 "廖云帆" BAILU;
    YANG 35 "杨柳青" SONGGU;
    JIANG_WEN 36 "姜文博" SONGGU;
    JIANG_ZHOU 37 "江一舟" SONGGU;
    FAN 38 "范成蹊" PATROL;
    QIU 39 "邱石林" PATROL;
    REN 40 "任怀安" STORES;
    SHI 41 "石景行" STORES;
}

/// Posts with their first holder; the director of 松谷水厂 is not found yet.
const POSTS: &[(UnitId, &str, Option<PersonId>)] = &[
    (GROUP, "董事长", Some(ZHOU)),
    (GROUP, "副总经理（分管安全运行）", Some(FANG)),
    (GROUP, "副总经理（分管财务工程）", Some(LU)),
    (GROUP, "副总经理（分管综合服务）", Some(WU)),
    (GENERAL, "综合管理部主任", Some(HE)),
    (FINANCE, "财务资产部部长", Some(SUN)),
    (SAFETY, "安全运行部部长", Some(ZHAO)),
    (WORKS, "工程建设部部长", Some(CHEN)),
    (AUDIT, "审计监督部部长", Some(ZHENG)),
    (SERVICE, "客户服务中心主任", Some(XU)),
    (QINGSHI, "青石水厂厂长", Some(WANG)),
    (BAILU, "白鹭水厂厂长", Some(LIU)),
    (SONGGU, "松谷水厂厂长", None),
    (CITY_EAST, "城东营业所所长", Some(GAO)),
    (PATROL, "管网巡护队队长", Some(FAN)),
    (STORES, "物资仓储站站长", Some(REN)),
];

/// The post of 青石水厂厂长, which changes hands.
pub(crate) const HEAD_OF_QINGSHI: PostId = PostId(11);
/// The post of 白鹭水厂厂长, whose hand-over waits.
pub(crate) const HEAD_OF_BAILU: PostId = PostId(12);
/// The post of 物资仓储站站长, which ends with its unit.
pub(crate) const HEAD_OF_STORES: PostId = PostId(16);

/// Enters units, people and posts, as one act.
pub(crate) fn found(stage: &mut Stage) -> Result<(), Failure> {
    let today = stage.app.today();
    stage.act(None, |plan| {
        for (id, name, short, parent) in UNITS {
            let register =
                unit::Command::Register { name: (*name).to_owned(), short: short.map(str::to_owned), parent: *parent };
            plan.run(&Command::Unit(*id, register))?;
        }
        for (id, name, unit) in PEOPLE {
            let register = person::Command::Register { name: (*name).to_owned(), units: BTreeSet::from([*unit]) };
            plan.run(&Command::Person(*id, register))?;
        }
        for (number, (unit, title, holder)) in (1..).zip(POSTS) {
            let id = PostId(number);
            plan.run(&Command::Post(id, post::Command::Create { unit: *unit, title: (*title).to_owned() }))?;
            if let Some(person) = holder {
                plan.run(&Command::Post(id, post::Command::Fill { person: *person, from: today }))?;
            }
        }
        Ok(())
    })
}
