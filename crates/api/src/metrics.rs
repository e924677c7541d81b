//! Metrics in the OpenMetrics format. Labels are names of operations and numbers of statuses:
//! nothing that a person sent.

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
struct CollectedKind {
    what: &'static str,
}

/// Everything that is counted.
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    times: Family<Timed, Histogram, fn() -> Histogram>,
    shed: Counter,
    key_service_calls: Family<KeyServiceCall, Counter>,
    findings: Gauge,
    reconciled_rows: Gauge,
    key_epochs: Gauge,
    key_tenants: Gauge,
    key_tenants_behind: Gauge,
    keys_rewrapped: Gauge,
    keys_damaged: Gauge,
    index_lag: Gauge,
    jobs: Gauge,
    jobs_dead: Gauge,
    backups: BackupGauges,
    blobs: Gauge,
    blobs_pending: Gauge,
    blobs_collected: Family<CollectedKind, Counter>,
}

/// How backups stand.
struct BackupGauges {
    scheduled: Gauge,
    failed: Gauge,
    places: Gauge,
    places_away: Gauge,
    newest: Gauge,
    drilled: Gauge,
    drill_failed: Gauge,
}

impl BackupGauges {
    fn new(gauge: &mut impl FnMut(&str, &str) -> Gauge) -> Self {
        Self {
            scheduled: gauge("backups_scheduled", "Whether backups are made by themselves: 1 or 0"),
            failed: gauge("backups_failed", "Whether a backup that was due failed: 1 or 0"),
            places: gauge("backup_targets", "Registered backup targets"),
            places_away: gauge("backup_targets_away", "Those that cannot be looked at"),
            newest: gauge("backup_newest_timestamp_seconds", "When the newest backup was made"),
            drilled: gauge("drill_newest_timestamp_seconds", "When the last good drill began"),
            drill_failed: gauge(
                "drill_failed_timestamp_seconds",
                "When the last drill began that failed, if no good one was begun since; 0 if none",
            ),
        }
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
        let key_epochs = gauge("key_epochs", "Root epochs that live; two during a rotation");
        let key_tenants = gauge("key_tenants", "Tenants that have keys");
        let help = "Tenants with a key under an earlier root epoch than the newest";
        let key_tenants_behind = gauge("key_tenants_behind", help);
        let help = "Keys wrapped anew by this server since it started";
        let keys_rewrapped = gauge("keys_rewrapped", help);
        let help = "Keys that did not open when they were to be wrapped anew";
        let keys_damaged = gauge("keys_damaged", help);
        let help =
            "Stored versions that the search indexes did not have when they were last brought up";
        let index_lag = gauge("index_lag", help);
        let jobs = gauge("jobs", "Background jobs that wait or are being done");
        let jobs_dead = gauge("jobs_dead", "Background jobs that failed and are tried no more");
        let backups = BackupGauges::new(&mut gauge);
        let blobs = gauge("blobs", "Contents that documents have and that are kept as objects");
        let blobs_pending = gauge("blobs_pending", "Contents that are coming in");
        let blobs_collected = Family::default();
        let help = "Contents and objects that nobody had and this server has removed";
        registry.register("blobs_collected", help, blobs_collected.clone());
        Self {
            registry,
            requests,
            times,
            shed,
            key_service_calls,
            findings,
            reconciled_rows,
            key_epochs,
            key_tenants,
            key_tenants_behind,
            keys_rewrapped,
            keys_damaged,
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

    /// The outcome of a pass of the reconciler.
    pub fn reconciled(&self, rows: u64, findings: usize) {
        self.reconciled_rows.set(i64::try_from(rows).unwrap_or(i64::MAX));
        self.findings.set(i64::try_from(findings).unwrap_or(i64::MAX));
    }

    /// How the deployment's keys stand.
    pub fn keys(&self, status: &KeyStatus) {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        self.key_epochs.set(number(status.epochs.len() as u64));
        self.key_tenants.set(number(status.progress.tenants));
        self.key_tenants_behind.set(number(status.progress.behind));
        self.keys_rewrapped.set(number(status.rewrapped));
        self.keys_damaged.set(number(status.damaged));
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
        let second = |at: Option<Timestamp>| at.map_or(0, Timestamp::as_second);
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        self.backups.scheduled.set(is_scheduled.into());
        self.backups.failed.set(state.has_failed.into());
        self.backups.places.set(number(state.places));
        self.backups.places_away.set(number(state.away));
        self.backups.newest.set(second(state.newest));
        self.backups.drilled.set(second(state.drilled));
        let failed = state.drill_failed.as_ref().map(|(failed, _)| *failed);
        self.backups.drill_failed.set(second(failed));
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
