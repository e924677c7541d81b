//! What was cut off on its way to becoming a document's content is collected in the background.

use std::sync::Arc;
use std::time::Duration;

use api::Metrics;
use service::Service;
use service::blobs::Collected;
use tokio::sync::watch;

/// How often is looked for what has been pending for too long.
const LOOK_EVERY: Duration = Duration::from_mins(1);
/// How many looks there are between two at every object.
const LOOKS_PER_PASS: u32 = 60;

/// Collects what nobody has, again and again.
pub(crate) async fn collect(
    service: Arc<Service>,
    metrics: Arc<Metrics>,
    mut stopping: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    for look in (0..LOOKS_PER_PASS).cycle() {
        let collecting = async {
            let collected = match look {
                0 => service.collect_objects().await?,
                _ => service.collect_blobs().await?,
            };
            Ok::<_, service::ServiceError>((collected, service.count_blobs().await?))
        };
        let collected = tokio::select! {
            collected = collecting => collected,
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        };
        match collected {
            Ok((collected, count)) => {
                metrics.blobs(collected, count);
                if collected != Collected::default() {
                    let Collected { overdue, blobs, objects } = collected;
                    tracing::info!(overdue, blobs, objects, "collected content that nobody has");
                }
            }
            Err(error) => {
                tracing::warn!(code = error.code(), "content that nobody has was not collected");
            }
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        }
    }
    Ok(())
}
