//! Which part of an owner as written is a unit, and which a person.

/// What the names of units end in (field: 单位 in the wide sense).
const UNIT_ENDINGS: &[&str] = &[
    "局",
    "委",
    "办",
    "科",
    "室",
    "处",
    "股",
    "部",
    "厅",
    "院",
    "校",
    "所",
    "站",
    "队",
    "组",
    "会",
    "司",
    "厂",
    "馆",
    "园",
    "团",
    "中心",
    "支部",
    "党委",
    "党组",
    "街道",
    "社区",
    "镇",
    "乡",
    "村",
    "县",
    "区",
    "市",
    "省",
    "班",
    "班子",
    "单位",
    "部门",
    "党支部",
    "窗口",
    "集团",
    "银行",
    "分行",
    "库",
    "网点",
    "车间",
    "段",
    "幼儿园",
    "医院",
    "学院",
    "大队",
    "支队",
    "小组",
];

/// English words that units are named by.
const UNIT_WORDS: &[&str] = &[
    "department",
    "office",
    "team",
    "unit",
    "committee",
    "board",
    "division",
    "section",
    "group",
    "council",
    "agency",
    "branch",
    "bureau",
    "services",
    "operations",
    "finance",
    "it",
    "hr",
    "procurement",
];

/// What the words for posts end in.
const POSTS: &[&str] = &[
    "书记",
    "主任",
    "局长",
    "科长",
    "处长",
    "部长",
    "院长",
    "校长",
    "馆长",
    "园长",
    "所长",
    "站长",
    "队长",
    "组长",
    "班长",
    "厂长",
    "会长",
    "股长",
    "镇长",
    "乡长",
    "县长",
    "区长",
    "市长",
    "主席",
    "秘书长",
    "董事长",
    "经理",
    "主管",
    "总监",
    "委员",
    "会计师",
    "工程师",
    "负责人",
];

/// The owner as written, parted into units and persons, each joined by `；` in the order of the paper.
///
/// The contract joins 责任单位 and 责任人 by `；` in document order. A part that is named as units are is one;
/// of two parts of which neither is, the second is the person.
#[must_use]
pub fn split(owner: &str) -> (String, String) {
    let parts: Vec<&str> = owner.split(['；', ';']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let mut is_person: Vec<bool> = parts.iter().map(|p| !is_unit(p) && is_person(p)).collect();
    if let [first, second] = parts.as_slice()
        && !is_person.contains(&true)
        && !is_unit(second)
        && first != second
    {
        is_person = vec![false, true];
    }
    let chosen = |person: bool| {
        let mine = parts.iter().zip(&is_person).filter(|(_, p)| **p == person).map(|(part, _)| *part);
        mine.collect::<Vec<_>>().join("；")
    };
    (chosen(false), chosen(true))
}

fn is_unit(part: &str) -> bool {
    let last = part.split(['、', '，', '/']).next_back().unwrap_or(part);
    let bare = last.split(['（', '(']).next().unwrap_or(last).trim();
    UNIT_ENDINGS.iter().any(|e| bare.ends_with(e) && bare.chars().count() > 1)
        || part.to_ascii_lowercase().split(|c: char| !c.is_ascii_alphabetic()).any(|word| UNIT_WORDS.contains(&word))
}

/// One or several names, each perhaps with a post before it or in brackets: 2 to 4 characters.
fn is_person(part: &str) -> bool {
    part.split(['、', '，', ',']).all(|name| {
        let bare = bare(name);
        (2..=4).contains(&bare.chars().count()) && bare.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    })
}

/// A name without the post before it and without what stands in brackets behind it: 副馆长闻知行（兼）is 闻知行.
#[must_use]
pub fn bare(name: &str) -> &str {
    let name = name.split(['（', '(']).next().unwrap_or(name).trim();
    let behind = POSTS.iter().filter_map(|post| Some(name.rfind(post)? + post.len())).max();
    behind.and_then(|at| name.get(at..)).filter(|rest| !rest.is_empty()).map_or(name, str::trim)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn units_and_persons_go_to_their_own_columns() {
        let of = |owner| {
            let (unit, person) = split(owner);
            format!("{unit} | {person}")
        };
        assert_eq!(of("综合科；陆一舟"), "综合科 | 陆一舟");
        assert_eq!(of("陆一舟"), " | 陆一舟");
        assert_eq!(of("运行保障中心"), "运行保障中心 | ");
        assert_eq!(of("综合科、财务科；陆一舟（科长）"), "综合科、财务科 | 陆一舟（科长）");
        assert_eq!(of("陆一舟、何青；综合科"), "综合科 | 陆一舟、何青");
        assert_eq!(of("Finance Department; Head of Finance"), "Finance Department；Head of Finance | ");
        assert_eq!(of("Estates Office; Robin Vale"), "Estates Office | Robin Vale");
        assert_eq!(of("运行部经理林望舟"), " | 运行部经理林望舟");
        assert_eq!(of("客服部；值班主管贺兰汀（代）"), "客服部 | 值班主管贺兰汀（代）");
        assert_eq!(of("各支部；各支部书记"), "各支部 | 各支部书记");
    }
}
