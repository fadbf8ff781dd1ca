//! What a store promises, on every engine: one suite, run on SQLite and on PostgreSQL.

#[cfg(test)]
mod contract {
    pub mod bench;

    pub mod append;
    pub mod count;
    pub mod erase;
    pub mod list;
    pub mod place;
    pub mod rebuild;
    pub mod tamper;
    pub mod vault;
}
#[cfg(test)]
#[path = "support/sample.rs"]
mod sample;

use contract::bench::{Bench, PostgresBench, SqliteBench};

macro_rules! on_every_engine {
    ($($module:ident: $($name:ident),+;)+) => {
        mod sqlite {
            use super::*;
            $($(#[test] fn $name() { contract::$module::$name(&SqliteBench::new()); })+)+
        }
        mod postgres {
            use super::*;
            $($(#[test] fn $name() { contract::$module::$name(&PostgresBench::new()); })+)+
        }
        /// So that a test that is written is run: each listed name is a function of its module.
        #[allow(dead_code, reason = "type check only")]
        fn listed() -> Vec<fn(&dyn Bench)> { vec![$($(contract::$module::$name,)+)+] }
    };
}

on_every_engine! {
    append: what_is_appended_is_read, a_conflict_tells_what_changed, a_command_is_applied_once,
        sixty_four_at_once_lose_nothing, what_does_not_fit_is_refused_alone, times_never_go_back,
        a_reader_sees_one_moment, two_stores_share_one_database;
    count: a_census_follows_what_happens, what_is_counted_is_found, weak_evidence_is_told_and_mended;
    place: a_ledger_is_created_once, only_its_own_key_opens_it, what_is_newer_is_refused, published_checkpoints_bind,
        a_backup_is_the_same_ledger, reading_needs_no_key;
    list: words_are_found, pages_are_what_filters_say, units_count_those_below, look_backs_are_found_by_day;
    rebuild: a_rebuild_changes_nothing, a_rebuild_mends;
    erase: erased_words_are_gone_and_the_log_holds, what_cannot_be_erased_is_refused;
    tamper: every_change_is_noticed, the_first_bad_entry_is_named, what_was_published_stays_on_record;
    vault: values_are_put_swapped_listed_and_deleted, what_has_ended_is_not_there, of_many_one_succeeds,
        the_ledger_knows_nothing_of_it, a_lost_connection_is_made_anew;
}
