//! Running a deployment: its faces, its background work, and stopping well.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use api::{Faces, Metrics, Readiness, Server, operations_router, operator_router};
use service::{Sequencer, Service};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tracing_subscriber::EnvFilter;

use crate::backing_up;
use crate::blobs;
use crate::configuration::Configuration;
use crate::deployment::Deployment;
use crate::indexing;
use crate::jobs;
use crate::mailers;
use crate::operator_socket::SocketPath;
use crate::passkeys;
use crate::tls;

/// How long after the start the first pass of the reconciler begins.
const FIRST_PASS_AFTER: Duration = Duration::from_mins(1);

/// How often is looked whether a rotation of keys is due, and whether one is to be gone on with that
/// another server may have left.
const ROTATION_LOOK_EVERY: Duration = Duration::from_secs(30);
const ROTATION_GO_ON_AFTER: Duration = Duration::from_secs(1);
/// How often sessions are forgotten that have lasted too long, messages that were refused, and invitations that are over.
const FORGET_EVERY: Duration = Duration::from_mins(10);
/// How often that is in a day: invitations are listed for days, and to find those that are over each tenant is asked.
const FORGETS_A_DAY: u32 = 24 * 6;
/// How long the parts of a server may take to end. Requests under way are given less.
const STOP_TIME_MAX: Duration = Duration::from_secs(9);
/// Whatever strangers send would be written down, and more.
const QUIET: &str = "webauthn_rs_core=off";

/// A server that takes requests.
pub(crate) struct Running {
    pub(crate) deployment: Deployment,
    pub(crate) url: String,
    pub(crate) operations_url: String,
    stop: watch::Sender<bool>,
    tasks: JoinSet<anyhow::Result<()>>,
    sequencer: Sequencer,
    readiness: Readiness,
    signals: Signals,
}

/// Those that stop a server.
pub(crate) type Signals = [Signal; 2];

/// From here on a signal ends the process no more, but whatever listens to it in order.
pub(crate) fn listen_to_signals() -> std::io::Result<Signals> {
    Ok([signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?])
}

/// Waits until the process is told to stop.
async fn told_to_stop([terminate, interrupt]: &mut Signals) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

/// `ribcage serve`.
pub(crate) async fn serve(configuration: Configuration) -> anyhow::Result<()> {
    start_logging(&configuration.log_level)?;
    mailers::check(&configuration)?;
    let deployment = Deployment::open_to_serve(&configuration).await?;
    let running = start(&configuration, deployment, None).await?;
    tracing::info!(url = running.url, operations = running.operations_url, "ready");
    running.until_told_to_stop().await
}

/// Structured logs on standard error. They hold no personal data: no address, no parameter, no
/// body ever gets into them.
pub(crate) fn start_logging(level: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(level).context("log_level is not understood")?;
    let filter = filter.add_directive(QUIET.parse().context("it is a directive")?);
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init()
        .map_err(|error| anyhow::anyhow!("logging cannot be started: {error}"))
}

