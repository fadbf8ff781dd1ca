//! What is answered.

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::trouble::Trouble;

/// What may come from where: everything from here, nothing inline. Pictures may also be made in the page, for previews.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
     form-action 'self'; frame-src 'self'; object-src 'self'; frame-ancestors 'self'; base-uri 'none'";

/// What a workbook is.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What is answered.
#[derive(Debug)]
pub struct Answer {
    /// How HTTP calls it.
    pub status: StatusCode,
    /// Its headers, beside those that every answer has.
    pub headers: HeaderMap,
    /// What it holds.
    pub body: Body,
}

/// A cookie to be set.
pub struct Cookie<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value; no spaces, commas, semicolons.
    pub value: &'a str,
    /// For how many seconds; `None` until the browser is closed.
    pub seconds: Option<i64>,
    /// Only over TLS.
    pub secure: bool,
}

impl Answer {
    fn new(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        Self { status, headers, body: body.into() }
    }

    /// A page.
    ///
    /// # Errors
    /// Never: a template that was compiled writes to memory.
    pub fn page(page: &impl Template) -> Result<Self, Trouble> {
        let text = page.render().map_err(|_| Trouble::Missing)?;
        Ok(Self::new(StatusCode::OK, "text/html; charset=utf-8", text))
    }

    /// Elsewhere, by GET.
    #[must_use]
    pub fn to(address: impl AsRef<str>) -> Self {
        let mut answer = Self::new(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", Body::empty());
        // Addresses are made of ids and percent-encoded words.
        if let Ok(value) = HeaderValue::from_str(address.as_ref()) {
            answer.headers.insert(header::LOCATION, value);
        }
        answer
    }

    /// Plain text of some type.
    #[must_use]
    pub fn text(kind: &'static str, text: impl Into<String>) -> Self {
        Self::new(StatusCode::OK, kind, text.into())
    }

    /// Bytes that a page shows or uses; nothing in them is run.
    #[must_use]
    pub fn bytes(kind: &str, bytes: impl Into<Body>) -> Self {
        let mut answer = Self::new(StatusCode::OK, "application/octet-stream", bytes);
        answer.header(header::CONTENT_TYPE, kind);
        answer
    }

    /// A file to be saved under `name`.
    #[must_use]
    pub fn download(kind: &str, name: &str, bytes: impl Into<Body>) -> Self {
        Self::bytes(kind, bytes).named("attachment", name)
    }

    /// With the name of a file: `inline` or `attachment`. RFC 6266 with the encoding of RFC 8187.
    #[must_use]
    pub fn named(mut self, how: &str, name: &str) -> Self {
        let encoded: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
        let encoded = encoded.replace('+', "%20");
        self.header(header::CONTENT_DISPOSITION, &format!("{how}; filename*=UTF-8''{encoded}"));
        self
    }

    /// With another status.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Sets a header.
    pub fn header(&mut self, name: HeaderName, value: &str) {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
    }

    /// Sets a cookie that scripts do not see and that no other site's form sends.
    #[must_use]
    pub fn cookie(mut self, cookie: &Cookie<'_>) -> Self {
        let Cookie { name, value, seconds, secure } = cookie;
        let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        let secure = if *secure { "; Secure" } else { "" };
        if let Ok(value) =
            HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}"))
        {
            self.headers.append(header::SET_COOKIE, value);
        }
        self
    }

    /// As axum takes it, with the headers that every answer has.
    #[must_use]
    pub fn into_response(self, secure: bool) -> Response {
        let mut response = Response::new(self.body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        let headers = response.headers_mut();
        let fixed = [
            ("content-security-policy", POLICY),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-frame-options", "SAMEORIGIN"),
            ("permissions-policy", "geolocation=(), microphone=(), payment=(), usb=()"),
        ];
        for (name, value) in fixed {
            headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
        }
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
        if secure {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
        }
        response
    }
}
