//! What a rule reports to. A diagnostic comes about only with a place and a message; its reason and advice
//! are the page's unless the rule knows better.

use document::{Bilingual, Diagnostic, Fix, Severity, Span};

use crate::{Page, Paper, Rule, Settings, Threshold};

/// Collects the diagnostics of one rule on one paper.
#[derive(Debug)]
pub struct Report<'a> {
    rule: &'static Rule,
    settings: &'a Settings,
    severity: Severity,
    page: Option<Page>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    pub(crate) fn new(rule: &'static Rule, settings: &'a Settings) -> Self {
        let severity = settings.severity(rule);
        Self { rule, settings, severity, page: None, diagnostics: Vec::new() }
    }

    /// The value of `threshold`: the user's where set, else its default.
    #[must_use]
    pub fn threshold(&self, threshold: &Threshold) -> f64 {
        self.settings.threshold(self.rule, threshold)
    }

    /// [`threshold`](Self::threshold) of a number that counts ([`Quantity::Count`](crate::Quantity::Count)).
    #[must_use]
    pub fn count(&self, threshold: &Threshold) -> usize {
        // Settings refuse what is negative or not finite, so the cast keeps the value.
        self.threshold(threshold) as usize
    }

    /// Begins a diagnostic about the passage `span`.
    pub fn at(&mut self, span: Span) -> Placed<'_, 'a> {
        Placed { report: self, span: Some(span) }
    }

    /// Begins a diagnostic about the file as a whole.
    pub fn whole_file(&mut self) -> Placed<'_, 'a> {
        Placed { report: self, span: None }
    }

    /// The diagnostics without those on passages that the user allows.
    pub(crate) fn finish(mut self, paper: &Paper<'_>) -> Vec<Diagnostic> {
        let allowed = self.settings.allowed(self.rule);
        if !allowed.is_empty() {
            let passes = |span: Span| allowed.iter().any(|a| a == paper.document.text(span));
            self.diagnostics.retain(|d| !d.span.is_some_and(passes));
        }
        self.diagnostics
    }
}

/// A diagnostic that has a place and lacks a message.
#[derive(Debug)]
#[must_use = "a place without a message is not reported"]
pub struct Placed<'r, 'a> {
    report: &'r mut Report<'a>,
    span: Option<Span>,
}

impl<'r> Placed<'r, '_> {
    /// Reports: what is the matter here, in one short sentence without a full stop.
    pub fn say(self, zh: impl Into<String>, en: impl Into<String>) -> Said<'r> {
        let Self { report, span } = self;
        let page = report.page.get_or_insert_with(|| report.rule.page());
        let diagnostic = Diagnostic {
            code: report.rule.code,
            severity: report.severity,
            message: Bilingual::new(zh.into(), en.into()),
            why: page.short_why(),
            advice: page.short_advice(),
            span,
            related: Vec::new(),
            fix: None,
        };
        let at = report.diagnostics.len();
        report.diagnostics.push(diagnostic);
        Said { diagnostics: &mut report.diagnostics, at }
    }
}

/// A diagnostic that is reported already, to which more may be said.
#[derive(Debug)]
pub struct Said<'r> {
    diagnostics: &'r mut Vec<Diagnostic>,
    at: usize,
}

impl Said<'_> {
    /// Gives a reason other than the page's.
    pub fn why(self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.change(|d| d.why = Bilingual::new(zh.into(), en.into()))
    }

    /// Gives advice other than the page's.
    pub fn advice(self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.change(|d| d.advice = Bilingual::new(zh.into(), en.into()))
    }

    /// Points at another passage that explains this one.
    pub fn related(self, span: Span, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.change(|d| d.related.push((span, Bilingual::new(zh.into(), en.into()))))
    }

    /// Points at the first few of `more`, passages with the same fault: one diagnostic stands for all of them.
    pub fn also(self, more: &[Span]) -> Self {
        /// So many show what is meant; the message has the count.
        const MOST: usize = 3;
        more.iter().take(MOST).fold(self, |said, span| said.related(*span, "还有这里", "here too"))
    }

    /// Offers a replacement of `span` that cannot change the meaning: `--fix` applies it unasked.
    pub fn safe_fix(self, span: Span, replacement: impl Into<String>) -> Self {
        self.change(|d| d.fix = Some(Fix { span, replacement: replacement.into(), safe: true }))
    }

    /// Offers a replacement of `span` that a person must look at.
    pub fn suggest(self, span: Span, replacement: impl Into<String>) -> Self {
        self.change(|d| d.fix = Some(Fix { span, replacement: replacement.into(), safe: false }))
    }

    /// Changes how much this one matters, where the rule distinguishes; no more than the user's setting.
    pub fn at_most(self, severity: Severity) -> Self {
        self.change(|d| d.severity = d.severity.min(severity))
    }

    fn change(self, edit: impl FnOnce(&mut Diagnostic)) -> Self {
        if let Some(diagnostic) = self.diagnostics.get_mut(self.at) {
            edit(diagnostic);
        }
        self
    }
}
