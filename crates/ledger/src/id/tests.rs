//! Names of things, read and written.

use crate::{Actor, FindingId, MeasureId, PersonId, Quantity, Stream};

#[test]
fn ids_are_read_as_people_type_them_and_written_one_way() {
    assert_eq!("F12".parse(), Ok(FindingId(12)));
    assert_eq!("f12".parse::<FindingId>().map(|id| id.to_string()), Ok("F12".to_owned()));
    for wrong in ["", "F", "F0", "F012", "12", "F-1", "F1x", "M1", "F１２", "F99999999999999999999"] {
        let error = wrong.parse::<FindingId>().unwrap_err();
        assert!(error.message().en.contains("F12"), "{wrong}");
    }
}

#[test]
fn streams_are_named_by_ids() {
    for name in ["U1", "P2", "J3", "C4", "D5", "F6", "R7", "M8", "E9", "G10", "H11", "A12", "calendar", "log"] {
        let stream: Stream = name.parse().unwrap();
        assert_eq!(stream.to_string(), name);
        let json = serde_json::to_string(&stream).unwrap();
        assert_eq!(serde_json::from_str::<Stream>(&json).unwrap(), stream);
    }
    assert_eq!("M8".parse::<Stream>().unwrap(), MeasureId(8).into());
    assert!("X1".parse::<Stream>().is_err() && "Calendar".parse::<Stream>().is_err());
}

#[test]
fn actors_say_who_and_by_which_door() {
    for name in ["P7@local", "@local", "P7@web", "@job"] {
        assert_eq!(name.parse::<Actor>().unwrap().to_string(), name);
    }
    assert_eq!("P7@local".parse(), Ok(Actor::local(PersonId(7))));
    assert_eq!("P7@web".parse(), Ok(Actor::web(PersonId(7))));
    for wrong in ["", "P7", "P7@", "P7@cellar", "7@local", "@local@web"] {
        assert!(wrong.parse::<Actor>().is_err(), "{wrong}");
    }
}

#[test]
fn quantities_are_exact() {
    let sum = |one: &str, other: &str| one.parse::<Quantity>().unwrap().plus(other.parse().unwrap()).to_string();
    assert_eq!(sum("0.1", "0.2"), "0.3");
    assert_eq!(sum("95.5", "4.500"), "100");
    assert_eq!(sum("0", "12"), "12");
    for wrong in ["", ".5", "5.", "-1", "1e3", "1.2345", "1,5", "99999999999999999999"] {
        assert!(wrong.parse::<Quantity>().is_err(), "{wrong}");
    }
}
