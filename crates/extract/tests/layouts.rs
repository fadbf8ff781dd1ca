//! Layouts in which a value stands beside what it belongs to only by position.
#![allow(clippy::expect_used, reason = "a test says what it expects")]

fn owners(paper: &str, name: &str) -> Vec<(String, Option<String>)> {
    let document = document::read(paper.as_bytes(), name).expect("a paper");
    let measures = extract::extract(&document).measures.into_iter();
    measures.map(|measure| (measure.statement, measure.owner)).collect()
}

fn expected(pairs: &[(&str, Option<&str>)]) -> Vec<(String, Option<String>)> {
    pairs.iter().map(|(statement, owner)| ((*statement).to_owned(), owner.map(str::to_owned))).collect()
}

#[test]
fn each_item_in_a_paragraph_keeps_its_own_labels() {
    let paper = "关于仓储管理问题的整改方案\n\n一、存在问题\n（一）台账管理不规范。盘点记录缺失3个月。\n\n二、整改措施\n\
        （一）抓好维护。一是建立日报制度，责任单位：维修科。二是各科室要高度重视，加强台账管理。\
        三是开展一次盘点，责任单位：财务科。四是开展培训2次。\n";
    let want = expected(&[
        ("抓好维护。", None),
        ("建立日报制度", Some("维修科")),
        ("各科室要高度重视，加强台账管理。", None),
        ("开展一次盘点", Some("财务科")),
        ("开展培训2次。", None),
    ]);
    assert_eq!(owners(paper, "一段.txt"), want);
}

#[test]
fn a_merged_cell_speaks_for_every_row_it_covers() {
    let paper = "<h1>整改任务清单</h1><table>\
        <tr><th>序号</th><th>存在问题</th><th>整改措施</th><th>责任单位</th></tr>\
        <tr><td>1</td><td>台账缺失</td><td>补建台账</td><td rowspan=2>仓储科</td></tr>\
        <tr><td>2</td><td>盘点不及时</td><td>按月盘点</td></tr>\
        <tr><td>3</td><td>门禁失修</td><td>修复门禁</td><td>后勤科</td></tr></table>";
    let want = expected(&[("补建台账", Some("仓储科")), ("按月盘点", Some("仓储科")), ("修复门禁", Some("后勤科"))]);
    assert_eq!(owners(paper, "清单.html"), want);
}

#[test]
fn a_limit_of_its_own_sentence_is_no_part_of_a_name() {
    let paper = "关于泵房管理问题的整改方案\n（2026年3月5日）\n一、设备管理\n问题1：阀门锈蚀，有7处漏水。\n整改措施：更换阀门。责任部门：维修部。立行立改。\n\
        问题2：投诉回复超期，有5件。\n整改措施：建立督办单。责任人：客服部主管贺兰汀。长期坚持。\n";
    let document = document::read(paper.as_bytes(), "方案.txt").expect("a paper");
    let read = extract::extract(&document).measures.into_iter().map(|measure| (measure.owner, measure.kind));
    let want = [("维修部", extract::Kind::Immediate), ("客服部主管贺兰汀", extract::Kind::Continuous)];
    assert_eq!(read.collect::<Vec<_>>(), want.map(|(owner, kind)| (Some(owner.to_owned()), Some(kind))));
}
