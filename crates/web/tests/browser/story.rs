//! A stranger goes the whole way of one problem with nothing but the pages: from a paper to its proof.

use std::path::PathBuf;

use demo::Role;
use tempfile::TempDir;

use crate::common;
use crate::support::{Device, Served, User};

/// The sixth problem of the paper, and what will be done about it.
const PROBLEM: &str = "停水信息热线与公告不一致";
const MEASURE: &str = "停水信息由调度中心统一发布";

#[tokio::test]
async fn at_a_desk() {
    let served = Served::demo();
    let user = User::of(&served.origin).arrive().await;
    Story::new(&served, user, Device::Desktop).whole().await;
}

#[tokio::test]
async fn on_a_phone_without_scripts() {
    let served = Served::demo();
    let user = User::of(&served.origin).on(Device::Phone).without_scripts().arrive().await;
    Story::new(&served, user, Device::Phone).whole().await;
}

/// Somebody at the pages of a demonstration, with a paper and a photo.
struct Story<'s> {
    served: &'s Served,
    user: User,
    device: Device,
    files: TempDir,
}

impl<'s> Story<'s> {
    fn new(served: &'s Served, user: User, device: Device) -> Self {
        Self { served, user, device, files: tempfile::tempdir().unwrap() }
    }

    async fn whole(&self) {
        self.take_in().await;
        self.confirm().await;
        self.report().await;
        self.verify().await;
        self.approve().await;
        let receipt = self.close().await;
        self.look_back().await;
        self.publish().await;
        self.visit(&receipt).await;
    }

    /// Leaves, where somebody is signed in, and comes as another.
    async fn come_as(&self, role: Role) {
        self.served.sign_in(&self.user, self.served.cast(role).person).await;
    }

    async fn leave(&self, role: Role) {
        self.leave_as(&self.served.cast(role).name).await;
    }

    /// In the frame, for a page may say the name too.
    async fn leave_as(&self, name: &str) {
        self.user.press_beside("闭环", name).await;
        self.user.press("退出登录").await;
        self.user.see("登录名").await;
    }

    /// Goes where the navigation leads.
    async fn go(&self, place: &str) {
        if self.device == Device::Phone {
            self.user.press("菜单").await;
        }
        self.user.press_beside("闭环", place).await;
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.files.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        file
    }

    /// The office drops the paper.
    async fn take_in(&self) {
        let (user, paper) = (&self.user, common::paper());
        self.come_as(Role::Office).await;
        self.go("录入材料").await;
        user.upload("选材料，或拖到这里", &[&self.file(paper.name, &paper.bytes)]).await;
        user.choose("归入专项", "C3 安全生产大检查").await;
        user.press("开始读").await;
        user.see("读出的内容").await;
    }

    /// It says whose the problem is, and registers it.
    async fn confirm(&self) {
        let (user, owner) = (&self.user, self.owner());
        user.see("窗口服务质量检查").await;
        user.fill_beside("问题 6", "所在单位", "安全运行部").await;
        user.fill_beside("问题 6", "责任人", &owner).await;
        user.press_beside("个问题等着登记", "保存").await;
        user.see("办好了").await;
        user.press_beside("问题 6", "登记这一个").await;
        user.see("7 个问题等着登记").await;
        self.leave(Role::Office).await;
    }

    fn owner(&self) -> String {
        common::casts(Role::Owner).last().unwrap().name.clone()
    }

    /// The owner reports with a photo that it is done, and submits it.
    async fn report(&self) {
        let user = &self.user;
        let owner = common::casts(Role::Owner).last().unwrap();
        self.served.sign_in(user, owner.person).await;
        user.press_beside(MEASURE, "报进展").await;
        user.fill("这次做了什么", "热线、公告、短信自6月25日起由调度中心统一发布，已发布3次，口径一致。").await;
        user.upload("拍照", &[&self.file("调度中心发布台.png", &self.served.photo())]).await;
        user.tick("这项措施已经办完").await;
        user.press("报送").await;
        user.see("办好了").await;
        user.press_beside("对应问题", PROBLEM).await;
        user.press("提交验收").await;
        user.see("办好了").await;
        self.leave_as(&owner.name).await;
    }

    /// Somebody else judges the photo.
    async fn verify(&self) {
        let user = &self.user;
        self.come_as(Role::Verifier).await;
        user.press_beside(PROBLEM, "去验收").await;
        user.see("调度中心发布台.png").await;
        user.tick("已整改").await;
        user.fill("通过意见", "到调度中心查看3次发布记录，热线答复与公告一致。").await;
        user.press("通过验收").await;
        user.see("办好了").await;
        self.leave(Role::Verifier).await;
    }

    /// Level by level, as the profile wants it.
    async fn approve(&self) {
        let user = &self.user;
        for role in [Role::Office, Role::Lead] {
            self.come_as(role).await;
            user.press_beside(PROBLEM, "审批销号").await;
            user.press("批准销号").await;
            user.see("办好了").await;
            self.leave(role).await;
        }
    }

    /// The office strikes it off, and takes the receipt along.
    async fn close(&self) -> PathBuf {
        let user = &self.user;
        self.come_as(Role::Office).await;
        user.press_beside(PROBLEM, "去销号").await;
        user.fill("整改成效", "停水恢复时间只有一个口径，近3次停水热线答复与公告一致。").await;
        user.press("销号").await;
        user.see("销号回执").await;
        let receipt = user.download("下载回执").await;
        self.leave(Role::Office).await;
        receipt
    }

    /// The inspector looks before it is due.
    async fn look_back(&self) {
        let user = &self.user;
        self.come_as(Role::Inspector).await;
        self.go("回头看").await;
        user.press("以后").await;
        user.press_beside(PROBLEM, "回头看").await;
        user.tick("巩固").await;
        user.fill("情况", "抽查7月2日停水，热线答复与公告一致。").await;
        user.press("记录").await;
        user.see("办好了").await;
        self.leave(Role::Inspector).await;
    }

    /// The office tells everybody.
    async fn publish(&self) {
        let user = &self.user;
        self.come_as(Role::Office).await;
        self.go("专项").await;
        user.press("安全生产大检查").await;
        user.press("公开整改情况").await;
        user.press_beside("不勾选的问题，须写明不公开的理由", "向社会公开").await;
        user.see("办好了").await;
        self.leave(Role::Office).await;
    }

    /// Anybody reads it without an account, and proves the receipt.
    async fn visit(&self, receipt: &std::path::Path) {
        let user = &self.user;
        user.open("/").await;
        user.press("公开页").await;
        user.press("安全生产大检查").await;
        user.see(PROBLEM).await;
        user.see("已销号").await;
        user.press("核对回执").await;
        user.upload("或选择文件", &[receipt]).await;
        user.press("核对").await;
        user.see("核对通过").await;
        user.see("前面的没有改动").await;
    }
}
