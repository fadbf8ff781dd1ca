//! Every page, in both languages, on both devices: a picture for people to look at, and an audit.

mod subjects;
mod table;

use demo::Role;

use crate::support::{Depth, Device, Served, User};
use subjects::Subjects;
use table::{MAIN, PAGES};

#[tokio::test]
async fn every_page_in_chinese_at_a_desk() {
    walk(Device::Desktop, false, Depth::Whole).await;
}

#[tokio::test]
async fn every_page_in_english_at_a_desk() {
    walk(Device::Desktop, true, Depth::Rules).await;
}

#[tokio::test]
async fn every_page_in_chinese_on_a_phone() {
    walk(Device::Phone, false, Depth::Rules).await;
}

#[tokio::test]
async fn every_page_in_english_on_a_phone() {
    walk(Device::Phone, true, Depth::Width).await;
}

/// Opens all of them and fails with everything that is wrong with any.
async fn walk(device: Device, english: bool, depth: Depth) {
    let served = Served::demo();
    let visit = User::of(&served.origin).on(device);
    let user = if english { visit.in_english() } else { visit }.arrive().await;
    user.open("/sign-in").await;
    let subjects = Subjects::of(&served, &user).await;
    let (mut faults, mut someone) = (Vec::new(), Some(Role::Member));
    for (name, address, who) in PAGES {
        if *who != someone {
            served.seat(&user, *who).await;
            someone = *who;
        }
        user.open(&subjects.fill(address)).await;
        let (status, wanted) = (user.status().await, if *name == "missing" { 404 } else { 200 });
        let mut found = if status == wanted { Vec::new() } else { vec![format!("it comes with {status}")] };
        user.photograph(name).await;
        found.extend(user.faults_of(depth).await);
        found.extend(user.disturbances().await);
        faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn the_main_pages_in_the_dark_and_in_large_type() {
    let served = Served::demo();
    let user = User::of(&served.origin).arrive().await;
    user.open("/sign-in").await;
    let subjects = Subjects::of(&served, &user).await;
    for (name, address, who) in PAGES.iter().filter(|(name, ..)| MAIN.contains(name)) {
        served.seat(&user, *who).await;
        for (choice, value) in [("theme", "dark"), ("type", "large")] {
            user.wear(choice, value).await;
            user.open(&subjects.fill(address)).await;
            user.photograph(&format!("{name}-{value}")).await;
            user.unwear(choice).await;
        }
    }
}

#[tokio::test]
async fn the_first_page_of_all() {
    let served = Served::empty();
    for english in [false, true] {
        let visit = User::of(&served.origin);
        let user = if english { visit.in_english() } else { visit }.arrive().await;
        user.open("/").await;
        user.audit().await;
        user.photograph("set-up").await;
        assert_eq!(user.address().await, "/set-up");
    }
}
