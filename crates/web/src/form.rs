//! What a browser sent: fields of an address or a form, and files.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{Method, header};

use crate::server::Options;

/// Fields, in the order in which they came, and files.
#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    /// Files, each with the field that it came in.
    pub files: Vec<Upload>,
}

/// A file that was sent.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The field.
    pub field: String,
    /// The file's name without folders.
    pub name: String,
    /// What it holds.
    pub bytes: Bytes,
}

/// Why a body cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadBody {
    /// It is larger than may be.
    Large,
    /// It is no form.
    Malformed,
}

impl Form {
    /// From `a=1&b=2`.
    #[must_use]
    pub fn parse(text: &[u8]) -> Self {
        let fields = form_urlencoded::parse(text).map(|(name, value)| (name.into_owned(), value.into_owned()));
        Self { fields: fields.collect(), files: Vec::new() }
    }

    /// Reads the body of a request; `files` tells whether files may come with it. Browsers end the lines of a text by a carriage
    /// return and a line feed, which people never wrote: what follows sees line feeds alone.
    pub(crate) async fn read(request: Request, options: &Options, files: bool) -> Result<Self, BadBody> {
        if request.method() != Method::POST {
            return Ok(Self::default());
        }
        let mut form = Self::body(request, options, files).await?;
        for (_, value) in form.fields.iter_mut().filter(|(_, value)| value.contains('\r')) {
            *value = value.replace("\r\n", "\n");
        }
        Ok(form)
    }

    async fn body(request: Request, options: &Options, files: bool) -> Result<Self, BadBody> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        if kind.starts_with("multipart/form-data") {
            let most = if files { options.largest_upload } else { options.largest_form };
            return Self::multipart(request, most).await;
        }
        let body = axum::body::to_bytes(request.into_body(), options.largest_form).await;
        body.map(|bytes| Self::parse(&bytes)).map_err(|_| BadBody::Large)
    }

    async fn multipart(request: Request, most: usize) -> Result<Self, BadBody> {
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| BadBody::Malformed)?;
        let mut form = Self::default();
        let mut left = most;
        while let Some(mut part) = parts.next_field().await.map_err(|_| BadBody::Malformed)? {
            let field = part.name().unwrap_or_default().to_owned();
            let name = part.file_name().map(base);
            let mut bytes = Vec::new();
            while let Some(chunk) = part.chunk().await.map_err(|_| BadBody::Malformed)? {
                left = left.checked_sub(chunk.len()).ok_or(BadBody::Large)?;
                bytes.extend_from_slice(&chunk);
            }
            match name {
                // A field for a file that was left empty.
                Some(name) if name.is_empty() && bytes.is_empty() => {}
                Some(name) => form.files.push(Upload { field, name, bytes: bytes.into() }),
                None => form.fields.push((field, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(form)
    }

    /// The field as it was sent, spaces around it too: a password may begin or end with one.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// The field without spaces around it; empty where it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The field, unless it is empty.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// Whether the field was sent at all.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field == name)
    }

    /// All values of a field that were given.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        let of = move |(field, value): &'f (String, String)| (field == name).then(|| value.trim());
        self.fields.iter().filter_map(of).filter(|value| !value.is_empty())
    }

    /// The fields, in order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The file that came in `field`.
    #[must_use]
    pub fn file(&self, field: &str) -> Option<&Upload> {
        self.files.iter().find(|file| file.field == field)
    }

    /// The same fields as an address, with those of `set` in their place; an empty value takes a field away.
    #[must_use]
    pub fn address(&self, set: &[(&str, &str)]) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        let kept =
            self.fields.iter().filter(|(name, value)| !value.is_empty() && set.iter().all(|(other, _)| other != name));
        for (name, value) in kept {
            out.append_pair(name, value);
        }
        for (name, value) in set.iter().filter(|(_, value)| !value.is_empty()) {
            out.append_pair(name, value);
        }
        out.finish()
    }
}

/// A file's name without the folders that some browsers send.
fn base(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

/// The cookies of a request.
pub(crate) fn cookies(request: &axum::http::request::Parts) -> BTreeMap<String, String> {
    let headers = request.headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let pairs = headers.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
