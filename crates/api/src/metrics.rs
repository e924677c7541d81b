//! Metrics in the OpenMetrics format. Labels are names of operations, numbers of statuses and the addresses of places
//! that the operator has given: nothing that a person sent.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use model::Timestamp;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use service::backups::BackupState;
use service::blobs::Collected;
use service::{BlobCount, JobCount, KeyStatus};

/// The upper ends of the buckets of request times, in seconds.
const SECONDS: [f64; 10] = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    operation: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Timed {
    operation: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct KeyServiceCall {
    call: &'static str,
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SentMail {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CollectedKind {
    what: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct BackupPlace {
    place: String,
}

/// Everything that is counted.
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    times: Family<Timed, Histogram, fn() -> Histogram>,
    shed: Counter,
    key_service_calls: Family<KeyServiceCall, Counter>,
    mails: Family<SentMail, Counter>,
    findings: Gauge,
    reconciled_rows: Gauge,
    keys: KeyGauges,
    index_lag: Gauge,
    jobs: Gauge,
    jobs_dead: Gauge,
    backups: BackupGauges,
    blobs: Gauge,
    blobs_pending: Gauge,
    blobs_collected: Family<CollectedKind, Counter>,
}

/// How the keys stand.
struct KeyGauges {
    epochs: Gauge,
    tenants: Gauge,
    tenants_behind: Gauge,
    rewrapped: Gauge,
    damaged: Gauge,
    epochs_waiting: Gauge,
    overdue: Gauge,
}

impl KeyGauges {
    fn new(registry: &mut Registry) -> Self {
        let mut gauge = |name: &str, help: &str| {
            let gauge = Gauge::default();
            registry.register(name, help, gauge.clone());
            gauge
        };
        Self {
            epochs: gauge("key_epochs", "Root epochs that live; two during a rotation"),
            tenants: gauge("key_tenants", "Tenants that have keys"),
            tenants_behind: gauge(
                "key_tenants_behind",
                "Tenants with a key under an earlier root epoch than the newest",
            ),
            rewrapped: gauge("keys_rewrapped", "Keys wrapped anew by this server since it started"),
            damaged: gauge(
                "keys_damaged",
                "Keys that did not open when they were to be wrapped anew",
            ),
            epochs_waiting: gauge(
                "key_epochs_waiting",
                "Whether the root epoch before lives on for backups that would not open without it",
            ),
            overdue: gauge(
                "erasures_overdue",
                "Erasures and deletions of which copies of before open still, past the promised day",
            ),
        }
    }

    fn show(&self, status: &KeyStatus) {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        self.epochs.set(number(status.epochs.len() as u64));
        self.tenants.set(number(status.progress.tenants));
        self.tenants_behind.set(number(status.progress.behind));
        self.rewrapped.set(number(status.rewrapped));
        self.damaged.set(number(status.damaged));
        self.epochs_waiting.set(i64::from(!status.waits_for.is_empty()));
        self.overdue.set(number(status.overdue));
    }
}

/// How backups stand.
struct BackupGauges {
    scheduled: Gauge,
    failed: Gauge,
    places: Gauge,
    places_away: Gauge,
    /// Of each place.
    away: PlaceGauges,
    newest: PlaceGauges,
    drilled: PlaceGauges,
    drill_failed: PlaceGauges,
    /// The places of which there are numbers.
    known: Mutex<BTreeSet<String>>,
}

/// A number of each place.
type PlaceGauges = Family<BackupPlace, Gauge>;

impl BackupGauges {
    fn new(registry: &mut Registry) -> Self {
        let mut gauge = |name: &str, help: &str| {
            let gauge = Gauge::default();
            registry.register(name, help, gauge.clone());
            gauge
        };
        let scheduled =
            gauge("backups_scheduled", "Whether backups are made by themselves: 1 or 0");
        let failed = gauge("backups_failed", "Whether a backup that was due failed: 1 or 0");
        let places = gauge("backup_targets", "Registered backup targets");
        let places_away = gauge("backup_targets_away", "Those that cannot be looked at");
        let mut gauges = |name: &str, help: &str| {
            let gauges = PlaceGauges::default();
            registry.register(name, help, gauges.clone());
            gauges
        };
        let help = "When the newest backup at a place was made; 0 if none was ever seen";
        let newest = gauges("backup_newest_timestamp_seconds", help);
        let help = "When the last good drill of a place began; 0 if none was ever seen";
        let drilled = gauges("drill_newest_timestamp_seconds", help);
        let help = "When the last drill of a place began that failed, if no good one was begun since; 0 if none";
        let drill_failed = gauges("drill_failed_timestamp_seconds", help);
        let away = gauges("backup_target_away", "Whether a place cannot be looked at: 1 or 0");
        let known = Mutex::default();
        Self { scheduled, failed, places, places_away, away, newest, drilled, drill_failed, known }
    }

    /// Forgets the places that are not registered any more.
    fn keep(&self, state: &BackupState) {
        let there = state.places.iter().map(|place| place.address.clone()).collect();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        for place in known.difference(&there) {
            let label = BackupPlace { place: place.clone() };
            for gauges in [&self.away, &self.newest, &self.drilled, &self.drill_failed] {
                gauges.remove(&label);
            }
        }
        *known = there;
    }
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("ribcage");
        let requests = Family::default();
        registry.register("requests", "Requests answered", requests.clone());
        let times: Family<Timed, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(SECONDS));
        let help = "Time from a request's head to its answer's head";
        registry.register_with_unit("request_duration", help, Unit::Seconds, times.clone());
        let shed = Counter::default();
        let help = "Requests turned away because too many were under way";
        registry.register("requests_shed", help, shed.clone());
        let key_service_calls = Family::default();
        let help = "What the key service was asked";
        registry.register("key_service_calls", help, key_service_calls.clone());
        let mails = Family::default();
        let help = "Messages that the mail server was given, by what it did with them";
        registry.register("mails", help, mails.clone());
        let findings = Gauge::default();
        let help = "What did not hold when the store was last held against the log";
        registry.register("reconciliation_findings", help, findings.clone());
        let reconciled_rows = Gauge::default();
        let help = "Stored versions held against the log in the last pass";
        registry.register("reconciliation_rows", help, reconciled_rows.clone());
        let mut gauge = |name: &str, help: &str| {
            let gauge = Gauge::default();
            registry.register(name, help, gauge.clone());
            gauge
        };
        let help =
            "Stored versions that the search indexes did not have when they were last brought up";
        let index_lag = gauge("index_lag", help);
        let jobs = gauge("jobs", "Background jobs that wait or are being done");
        let jobs_dead = gauge("jobs_dead", "Background jobs that failed and are tried no more");
        let blobs = gauge("blobs", "Contents that documents have and that are kept as objects");
        let blobs_pending = gauge("blobs_pending", "Contents that are coming in");
        let backups = BackupGauges::new(&mut registry);
        let keys = KeyGauges::new(&mut registry);
        let blobs_collected = Family::default();
        let help = "Contents and objects that nobody had and this server has removed";
        registry.register("blobs_collected", help, blobs_collected.clone());
        Self {
            registry,
            requests,
            times,
            shed,
            key_service_calls,
            mails,
            findings,
            reconciled_rows,
            keys,
            index_lag,
            jobs,
            jobs_dead,
            backups,
            blobs,
            blobs_pending,
            blobs_collected,
        }
    }
}

impl Metrics {
    pub(crate) fn request(&self, operation: &'static str, status: u16, took: Duration) {
        self.requests.get_or_create(&Request { operation, status }).inc();
        self.times.get_or_create(&Timed { operation }).observe(took.as_secs_f64());
    }

    pub(crate) fn shed(&self) {
        self.shed.inc();
    }

    /// A call to the key service, and whether it did what it was asked.
    pub fn key_service_called(&self, call: &'static str, did: bool) {
        let outcome = if did { "done" } else { "failed" };
        self.key_service_calls.get_or_create(&KeyServiceCall { call, outcome }).inc();
    }

    /// A message that was to be sent, and whether it was `sent`, is to be sent `later`, or was `refused`.
    pub fn mail(&self, outcome: &'static str) {
        self.mails.get_or_create(&SentMail { outcome }).inc();
    }

    /// The outcome of a pass of the reconciler.
    pub fn reconciled(&self, rows: u64, findings: usize) {
        self.reconciled_rows.set(i64::try_from(rows).unwrap_or(i64::MAX));
        self.findings.set(i64::try_from(findings).unwrap_or(i64::MAX));
    }

    /// How the deployment's keys stand.
    pub fn keys(&self, status: &KeyStatus) {
        self.keys.show(status);
    }

    /// How far the search indexes are behind.
    pub fn index_lag(&self, versions: u64) {
        self.index_lag.set(i64::try_from(versions).unwrap_or(i64::MAX));
    }

    /// What is left to be done in the background.
    pub fn jobs(&self, count: JobCount) {
        self.jobs.set(i64::try_from(count.waiting).unwrap_or(i64::MAX));
        self.jobs_dead.set(i64::try_from(count.dead).unwrap_or(i64::MAX));
    }

    /// How backups stand.
    pub fn backups(&self, is_scheduled: bool, state: &BackupState) {
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let gauges = &self.backups;
        gauges.scheduled.set(is_scheduled.into());
        gauges.failed.set(state.has_failed.into());
        gauges.places.set(number(state.places.len()));
        let away = state.places.iter().filter(|place| place.seen.is_none());
        gauges.places_away.set(number(away.count()));
        gauges.keep(state);
        for place in &state.places {
            let label = BackupPlace { place: place.address.clone() };
            gauges.away.get_or_create(&label).set(place.seen.is_none().into());
            let seen = place.seen.as_ref();
            let failed = seen.map(|seen| seen.drill_failed.as_ref().map(|(failed, _)| *failed));
            for (gauges, at) in [
                (&gauges.newest, seen.map(|seen| seen.newest)),
                (&gauges.drilled, seen.map(|seen| seen.drilled)),
                (&gauges.drill_failed, failed),
            ] {
                let gauge = gauges.get_or_create(&label);
                // What was last seen of a place that is away stays, and grows old.
                if let Some(at) = at {
                    gauge.set(at.map_or(0, Timestamp::as_second));
                }
            }
        }
    }

    /// What was collected of content that nobody has, and how much there is.
    pub fn blobs(&self, collected: Collected, count: BlobCount) {
        self.blobs.set(i64::try_from(count.attached).unwrap_or(i64::MAX));
        self.blobs_pending.set(i64::try_from(count.pending).unwrap_or(i64::MAX));
        for (what, number) in [("blob", collected.blobs), ("object", collected.objects)] {
            self.blobs_collected.get_or_create(&CollectedKind { what }).inc_by(number);
        }
    }

    /// All of it as text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        prometheus_client::encoding::text::encode(&mut text, &self.registry)
            .expect("a string takes everything that is written to it");
        text
    }
}
