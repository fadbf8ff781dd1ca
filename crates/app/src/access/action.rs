//! What can be done, as policies call it.

use ledger::Bilingual;

/// Something that can be done. Each is an action of the Cedar schema by the name that [`name`](Self::name) tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Read what is published.
    ReadPublished,
    /// Come in.
    Enter,
    /// See something that the ledger holds.
    See,
    /// Take a list away as a file.
    Export,
    /// Take in a paper.
    TakeIn,
    /// Draft, change, register, merge and reject findings, and what ties to them.
    Keep,
    /// Promise measures and change them.
    Plan,
    /// Report progress, show evidence, say that something is done, ask for an extension.
    Report,
    /// Say that a finding is rectified.
    Submit,
    /// Judge the evidence.
    Verify,
    /// Send something back.
    SendBack,
    /// Approve a plan or a closing.
    Approve,
    /// Grant or refuse an extension.
    DecideExtension,
    /// Strike a finding off.
    Close,
    /// Record a look-back.
    LookBack,
    /// Fix and draw a sample.
    Sample,
    /// Enter and change units, people and posts.
    Organise,
    /// Propose a hand-over.
    HandOver,
    /// Accept or decline one.
    AnswerHandOver,
    /// Open a campaign.
    OpenCampaign,
    /// Change, conclude a campaign.
    RunCampaign,
    /// Record regulations.
    Regulate,
    /// Decide what of a campaign is published.
    Publish,
    /// Run the system.
    Administer,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::ReadPublished,
        Self::Enter,
        Self::See,
        Self::Export,
        Self::TakeIn,
        Self::Keep,
        Self::Plan,
        Self::Report,
        Self::Submit,
        Self::Verify,
        Self::SendBack,
        Self::Approve,
        Self::DecideExtension,
        Self::Close,
        Self::LookBack,
        Self::Sample,
        Self::Organise,
        Self::HandOver,
        Self::AnswerHandOver,
        Self::OpenCampaign,
        Self::RunCampaign,
        Self::Regulate,
        Self::Publish,
        Self::Administer,
    ];

    /// Its name in policies.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.words().0
    }

    /// What it is called where somebody may not do it.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        let (_, zh, en) = self.words();
        Bilingual::fixed(zh, en)
    }

    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::ReadPublished => ("read-published", "查看公开内容", "read what is published"),
            Self::Enter => ("enter", "进入系统", "come in"),
            Self::See => ("see", "查看", "see it"),
            Self::Export => ("export", "导出台账", "export the ledger"),
            Self::TakeIn => ("take-in", "录入材料", "take in papers"),
            Self::Keep => ("keep", "登记和修改问题", "register and change findings"),
            Self::Plan => ("plan", "制定整改措施", "plan measures"),
            Self::Report => ("report", "报告整改进展", "report progress"),
            Self::Submit => ("submit", "提交验收", "submit it"),
            Self::Verify => ("verify", "验收", "verify it"),
            Self::SendBack => ("send-back", "退回", "send it back"),
            Self::Approve => ("approve", "审批", "approve it"),
            Self::DecideExtension => ("decide-extension", "审批延期", "decide on the extension"),
            Self::Close => ("close", "销号", "close it"),
            Self::LookBack => ("look-back", "回头看", "look back"),
            Self::Sample => ("sample", "随机抽查", "draw samples"),
            Self::Organise => ("organise", "维护单位和人员", "keep units and people"),
            Self::HandOver => ("hand-over", "办理交接", "hand over a post"),
            Self::AnswerHandOver => ("answer-hand-over", "接收或不接收交接", "answer a hand-over"),
            Self::OpenCampaign => ("open-campaign", "开展专项", "open a campaign"),
            Self::RunCampaign => ("run-campaign", "管理专项", "run a campaign"),
            Self::Regulate => ("regulate", "登记制度", "record regulations"),
            Self::Publish => ("publish", "公开整改情况", "publish"),
            Self::Administer => ("administer", "系统管理", "administer the system"),
        }
    }
}