/// Takes requests for a deployment. Signals are listened to once it can, unless they are already.
pub(crate) async fn start(
    configuration: &Configuration,
    deployment: Deployment,
    signals: Option<Signals>,
) -> anyhow::Result<Running> {
    let service = Arc::clone(&deployment.service);
    backing_up::check_fences(&service).await?;
    for finding in service.check_archive().await? {
        tracing::error!(kind = finding.kind.name(), "tampered: {}", finding.what);
    }
    // From here on a signal stops the server in order, even before anybody hears that it is ready.
    let signals = signals.map_or_else(listen_to_signals, Ok)?;
    let listener = bind(configuration.listen).await?;
    let operations = bind(configuration.operations_listen).await?;
    let port = listener.local_addr()?.port();
    let url = configuration.public_url.clone();
    let url = url.unwrap_or_else(|| format!("https://{}", with_port(configuration.listen, port)));
    let operations_url = format!("http://{}", operations.local_addr()?);
    passkeys::offer(&service, configuration.public_url.as_deref(), port);

    let metrics = Arc::clone(&deployment.metrics);
    let readiness = Readiness::default();
    let (stop, stopping) = watch::channel(false);
    let mut tasks = JoinSet::new();
    let tls = tls::server_config(configuration, &deployment.folder, deployment.id)?;
    let faces = Faces::new(Arc::clone(&service), Arc::clone(&metrics), &url);
    let proxies = configuration.trusted_proxies.clone();
    let server = Server { stop: stopping.clone(), router: faces.router(), proxies };
    tasks.spawn(async move { Ok(server.serve_tls(listener, tls).await?) });
    let router = operations_router(Arc::clone(&metrics), readiness.clone());
    let told = stopping.clone();
    tasks.spawn(async move { Ok(api::serve_plain(operations, router, told).await?) });
    let socket = SocketPath::in_folder(&deployment.folder)?;
    let operator = socket.listen()?;
    let router = operator_router(Arc::clone(&service));
    let told = stopping.clone();
    tasks.spawn(async move { Ok(api::serve_unix(operator, router, told).await?) });
    let every = configuration.reconcile_every();
    let told = stopping.clone();
    tasks.spawn(reconcile(Arc::clone(&service), Arc::clone(&metrics), every, told));
    let after = configuration.rotate_keys_after();
    let told = stopping.clone();
    tasks.spawn(rotate_keys(Arc::clone(&service), Arc::clone(&metrics), after, told));
    let told = stopping.clone();
    tasks.spawn(indexing::follow_changes(Arc::clone(&service), Arc::clone(&metrics), told));
    // Those who work need it as soon as they begin.
    if let Some(schedule) = backing_up::schedule(configuration) {
        service.keep_to_schedule(schedule);
    }
    // One of them may be at an export for long, one at a backup, and one at a mail server that says nothing.
    for _ in 0..jobs::WORKERS {
        let (metrics, told) = (Arc::clone(&metrics), stopping.clone());
        tasks.spawn(jobs::work_off(Arc::clone(&service), metrics, told));
    }
    let told = stopping.clone();
    tasks.spawn(backing_up::back_up(Arc::clone(&service), Arc::clone(&metrics), told));
    let told = stopping.clone();
    tasks.spawn(blobs::collect(Arc::clone(&service), metrics, told));
    tasks.spawn(forget(Arc::clone(&service), stopping.clone()));
    tasks.spawn(indexing::build_indexes(Arc::clone(&service), stopping));
    let sequencer = Sequencer::start(service);
    readiness.set(true);
    Ok(Running { deployment, url, operations_url, stop, tasks, sequencer, readiness, signals })
}

impl Running {
    /// Serves until SIGTERM or SIGINT, then lets requests under way finish.
    pub(crate) async fn until_told_to_stop(mut self) -> anyhow::Result<()> {
        let ended = {
            let files = self.deployment.stores.check_files();
            tokio::pin!(files);
            let mut checked = false;
            loop {
                tokio::select! {
                    () = told_to_stop(&mut self.signals) => break None,
                    ended = self.tasks.join_next() => break ended,
                    results = &mut files, if !checked => {
                        checked = true;
                        report(results);
                    }
                }
            }
        };
        self.end(ended).await.map(drop)
    }

    /// Serves while something is done, and no longer. Gives what it came to, unless the process was told to stop first,
    /// and who listens to signals.
    pub(crate) async fn while_doing<T>(
        mut self,
        work: impl Future<Output = anyhow::Result<T>>,
    ) -> anyhow::Result<(Option<T>, Signals)> {
        let (done, ended) = tokio::select! {
            done = work => (done.map(Some), None),
            () = told_to_stop(&mut self.signals) => (Ok(None), None),
            ended = self.tasks.join_next() => (Ok(None), ended),
        };
        let signals = self.end(ended).await?;
        Ok((done?, signals))
    }

