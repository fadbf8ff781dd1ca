//! How often somebody may ask: a bucket of tokens an address, which fills up with time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use app::Clock;
use jiff::Timestamp;

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Door {
    /// Any page.
    Any,
    /// Trying passwords, codes and links.
    SignIn,
    /// Sending files.
    Upload,
}

impl Door {
    /// How many at once, and how many a second from then on.
    const fn rate(self) -> (f64, f64) {
        match self {
            // Behind one proxy may sit an office of a hundred people.
            Self::Any => (600.0, 100.0),
            Self::SignIn => (30.0, 0.5),
            Self::Upload => (60.0, 2.0),
        }
    }
}

/// Buckets by address.
pub struct Limits {
    clock: Clock,
    buckets: Mutex<HashMap<(Door, String), (f64, Timestamp)>>,
}

/// More addresses than this are forgotten all at once: full buckets are what newcomers have anyway.
const KEPT: usize = 10_000;

impl Limits {
    /// Full buckets.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { clock, buckets: Mutex::default() }
    }

    /// Takes a token out; `false` where there is none.
    pub fn take(&self, door: Door, from: &str) -> bool {
        let (size, rate) = door.rate();
        let now = self.clock.now();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > KEPT {
            buckets.clear();
        }
        let (left, since) = buckets.entry((door, from.to_owned())).or_insert((size, now));
        #[expect(clippy::cast_precision_loss, reason = "seconds")]
        let passed = now.duration_since(*since).as_millis().max(0) as f64 / 1000.0;
        *left = (*left + passed * rate).min(size);
        *since = now;
        let any = *left >= 1.0;
        if any {
            *left -= 1.0;
        }
        any
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    #[test]
    fn a_bucket_is_emptied_and_fills_up_again() {
        let second = Arc::new(AtomicI64::new(0));
        let at = Arc::clone(&second);
        let limits = Limits::new(Clock::new(move || Timestamp::from_second(at.load(Ordering::SeqCst)).unwrap()));
        let taken = (0..100).filter(|_| limits.take(Door::SignIn, "a")).count();
        assert_eq!(taken, 30);
        assert!(limits.take(Door::SignIn, "b"), "another address has its own");
        second.store(2, Ordering::SeqCst);
        assert!(limits.take(Door::SignIn, "a"));
        assert!(!limits.take(Door::SignIn, "a"));
    }
}
