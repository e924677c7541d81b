//! The behaviours that every engine of the three stores must show, each a function whose name is
//! the sentence it checks.
//!
//! An engine's own tests say where its stores are and expand the whole suite:
//!
//! ```text
//! testkit::conformance_suite!(SqliteEngine::new());
//! ```
//!
//! Every behaviour gets a fresh engine. Nothing here knows how an engine works: messages are plain
//! bytes unless a behaviour is about sealing, because a store never opens them.

pub mod blobs;
pub mod chains;
pub mod claims;
pub mod concurrency;
pub mod credentials;
pub mod departure;
pub mod dependents;
pub mod documents;
pub mod dumps;
pub mod durability;
pub mod erasure;
pub mod groups;
pub mod guards;
pub mod history;
pub mod isolation;
pub mod jobs;
pub mod keys;
pub mod lists;
pub mod paging;
pub mod races;
pub mod rotation;
pub mod sequencing;
pub mod sessions;
pub mod stream;
pub mod subjects;
pub mod tick;
pub mod transactions;
pub mod trees;
pub mod views;
pub mod world;

use std::sync::Arc;

use model::WriterId;
use store::{Dumps, Identity, KeyStore, Records};

/// An engine under test: a place of its own where three stores are kept.
pub trait Engine: Sync {
    /// Opens the stores for a run of the server, or makes them. When it is called again, whatever
    /// it gave before has been dropped, and everything that was committed must still be there.
    fn open(&self, writer: WriterId) -> impl Future<Output = Opened> + Send;
}

/// The three stores of an engine.
#[derive(Clone)]
pub struct Opened {
    /// Who people are.
    pub identity: Arc<dyn Identity>,
    /// Everything else, and the log.
    pub records: Arc<dyn Records>,
    /// Wrapped keys.
    pub keys: Arc<dyn KeyStore>,
    /// All of them, to be read as a whole.
    pub dumps: Arc<dyn Dumps>,
}

