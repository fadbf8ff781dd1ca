//! Law 9: a publication leaves nothing out and tells only what is so.

use super::book::Book;
use crate::campaign::publication::{Edition, Item, Withheld};
use crate::finding::Scope;
use crate::{CampaignId, FindingId};

pub(super) fn check(
    book: &Book,
    id: CampaignId,
    edition: Edition,
    (told, withheld): (&[Item], &[Withheld]),
    place: &str,
) {
    let mut named: Vec<FindingId> = told.iter().map(|item| item.finding).collect();
    named.extend(withheld.iter().map(|withheld| withheld.finding));
    named.sort_unstable();
    let standing = book.findings.iter().filter(|(_, page)| page.campaign == id && page.registered && !page.void);
    let standing: Vec<FindingId> = standing.map(|(id, _)| *id).collect();
    assert_eq!(named, standing, "{place}: findings left out, twice or of elsewhere");
    assert!(withheld.iter().all(|withheld| !withheld.reason.is_empty()), "{place}: withheld for no reason");
    for item in told {
        let page = book.finding(item.finding);
        assert_eq!(item.status.is_closed(), page.closed, "{place}: {} is not so", item.finding);
        assert_eq!(item.closed_on.is_some(), page.closed, "{place}: closing of {}", item.finding);
        assert!(
            edition == Edition::Inside || page.scope != Some(Scope::OnePerson),
            "{place}: a person's for everybody"
        );
        let live: Vec<_> = book.live(item.finding).collect();
        assert_eq!(item.measures.len(), live.len(), "{place}: measures of {}", item.finding);
        for (promise, (measure, page)) in item.measures.iter().zip(live) {
            assert_eq!(promise.measure, measure, "{place}: measures of {}", item.finding);
            assert_eq!(promise.deadline.as_ref(), page.deadlines.last(), "{place}: deadline of {measure}");
            assert_eq!(promise.done_on.is_some(), page.done.is_some(), "{place}: {measure} is not so");
        }
    }
}
