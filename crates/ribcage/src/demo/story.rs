//! What has happened at the clinic in the weeks before the demo is opened, and when.

use model::Timestamp;

use super::calendar::{Day, after_seconds, later};
use super::chance::Chance;
use super::people::{CLINICIAN, PULMONOLOGIST};
use super::sample::{ERASED, Patient};

/// How far the story goes back.
const DAYS: i64 = 56;
/// How many minutes after somebody has come it is written down.
const WRITTEN_AFTER: i64 = 35;
/// How late anything is at most.
const LATE_SECONDS_MAX: i64 = 900;

/// One thing that has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// The clinic brings along what it has written down in years.
    Import,
    /// Those who work there join,
    Team,
    /// one of them gets another role, and a machine comes.
    ChangeRoles,
    /// What is written down beside FHIR gets types of its own,
    RegisterTypes,
    /// and the devices are checked, the so manieth time.
    CheckDevices(usize),
    /// A patient comes.
    Visit {
        patient: usize,
        visit: usize,
    },
    /// A clinician goes through the records of some patients, the so manieth time.
    Round {
        who: &'static str,
        number: usize,
    },
    /// An analyst looks at numbers, and tries to look at people.
    Analyse,
    /// A patient joins, and looks at their own record later.
    Patient,
    OwnRecord,
    /// Something written down is said to be wrong.
    Complain,
    /// It has been put right, and somebody is erased.
    SettleAndErase,
    /// Somebody must not be erased, somebody else is no part of studies, and something is looked into still.
    Hold,
    /// An auditor looks at what everybody does.
    Audit,
    /// Somebody is invited who has not come yet, and the machine goes.
    Invite,
    /// Somebody's record is handed out.
    Export,
}

/// When the story begins that is told at an instant.
pub(super) fn beginning(told_at: Timestamp) -> Timestamp {
    Day::of(told_at).before(DAYS).at(8 * 60)
}

/// All patients, whoever is erased among them, on the day of an instant.
pub(super) fn patients(told_at: Timestamp) -> Vec<Patient> {
    (1..=ERASED).map(|number| Patient::new(number, Day::of(told_at))).collect()
}

/// All of it, one after the other. It is the same for the same instant.
pub(super) fn tell(told_at: Timestamp) -> Vec<(Timestamp, Act)> {
    let today = Day::of(told_at);
    let opened = today.before(DAYS);
    let at = |days: i64, hour: i64| today.before(days).at(hour * 60);
    let mut acts = vec![
        (opened.at(9 * 60), Act::Import),
        (at(55, 7), Act::Team),
        (at(49, 10), Act::ChangeRoles),
        (at(47, 9), Act::RegisterTypes),
        (at(45, 13), Act::Analyse),
        (at(40, 9), Act::Patient),
        (at(30, 14), Act::Complain),
        (at(12, 10), Act::SettleAndErase),
        (at(9, 11), Act::Hold),
        (at(8, 15), Act::Audit),
        (at(3, 19), Act::OwnRecord),
        (at(2, 10), Act::Invite),
        (later(told_at, -180), Act::Export),
        (later(told_at, -90), Act::Round { who: CLINICIAN, number: 9 }),
    ];
    for (number, days) in [48, 44, 37, 34, 27, 20, 16, 6, 2].into_iter().enumerate() {
        acts.push((at(days, 17), Act::Round { who: CLINICIAN, number }));
    }
    for (number, days) in [41, 38, 31, 24, 17, 10, 3, 1].into_iter().enumerate() {
        acts.push((at(days, 18), Act::Round { who: PULMONOLOGIST, number }));
    }
    for (number, days) in [43, 36, 29, 22, 15, 8, 1].into_iter().enumerate() {
        acts.push((at(days, 7), Act::CheckDevices(number)));
    }
    for (patient, known) in (1..).zip(patients(told_at)) {
        for (visit, came) in known.visits().iter().enumerate() {
            let is_over = patient == ERASED && Day::of(*came) >= today.before(13);
            if Day::of(*came) > opened && !is_over {
                let written = later(*came, WRITTEN_AFTER);
                acts.push((written, Act::Visit { patient, visit }));
            }
        }
    }
    for (number, (when, _)) in acts.iter_mut().enumerate() {
        // Nobody comes on the minute.
        let late = Chance::of(0, number, 91).between(0, LATE_SECONDS_MAX);
        *when = after_seconds(*when, late);
    }
    acts.retain(|(when, _)| *when < told_at);
    acts.sort_by_key(|(when, _)| *when);
    acts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_is_of_weeks_and_everything_comes_after_what_it_needs() {
        for told_at in ["2026-03-04T11:00:00Z", "2026-03-02T00:00:01Z", "2028-02-29T23:59:59Z"] {
            let told_at: Timestamp = told_at.parse().expect("an instant");
            let acts = tell(told_at);
            let first = |act: Act| {
                acts.iter().position(|(_, it)| *it == act).unwrap_or_else(|| panic!("{act:?}"))
            };
            assert_eq!(first(Act::Import), 0);
            assert_eq!(first(Act::Team), 1);
            assert!(first(Act::RegisterTypes) < first(Act::CheckDevices(0)));
            assert!(first(Act::ChangeRoles) < first(Act::CheckDevices(0)));
            assert!(first(Act::ChangeRoles) < first(Act::Round { who: PULMONOLOGIST, number: 0 }));
            assert!(first(Act::Patient) < first(Act::OwnRecord));
            let righted = first(Act::Round { who: CLINICIAN, number: 4 });
            assert!(first(Act::Complain) < righted && righted < first(Act::SettleAndErase));
            assert!(
                first(Act::SettleAndErase) < first(Act::Export),
                "an erasure takes exports with it"
            );
            let (begin, end) = (acts[0].0, acts[acts.len() - 1].0);
            assert!(Day::of(end).since(Day::of(begin)) > 50 && end < told_at);
            assert!(begin > beginning(told_at));
            let visits = acts.iter().filter(|(_, act)| matches!(act, Act::Visit { .. })).count();
            assert!((20..80).contains(&visits), "{visits}");
            let of_erased = acts.iter().rposition(
                |(_, act)| matches!(act, Act::Visit { patient, .. } if *patient == ERASED),
            );
            assert!(of_erased.is_some_and(|last| last < first(Act::SettleAndErase)), "{told_at}");
        }
    }
}