/// Expands to one test for every behaviour, each with an engine of its own from the expression.
#[macro_export]
macro_rules! conformance_suite {
    ($engine:expr) => {
        $crate::behaviours! { $engine;
            blobs {
                a_blob_is_known_with_its_parts
                a_document_gets_its_blob_with_its_commit_or_not_at_all
                what_is_pending_for_too_long_goes
                only_a_pending_blob_is_given_up
                a_blob_is_forgotten_when_it_is_going
                notes_of_a_blob_are_there_until_they_are_forgotten
            }
            chains {
                events_of_a_run_are_numbered_and_linked
                an_event_is_found_by_its_name_as_it_was_drafted
                an_event_that_never_was_is_not_there
                each_tree_of_each_tenant_has_its_own_chain
                a_refused_set_leaves_no_gap
                another_run_starts_another_chain
                the_same_writer_goes_on_with_its_chain
                events_are_listed_newest_first_in_pages
            }
            claims {
                a_name_is_held_until_it_is_given_back
                a_name_that_nobody_holds_can_be_given_back
                one_name_can_be_changed_for_another
                of_two_sets_for_one_name_exactly_one_wins
                a_set_that_takes_a_name_twice_is_refused_alone
            }
            concurrency {
                everything_that_many_tasks_commit_lands
                no_change_of_a_contended_document_is_lost
                readers_see_whole_sets_while_others_write
            }
            credentials {
                a_credential_that_stands_lets_sets_through
                a_changed_credential_stops_changes_and_reads_alike
                a_credential_that_never_was_lets_nothing_through
                a_credential_of_another_tenant_is_none
                nothing_that_rests_on_a_credential_comes_after_its_revocation
                a_set_may_change_the_credential_it_rests_on
                the_credential_is_looked_at_first
                leave_to_record_a_refusal_changes_nothing
            }
            departure {
                the_state_of_a_tenant_is_what_was_said_last
                a_deleted_tenant_stays_deleted
                a_closed_tenant_is_closed_to_whoever_has_a_credential
                nothing_is_committed_for_a_deleted_tenant
                nobody_writes_after_the_tenant_was_closed
                all_of_a_tenant_is_removed_and_nothing_of_others
                places_are_not_given_again_after_a_removal
                events_are_emptied_and_their_entries_stay
                a_destroyed_tenant_gets_no_keys_any_more
            }
            dependents {
                somebody_whose_deletion_waits_gets_no_new_documents
                somebody_with_a_document_that_is_live_or_waits_is_not_deleted
            }
            documents {
                a_put_document_is_found_by_row_version_list_and_count
                what_was_never_put_is_not_there
                a_row_is_given_back_as_it_was_put
                a_second_version_hides_the_first_in_lists_but_not_in_history
                a_deletion_hides_a_document_everywhere_but_in_history
                a_deleted_document_can_come_back_and_keeps_its_place
                one_set_puts_many_documents
                a_set_of_thousands_is_committed_whole_or_not_at_all
                a_version_that_no_row_can_have_is_not_there
                a_tenant_that_cannot_be_has_nothing
                a_document_about_several_people_is_listed_for_each
            }
            dumps {
                both_stores_are_read_as_they_stood_at_one_moment
            }
            durability {
                documents_survive_a_restart
                guards_survive_a_restart
                the_log_survives_a_restart
                keys_survive_a_restart
            }
            erasure {
                everything_that_was_ever_about_somebody_is_listed
                erased_versions_have_no_content_and_are_live_no_more
                versions_under_other_keys_stay_and_new_ones_may_follow
                a_version_that_waits_is_not_erased
                what_is_listed_for_somebody_is_forgotten_bit_by_bit
                a_destroyed_key_is_found_by_no_name
                destroyed_keys_of_documents_are_gone_and_others_stay
                the_state_of_a_person_is_told
                an_objection_stands_until_it_is_withdrawn
            }
            groups {
                of_two_sets_for_one_version_exactly_one_wins
                a_set_whose_guard_fails_fails_alone
                a_commit_that_nobody_waits_for_is_whole_or_nothing
                a_refusal_is_not_a_failure_of_the_store
            }
            guards {
                only_the_next_version_can_be_put
                a_deletion_counts_as_a_version
                a_guard_on_a_version_holds_only_for_that_version
                a_set_may_write_the_row_it_guards
                a_set_that_puts_a_row_twice_is_refused_alone
                a_refused_set_leaves_nothing
                every_guard_of_a_set_must_hold
            }
            history {
                the_history_of_a_row_is_its_own
                the_history_of_a_type_shows_all_its_rows_as_they_came
                pages_make_the_whole_history
                a_page_of_a_history_is_not_moved_by_newer_versions
                what_stood_at_a_place_is_found_whatever_came_after
            }
            isolation {
                documents_of_two_tenants_may_share_their_rows
                a_deletion_in_one_tenant_is_none_in_another
                guards_look_at_their_own_tenant
                a_pending_row_of_one_tenant_is_free_in_another
                events_of_a_tenant_are_found_in_no_other
                keys_of_two_tenants_may_share_their_names
            }
            jobs {
                a_job_is_there_with_the_change_that_leaves_it_or_not_at_all
                a_job_is_taken_once_until_its_time_is_over
                whoever_lost_a_job_can_do_nothing_to_it
                a_job_that_is_put_off_comes_again_with_what_went_wrong
                a_job_that_is_tried_no_more_waits_for_somebody
                the_job_that_is_due_for_longest_comes_first
                jobs_are_listed_page_by_page_and_counted
            }
            keys {
                a_tenant_gets_its_keys_once
                the_newest_version_of_a_tenant_key_comes_last
                tenants_with_keys_are_listed
                a_person_is_found_by_each_of_their_names
                a_person_who_is_created_twice_keeps_the_first_keys
                a_document_key_is_found_by_its_id
            }
            lists {
                a_list_shows_one_type_and_the_newest_born_first
                a_list_of_a_person_shows_what_is_about_them
                pages_make_the_whole_list
                a_page_may_have_any_size
            }
            paging {
                pages_stay_right_while_documents_come_change_and_go
            }
            races {
                sets_that_race_are_judged_one_after_the_other
            }
            rotation {
                what_is_wrapped_under_a_superseded_version_is_refused
                what_was_read_of_keys_can_be_made_durable
                versions_of_a_secret_are_added_and_forgotten
                a_tenant_key_under_a_past_epoch_is_refused
                a_version_of_a_tenant_key_is_added_once
                a_walk_comes_by_everything_wrapped_before_a_version
                keys_are_wrapped_anew_and_never_back
                past_versions_of_a_tenant_key_are_forgotten
                tenants_behind_an_epoch_are_listed_and_counted
            }
            sequencing {
                a_log_waits_while_it_has_events_without_a_place
                chains_are_listed_from_where_the_tree_ends
                an_event_has_an_index_once_it_is_sequenced
                sequenced_events_are_listed_by_index_across_writers
                an_index_beyond_the_tree_has_no_event
                a_tick_on_another_size_writes_nothing
                a_tick_that_skips_or_repeats_an_event_writes_nothing
                of_two_ticks_exactly_one_is_written
            }
            sessions {
                a_session_goes_on_until_it_ends_or_lasts_too_long
                of_two_beginnings_with_one_id_only_the_first_counts
                a_commit_rests_on_its_session
                a_renewed_session_is_none_of_the_generation_before
                what_is_noted_of_a_session_is_there_until_it_ends
                sessions_end_by_person_by_tenant_and_by_both
                nothing_that_rests_on_a_session_comes_after_its_end
                the_sessions_of_a_tenant_go_with_it
            }
            stream {
                every_version_stands_in_the_stream_in_its_order
                what_has_changed_is_said_by_tenant_and_type
                the_horizon_is_before_whatever_waits
                the_horizon_comes_to_the_last_place_also_if_nothing_stands_there
                a_live_document_is_found_by_its_birth
                who_follows_to_the_horizon_misses_nothing
            }
            subjects {
                a_person_is_alive_between_opening_and_closing
                a_person_is_shown_until_they_are_erased
                nothing_is_shown_of_somebody_after_they_were_erased
                a_set_that_opens_a_person_does_not_find_them_alive
                a_person_has_dependents_as_long_as_a_live_document_is_about_them
                a_deletion_that_names_nobody_ends_the_dependence
                somebody_goes_together_with_all_that_is_about_them
                nothing_is_written_about_somebody_who_is_being_closed
                somebody_who_was_erased_stays_erased
            }
            transactions {
                a_prepared_row_is_hidden_but_its_name_shows_it_pending
                settling_for_a_transaction_makes_its_rows_count_once
                settling_against_a_transaction_takes_its_rows_away
                an_aborted_document_leaves_nothing_in_the_list_of_a_person
                only_a_version_that_counts_lists_its_document_for_a_person
                a_place_in_the_stream_is_never_given_twice
                a_row_that_waits_cannot_be_prepared_again
                of_two_prepared_changes_exactly_one_waits
                only_the_next_version_can_be_prepared
                pending_transactions_are_listed_until_they_are_settled
                a_transaction_is_decided_once
                a_commit_and_an_abort_that_race_agree
                a_refused_set_decides_nothing
                decisions_are_forgotten_when_told_so
            }
            trees {
                a_tree_without_leaves_has_no_state
                the_state_of_a_tree_is_that_of_its_last_tick
                the_tree_of_the_tiles_is_the_tree_of_the_entries
                a_tile_is_found_in_its_tree_only
                leaves_of_the_deployment_are_listed_from_an_index
                a_late_tick_of_the_deployment_writes_nothing
            }
        }
    };
}

