//! How people sign in: every number in one place.

use jiff::SignedDuration;

/// How people sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// How passwords are hashed.
    pub hashing: Hashing,
    /// The least characters of a password.
    pub least: usize,
    /// When failures lock.
    pub lockout: Lockout,
    /// A session ends this long after it was last used.
    pub idle: SignedDuration,
    /// A session ends this long after it began.
    pub longest: SignedDuration,
    /// That a session is used is written down this often.
    pub noted: SignedDuration,
    /// A link by which a password is set ends after this.
    pub link: SignedDuration,
    /// A second step that is not confirmed ends after this.
    pub confirm: SignedDuration,
    /// How many codes whoever switches the second step on gets for the case that the device is lost.
    pub recovery: usize,
}

/// Parameters of argon2id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hashing {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// When failures lock, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lockout {
    /// So many failures in a row lock.
    pub failures: u32,
    /// For so long the first time; each time after that twice as long.
    pub first: SignedDuration,
    /// But no longer than this.
    pub most: SignedDuration,
    /// Forgotten when nothing failed for so long.
    pub forgotten: SignedDuration,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            hashing: Hashing::OWASP,
            // NIST SP 800-63B asks for eight; ten cost nobody anything.
            least: 10,
            lockout: Lockout {
                failures: 5,
                first: SignedDuration::from_mins(15),
                most: SignedDuration::from_hours(24),
                forgotten: SignedDuration::from_hours(24),
            },
            idle: SignedDuration::from_hours(12),
            longest: SignedDuration::from_hours(7 * 24),
            noted: SignedDuration::from_mins(5),
            link: SignedDuration::from_hours(7 * 24),
            confirm: SignedDuration::from_hours(1),
            recovery: 8,
        }
    }
}

impl Hashing {
    /// What the OWASP Password Storage Cheat Sheet asks for at the least.
    pub const OWASP: Self = Self { memory: 19 * 1024, passes: 2, lanes: 1 };
    /// What costs nothing and protects nothing: for tests.
    pub const CHEAP: Self = Self { memory: 8, passes: 1, lanes: 1 };
}

impl Lockout {
    /// For how long the lock is that comes after `before` others.
    #[must_use]
    pub fn length(&self, before: u32) -> SignedDuration {
        let doubled =
            1_i32.checked_shl(before).filter(|times| *times > 0).and_then(|times| self.first.checked_mul(times));
        doubled.unwrap_or(self.most).min(self.most)
    }
}
