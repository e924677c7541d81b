//! What changes have left to be done is done in the background.

use std::sync::Arc;
use std::time::Duration;

use api::Metrics;
use service::Service;
use tokio::sync::watch;

/// How many jobs are done at the same time.
pub(crate) const WORKERS: usize = 4;
/// How often is looked what is due, when nothing was left to be done by this server.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Does what is due, again and again.
pub(crate) async fn work_off(
    service: Arc<Service>,
    metrics: Arc<Metrics>,
    mut stopping: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    loop {
        let left = tokio::select! {
            left = async {
                service.work_off_jobs().await?;
                service.count_jobs().await
            } => left,
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        };
        match left {
            Ok(count) => metrics.jobs(count),
            Err(error) => tracing::warn!(code = error.code(), "the queue could not be looked at"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = service.job_wanted() => {}
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        }
    }
}
