//! Law 5: merging keeps every source, and a rebound keeps the history.

use std::collections::BTreeMap;

use crate::finding::Event as E;
use crate::testing::World;
use crate::{Event, FindingId, Source, State, States, Stream};

#[derive(Default)]
struct Page {
    sources: Vec<Source>,
    returns: usize,
    closings: usize,
    rebounds: usize,
    look_backs: usize,
    verifications: usize,
}

pub(super) fn check(world: &World) {
    let mut pages: BTreeMap<FindingId, Page> = BTreeMap::new();
    let mut merged = Vec::new();
    for recorded in world.history() {
        let (Event::Finding(event), Stream::Finding(id)) = (&recorded.event, recorded.stream) else { continue };
        let page = pages.entry(id).or_default();
        match event {
            E::Drafted { sources, .. } => page.sources.extend(sources.iter().cloned()),
            E::SourceAdded { source } => page.sources.push(source.clone()),
            E::Returned { .. } => page.returns += 1,
            E::Closed { .. } => page.closings += 1,
            E::Rebounded { .. } => page.rebounds += 1,
            E::LookedBack { .. } => page.look_backs += 1,
            E::Verified { .. } => page.verifications += 1,
            E::Merged { into, .. } => merged.push((id, *into)),
            _ => {}
        }
    }
    for (id, page) in &pages {
        let Some(State::Finding(state)) = world.state(&Stream::Finding(*id)) else { panic!("{id} is lost") };
        keeps(&state.sources, &page.sources, *id);
        let has = [
            state.returns.len(),
            state.closings.len(),
            state.rebounds.len(),
            state.look_backs.len(),
            state.verifications.len(),
        ];
        let had = [page.returns, page.closings, page.rebounds, page.look_backs, page.verifications];
        assert_eq!(has, had, "{id} lost history");
    }
    for (from, into) in merged {
        let Some(State::Finding(state)) = world.state(&Stream::Finding(into)) else { panic!("{into} is lost") };
        keeps(&state.sources, &pages.entry(from).or_default().sources, into);
    }
}

/// Every item of every paper is among what is kept; its passage may have been mended.
fn keeps(kept: &[Source], read: &[Source], id: FindingId) {
    for source in read {
        let there = kept.iter().any(|kept| kept.paper == source.paper && kept.ordinal == source.ordinal);
        assert!(there, "{id} lost the source {source:?}");
    }
}
