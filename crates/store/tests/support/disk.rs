//! A small file system of one's own, for what happens when it is full or may not be written.
#![allow(dead_code, reason = "each test uses its part")]

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// In memory; unmounted when dropped.
pub struct Disk(TempDir);

impl Disk {
    /// With room for `size` bytes. Where the machine lets nobody mount one, says so loudly and returns `None`.
    pub fn of(size: u64) -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let options = format!("size={size}");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "none"]).arg(folder.path()).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(folder));
        }
        eprintln!("SKIPPED: a real file system of its own was not tried, for this machine lets us mount none");
        None
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Whether it may be written from now on. No file on it may be open for writing.
    pub fn set_writable(&self, writable: bool) {
        let options = format!("remount,{}", if writable { "rw" } else { "ro" });
        let done = Command::new("mount").args(["-o", &options]).arg(self.path()).status().unwrap();
        assert!(done.success());
    }

    /// Its room in bytes from now on.
    pub fn resize(&self, size: u64) {
        let done =
            Command::new("mount").args(["-o", &format!("remount,size={size}")]).arg(self.path()).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).status();
    }
}
