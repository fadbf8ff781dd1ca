//! The cluster for tests is there, survives a crash with all it promised, and goes with its process.

use std::process::Command;
use std::time::{Duration, Instant};

use testkit::postgres::{self, Postgres};

#[test]
fn each_database_is_new_and_survives_a_crash() {
    let cluster = Postgres::start().unwrap();
    let [first, second] = [cluster.database(), cluster.database()];
    assert_ne!(first, second);
    let name = first.rsplit('/').next().unwrap();
    cluster.sql(name, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
    cluster.crash().unwrap();
    assert!(cluster.program("psql", &["-d", name, "-c", "SELECT 1"]).is_err());
    cluster.resume().unwrap();
    assert_eq!(cluster.sql(name, "SELECT n FROM kept").trim(), "7");
    let folder = cluster.socket().parent().unwrap().to_owned();
    assert!(folder.exists());
    drop(cluster);
    assert!(!folder.exists());
}

/// Not a test of its own: what [`goes_with_a_process_that_is_killed`] starts.
#[test]
fn starter_that_is_killed() {
    let Some(told) = std::env::var_os("BIHUAN_TEST_CLUSTER") else { return };
    std::fs::write(told, postgres::shared().socket().display().to_string()).unwrap();
    std::thread::sleep(Duration::from_secs(60));
}

#[test]
fn goes_with_a_process_that_is_killed() {
    let told = std::env::temp_dir().join(format!("bihuan-test-cluster-{}", std::process::id()));
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["starter_that_is_killed", "--exact"])
        .env("BIHUAN_TEST_CLUSTER", &told)
        .spawn()
        .unwrap();
    let socket = wait_for(|| std::fs::read_to_string(&told).ok().filter(|text| text.ends_with("5432")));
    child.kill().unwrap();
    child.wait().unwrap();
    std::fs::remove_file(told).unwrap();
    wait_for(|| (!std::path::Path::new(&socket).parent().unwrap().exists()).then_some(()));
}

fn wait_for<T>(mut ready: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(value) = ready() {
            return value;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "it does not come");
        std::thread::sleep(Duration::from_millis(20));
    }
}
