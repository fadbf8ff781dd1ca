//! Kinds and payloads are a promise.

use crate::{Event, FindingId, Stream, finding};

#[test]
fn kinds_are_a_promise() {
    insta::assert_snapshot!(Event::kinds().join("\n"));
}

#[test]
fn an_unknown_kind_says_so() {
    for kind in ["finding.painted", "weather.changed", "finding", ""] {
        let error = Event::parse(kind, b"{}").unwrap_err();
        assert_eq!((error.kind.as_str(), &error.fault), (kind, &None));
        assert!(error.message().zh.contains("未知的事件类型"));
    }
}

#[test]
fn a_payload_that_is_none_says_why() {
    let payloads: [&[u8]; 6] = [b"", b"null", b"[]", b"{}", b"{\"measure\":\"F1\"}", b"{\"measure\":\"M1\"} x"];
    for payload in payloads {
        let error = Event::parse("finding.measure_tied", payload).unwrap_err();
        assert!(error.fault.is_some(), "{}", String::from_utf8_lossy(payload));
        assert!(error.message().en.contains("cannot be read"));
    }
}

#[test]
fn fields_of_later_versions_are_ignored_and_missing_ones_take_defaults() {
    let event = Event::parse("finding.measure_tied", br#"{"measure":"M1","colour":"red"}"#).unwrap();
    assert_eq!(event, finding::Event::MeasureTied { measure: crate::MeasureId(1) }.into());
    let event = Event::parse("finding.submitted", br#"{"by":"P5@local"}"#).unwrap();
    assert!(matches!(event, Event::Finding(finding::Event::Submitted { note, .. }) if note.is_empty()));
}

#[test]
fn payloads_are_canonical() {
    let event = Event::from(finding::Event::MeasureUntied {
        measure: crate::MeasureId(3),
        reason: "换行\n引号\"与\u{1}".to_owned(),
    });
    let payload = String::from_utf8(event.to_payload()).unwrap();
    assert_eq!(payload, "{\"measure\":\"M3\",\"reason\":\"换行\\n引号\\\"与\\u0001\"}");
    assert!(event.fits(&Stream::Finding(FindingId(1))));
    assert!(!event.fits(&Stream::Log));
}
