//! What two papers share, case by case.

use crate::common::{between, paper, table, told, words};
use compare::{Settings, Text};
use document::{Builder, Format, Furniture, Origin, Place, Role, Unit};

#[test]
fn a_pair_of_plans() {
    let city = paper(&[
        "云岭市城市照明管理处整改方案",
        "一、总体要求",
        "坚持问题导向、目标导向，对检查组反馈的14个问题照单全收、逐条认领，做到问题不查清不放过。",
        "二、整改措施",
        "1.重新划分巡修网格，每个网格配备2名巡修员和1辆工程车，接到报修后4小时内到场。",
        "2.每季度随机抽取60条报修记录回访，回访结果在处务公开栏公示，满意率低于95%的由处长当面约谈。",
        "成立由主要负责人任组长的领导小组，每半月召开一次调度会。",
    ]);
    let district = paper(&[
        "临川区市政设施维护中心整改方案",
        "一、指导思想",
        "坚持问题导向,目标导向;对检查组反馈的９个问题照单全收,逐条认领。做到问题不查清不放过。",
        "二、主要任务",
        "（一）每季度随机抽取三十条报修记录回访，回访结果在中心公开栏公示，满意率低于百分之九十的由中心主任当面约谈。",
        "（二）重新划分巡修网格，每个网格配备三名巡修员和两辆工程车，接到报修后24小时内到场。",
        "由分管副主任牵头，按月向社区居民代表汇报。",
    ]);
    insta::assert_snapshot!(told(&city, &district, &between(&city, &district)));
}

#[test]
fn dates_percentages_and_amounts_may_differ() {
    let one = paper(&["经核实，截至2024年12月31日，该中心共拖欠工程款1,206.75万元，占合同总额的37.5%，涉及企业12家。"]);
    let other =
        paper(&["经核实,截至二〇二三年六月底，该中心共拖欠工程款三百万元，占合同总额的百分之六十，涉及企业（５）家。"]);
    let shared = between(&one, &other);
    assert_eq!(shared.passages.len(), 1);
    assert!(shared.coverage_a > 0.95, "{}", told(&one, &other, &shared));
}

#[test]
fn a_passage_runs_on_over_paragraphs_and_rows() {
    let mut builder = Builder::new(Format::Docx);
    table(&mut builder, &["1|窗口排队时间过长|增设潮汐窗口|长期", "2|库房物资未按批次摆放|重新编号上架|年底"]);
    let one = builder.finish();
    let other = paper(&["窗口排队时间过长增设潮汐窗口长期库房物资未按批次摆放重新编号上架年底"]);
    let shared = between(&one, &other);
    assert_eq!((shared.coverage_a, shared.coverage_b), (1.0, 1.0));
    assert_eq!(shared.passages[0].a.len(), 6);
}

#[test]
fn tables_of_numbers_share_nothing() {
    let rows: Vec<String> = (0..60).map(|n| format!("{}|{}|{}%", n, n * 37, n + 5)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let mut builder = Builder::new(Format::Xlsx);
    table(&mut builder, &rows);
    let numbers = builder.finish();
    let shared = between(&numbers, &numbers);
    assert!(shared.passages.is_empty());
    assert_eq!(shared.coverage_a, 0.0);
}

#[test]
fn english_counts_words_and_bridges_one_that_was_changed() {
    let one = paper(&[
        "The depot shall reconcile every fuel card against the dispatch log within five working days, and the \
         transport manager shall sign each monthly statement before it goes to the finance team.",
    ]);
    let other =
        paper(&["3.1 The depot shall RECONCILE every fuel card against the trip log within 10 working days; and the \
         transport manager shall sign each monthly statement before it goes to the finance team!"]);
    insta::assert_snapshot!(told(&one, &other, &between(&one, &other)));
}

#[test]
fn a_short_run_is_no_passage() {
    let one = paper(&["本次检查发现的主要问题是值班记录缺失，夜间无人接听电话。"]);
    let other = paper(&["值班记录缺失，夜间无人接听，群众意见较大，应当尽快改正并公布结果。"]);
    assert!(between(&one, &other).passages.is_empty());
}

#[test]
fn what_repeats_is_told_once_a_place() {
    let sentence = "责任科室须于每月末将进展报送督查科备案并附现场照片和签字记录。";
    let own = ["档案室潮湿且消防器材过期未换", "停车位划线模糊并有车辆长期占用", "食堂留样不足且台账字迹无法辨认"];
    let one = paper(&[sentence, own[0], sentence, own[1], sentence]);
    let other = paper(&[sentence, own[2], sentence]);
    let shared = between(&one, &other);
    assert_eq!(shared.passages.len(), 3, "{}", told(&one, &other, &shared));
    assert_eq!(words(&one, &shared.passages[0].a), words(&other, &shared.passages[0].b));
}

#[test]
fn the_least_length_is_a_setting() {
    let one = Text::new(&paper(&["夜间值守电话无人接听"]));
    let other = Text::new(&paper(&["检查发现夜间值守电话无人接听三次"]));
    let shared = |least| compare::between(&one, &other, &Settings { least, ..Settings::default() }).passages.len();
    assert_eq!((shared(10), shared(11)), (1, 0));
}

#[test]
fn empty_papers_share_nothing() {
    let (empty, some) = (paper::<&str>(&[]), paper(&["有文字的一段"]));
    assert_eq!(between(&empty, &empty), compare::Shared::default());
    assert_eq!(between(&empty, &some), compare::Shared::default());
}

#[test]
fn furniture_notes_and_item_numbers_are_left_out() {
    let line = "本页由办公系统自动生成仅供内部传阅请勿外传谢谢配合如有疑问请与管理员联系";
    let with = |role| {
        let mut builder = Builder::new(Format::Docx);
        builder.loose(line, Origin::at(Place::start_of(Unit::Apart(0))), role);
        builder.finish()
    };
    let shared = |role| between(&with(role), &with(role)).coverage_a;
    assert_eq!(shared(Role::Furniture(Furniture::Header)), 0.0);
    assert_eq!(shared(Role::Note), 0.0);
    assert_eq!(shared(Role::Cell), 1.0);

    let a = paper(&["一、泵站值班制度未张贴上墙且交接班记录连续缺页", "二、备用电源未按月试运行"]);
    let b = paper(&["（三）泵站值班制度未张贴上墙且交接班记录连续缺页", "（四）备用电源未按月试运行"]);
    let shared = between(&a, &b);
    assert_eq!((shared.coverage_a, shared.coverage_b), (1.0, 1.0));
    assert_eq!(words(&b, &shared.passages[0].b), "泵站值班制度未张贴上墙且交接班记录连续缺页 / 备用电源未按月试运行");
}
