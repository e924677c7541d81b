//! The search indexes follow what is stored, in the background.

use std::sync::Arc;
use std::time::Duration;

use api::Metrics;
use service::Service;
use tokio::sync::watch;

/// How long after one look at what has changed the next one follows.
const FOLLOW_EVERY: Duration = Duration::from_millis(250);
/// How long it is waited when something was not available.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(2);

/// Takes whatever changes into the indexes, again and again.
pub(crate) async fn follow_changes(
    service: Arc<Service>,
    metrics: Arc<Metrics>,
    mut stopping: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    loop {
        let followed = tokio::select! {
            followed = service.follow_changes() => followed,
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        };
        metrics.index_lag(service.index_lag());
        let wait = match followed {
            Ok(()) => FOLLOW_EVERY,
            Err(error) => {
                tracing::warn!(code = error.code(), "the search indexes could not follow");
                TRY_AGAIN_AFTER
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        }
    }
}

/// Builds the indexes that are wanted, as they are wanted.
pub(crate) async fn build_indexes(
    service: Arc<Service>,
    mut stopping: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    loop {
        tokio::select! {
            () = service.index_build_wanted() => {}
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        }
        let built = tokio::select! {
            built = service.build_wanted_indexes() => built,
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        };
        if built.is_err() {
            tokio::select! {
                () = tokio::time::sleep(TRY_AGAIN_AFTER) => {}
                _ = stopping.wait_for(|stop| *stop) => return Ok(()),
            }
        }
    }
}
