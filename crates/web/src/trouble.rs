//! Why a request does not come to what was asked.

use app::Failure;
use app::access::Action;
use axum::http::StatusCode;
use ledger::Bilingual;

/// Why a request does not come to what was asked.
#[derive(Debug)]
pub enum Trouble {
    /// There is nothing at this address, or nothing that this person may know of.
    Missing,
    /// Somebody must sign in first.
    SignIn,
    /// The person may not do this.
    Denied(Action),
    /// The form is not one of ours, or is too old: its token does not fit the session.
    Forged,
    /// Too many requests.
    Often,
    /// What was sent is too large.
    Large,
    /// What was sent is no form.
    Malformed,
    /// Fields that cannot be used.
    Fields(Vec<(&'static str, Bilingual)>),
    /// The use case said no or failed.
    Failure(Failure),
}

impl Trouble {
    /// One field that cannot be used.
    #[must_use]
    pub fn field(name: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Fields(vec![(name, Bilingual::new(zh.into(), en.into()))])
    }

    /// How HTTP calls it.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Missing => StatusCode::NOT_FOUND,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Denied(_) | Self::Forged => StatusCode::FORBIDDEN,
            Self::Often => StatusCode::TOO_MANY_REQUESTS,
            Self::Large => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Fields(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Failure(failure) => match failure {
                Failure::Refused(_) | Failure::Unfit { .. } | Failure::Unknown(_) => StatusCode::UNPROCESSABLE_ENTITY,
                Failure::Conflict { .. } => StatusCode::CONFLICT,
                _ => StatusCode::SERVICE_UNAVAILABLE,
            },
        }
    }

    /// All that is to be said.
    #[must_use]
    pub fn reasons(&self) -> Vec<Bilingual> {
        let one = |zh: &'static str, en: &'static str| vec![Bilingual::fixed(zh, en)];
        match self {
            Self::Missing => one("没有这个页面，或者您无权查看", "there is no such page, or it is not yours to see"),
            Self::SignIn => one("请先登录", "sign in first"),
            Self::Denied(action) => {
                let action = action.label();
                vec![Bilingual::new(
                    format!("您没有“{}”的权限；需要时请联系整改办或系统管理员", action.zh),
                    format!("you may not {}; ask the office or an administrator", action.en),
                )]
            }
            Self::Forged => one(
                "页面已过期，请返回刷新后再提交，填写的内容没有保存",
                "this page is too old: go back, reload and send it again; nothing was recorded",
            ),
            Self::Often => one("请求太频繁，请过一会儿再试", "too many requests; try again in a while"),
            Self::Large => {
                one("内容太大，没有收下；请拆分或压缩后再传", "too large, nothing was taken; split or shrink it")
            }
            Self::Malformed => one("没有收到完整的表单，请重试", "the form did not arrive whole; try again"),
            Self::Fields(fields) => fields.iter().map(|(_, why)| why.clone()).collect(),
            Self::Failure(failure) => failure.reasons(),
        }
    }

    /// What to do about it, where that is not said already.
    #[must_use]
    pub fn advice(&self) -> Option<Bilingual> {
        match self {
            Self::Failure(failure) => failure.advice(),
            _ => None,
        }
    }

    /// Whether the form that led to it should be shown again with what was filled in.
    #[must_use]
    pub fn is_mendable(&self) -> bool {
        matches!(
            self,
            Self::Fields(_)
                | Self::Failure(
                    Failure::Refused(_) | Failure::Unfit { .. } | Failure::Unknown(_) | Failure::Conflict { .. }
                )
        )
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}