    /// Stops, after a part of it has ended that was not told to, if one has.
    async fn end(mut self, ended: Option<EndOfTask>) -> anyhow::Result<Signals> {
        self.readiness.set(false);
        tracing::info!("stopping");
        self.stop.send_replace(true);
        let mut failed = ended;
        let ending = async {
            while let Some(task) = self.tasks.join_next().await {
                failed = failed.take().filter(|it| !matches!(it, Ok(Ok(())))).or(Some(task));
            }
        };
        // Whoever waits for a disk that does not answer is waited for no longer.
        if tokio::time::timeout(STOP_TIME_MAX, ending).await.is_err() {
            tracing::warn!("work was still under way in the background when the server stopped");
            self.tasks.abort_all();
        }
        self.sequencer.stop().await;
        match failed {
            Some(Ok(Err(error))) => Err(error),
            Some(Err(error)) => Err(error).context("a part of the server failed"),
            Some(Ok(Ok(()))) | None => Ok(self.signals),
        }
    }
}

/// How a part of a server ends.
type EndOfTask = Result<anyhow::Result<()>, tokio::task::JoinError>;

fn report(results: Vec<(model::StoreName, Result<Vec<String>, store::StoreError>)>) {
    for (store, result) in results {
        match result {
            Ok(damage) if damage.is_empty() => {
                tracing::info!(store = store.name(), "every page of the database is whole");
            }
            Ok(damage) => {
                tracing::error!(
                    store = store.name(),
                    places = damage.len(),
                    "the database is damaged"
                );
            }
            Err(error) => tracing::error!(%error, "a database could not be checked"),
        }
    }
}

/// Holds everything stored against the log, again and again.
async fn reconcile(
    service: Arc<Service>,
    metrics: Arc<Metrics>,
    every: Duration,
    mut stopping: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let mut wait = FIRST_PASS_AFTER.min(every);
    loop {
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        }
        wait = every;
        match service.reconcile().await {
            Ok(outcome) => {
                metrics.reconciled(outcome.rows, outcome.findings.len());
                for finding in &outcome.findings {
                    tracing::error!(kind = finding.kind.name(), "tampered: {}", finding.what);
                }
                tracing::info!(
                    entries = outcome.entries,
                    rows = outcome.rows,
                    findings = outcome.findings.len(),
                    "held the store against the log"
                );
            }
            Err(error) => tracing::warn!(code = error.code(), "the reconciler could not finish"),
        }
    }
}

/// Begins rotations when they are due, and goes on with those that are under way, again and again.
async fn rotate_keys(
    service: Arc<Service>,
    metrics: Arc<Metrics>,
    after: Option<Duration>,
    mut stopping: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    loop {
        let pass = async {
            if let Some(after) = after
                && service.rotate_keys_if_due(after).await?
            {
                tracing::info!("a root epoch was due and has begun");
            }
            if service.continue_rotation().await? {
                tracing::info!("every key is under the newest root epoch; those before are gone");
            }
            let status = service.key_status().await?;
            metrics.keys(&status);
            Ok::<_, service::ServiceError>(status.is_rotating())
        };
        let passed = tokio::select! {
            passed = pass => passed,
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        };
        let wait =
            if matches!(passed, Ok(true)) { ROTATION_GO_ON_AFTER } else { ROTATION_LOOK_EVERY };
        if let Err(error) = passed {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            tracing::error!(code = error.code(), cause, "the key rotation could not go on");
        }
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = service.rotation_wanted() => {}
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        }
    }
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("{address} cannot be listened on"))
}

/// The address that clients of this machine use.
fn with_port(mut address: SocketAddr, port: u16) -> SocketAddr {
    address.set_port(port);
    address
}

/// Forgets sessions that have lasted too long, messages that were refused and are of no use any more, and invitations that
/// have been over for a while, again and again.
async fn forget(service: Arc<Service>, mut stopping: watch::Receiver<bool>) -> anyhow::Result<()> {
    for pass in 0_u32.. {
        if let Err(error) = service.forget_sessions().await {
            tracing::warn!(code = error.code(), "sessions that are over were not forgotten");
        }
        if let Err(error) = service.forget_mails().await {
            tracing::warn!(code = error.code(), "messages that were refused were not forgotten");
        }
        if pass.is_multiple_of(FORGETS_A_DAY)
            && let Err(error) = service.forget_invitations().await
        {
            tracing::warn!(code = error.code(), "invitations that are over were not forgotten");
        }
        tokio::select! {
            () = tokio::time::sleep(FORGET_EVERY) => {}
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        }
    }
    Ok(())
}