/// Turns the names of behaviours into tests.
#[doc(hidden)]
#[macro_export]
macro_rules! behaviours {
    ($engine:expr; $($area:ident { $($name:ident)+ })+) => {$(
        mod $area {
            #[allow(unused_imports, reason = "an engine may be named by its whole path")]
            use super::*;

            $(
                #[::tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    $crate::conformance::$area::$name(&$engine).await;
                }
            )+
        }
    )+};
}

#[cfg(test)]
mod tests {
    const SUITE: &str = include_str!("conformance.rs");
    const AREAS: [(&str, &str); 27] = [
        ("chains", include_str!("conformance/chains.rs")),
        ("claims", include_str!("conformance/claims.rs")),
        ("concurrency", include_str!("conformance/concurrency.rs")),
        ("credentials", include_str!("conformance/credentials.rs")),
        ("departure", include_str!("conformance/departure.rs")),
        ("dependents", include_str!("conformance/dependents.rs")),
        ("documents", include_str!("conformance/documents.rs")),
        ("dumps", include_str!("conformance/dumps.rs")),
        ("durability", include_str!("conformance/durability.rs")),
        ("erasure", include_str!("conformance/erasure.rs")),
        ("groups", include_str!("conformance/groups.rs")),
        ("guards", include_str!("conformance/guards.rs")),
        ("history", include_str!("conformance/history.rs")),
        ("isolation", include_str!("conformance/isolation.rs")),
        ("blobs", include_str!("conformance/blobs.rs")),
        ("jobs", include_str!("conformance/jobs.rs")),
        ("keys", include_str!("conformance/keys.rs")),
        ("lists", include_str!("conformance/lists.rs")),
        ("paging", include_str!("conformance/paging.rs")),
        ("races", include_str!("conformance/races.rs")),
        ("rotation", include_str!("conformance/rotation.rs")),
        ("sequencing", include_str!("conformance/sequencing.rs")),
        ("sessions", include_str!("conformance/sessions.rs")),
        ("stream", include_str!("conformance/stream.rs")),
        ("subjects", include_str!("conformance/subjects.rs")),
        ("transactions", include_str!("conformance/transactions.rs")),
        ("trees", include_str!("conformance/trees.rs")),
    ];
    const HELPERS: [&str; 3] = ["tick", "views", "world"];

    /// A behaviour that nobody lists would never run.
    #[test]
    fn every_behaviour_is_in_the_suite() {
        for line in SUITE.lines() {
            if let Some(name) = line.strip_prefix("pub mod ") {
                let name = name.trim_end_matches(';');
                let known = AREAS.iter().any(|(area, _)| *area == name);
                assert!(known || HELPERS.contains(&name), "{name} is looked through");
            }
        }
        for (area, text) in AREAS {
            let (_, suite) = SUITE
                .split_once(&format!(" {area} {{\n"))
                .unwrap_or_else(|| panic!("{area} is in the suite"));
            let (suite, _) = suite.split_once('}').expect("the area ends");
            let listed: Vec<_> = suite.split_whitespace().collect();
            let written: Vec<_> = text
                .lines()
                .filter_map(|line| line.strip_prefix("pub async fn "))
                .filter_map(|line| line.split_once('('))
                .map(|(name, _)| name)
                .collect();
            assert!(!written.is_empty());
            assert_eq!(listed, written, "the behaviours of {area}, in their order");
        }
    }
}
