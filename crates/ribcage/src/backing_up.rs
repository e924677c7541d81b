//! Backups are left to be made when they are due, in the background; and that they are is seen.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::bail;
use api::Metrics;
use model::{Safeguard, Timestamp, fault};
use service::Service;
use service::backups::{BackupSchedule, BackupState, PlaceState, Standing};
use tokio::sync::watch;

use crate::configuration::Configuration;

/// How often is looked whether one is due, and how old the newest are.
const LOOK_EVERY: Duration = Duration::from_mins(5);

/// In builds for tests: how many milliseconds are between two looks.
const LOOK_EVERY_OF_TESTS: &str = "RIBCAGE_LOOK_AT_BACKUPS_EVERY";

/// Whether somebody may be in the stores whom a registered target knows to be erased. Then nothing is served.
pub(crate) async fn check_fences(service: &Service) -> anyhow::Result<()> {
    act_on(service, &service.compare_fences().await?).await
}

/// Refuses to serve if a target knows more than the databases, and remembers how far they know all.
async fn act_on(service: &Service, compared: &[(String, Standing)]) -> anyhow::Result<()> {
    refuse_behind(compared)?;
    // Another server may do the same, and the next look is soon.
    if let Err(error) = service.record_fences(compared).await {
        tracing::warn!(code = error.code(), "how far erasures are known is not remembered");
    }
    Ok(())
}

fn refuse_behind(compared: &[(String, Standing)]) -> anyhow::Result<()> {
    for (address, standing) in compared {
        match standing {
            Standing::Behind(unknown) if Safeguard::FencesCompared.stands() => bail!(
                "the databases are of an earlier day: {address} knows of {unknown} erasures that they do not; \
                 `ribcage backup replay` erases again, and until then nothing is served"
            ),
            Standing::Lost(count, _) if Safeguard::FencesCompared.stands() => bail!(
                "the databases and {address} are of an earlier day: {count} erasures that both knew of are not there; \
                 put back what knows of them, or see `ribcage backup replay --give-up-lost`"
            ),
            Standing::Even(_) | Standing::Behind(_) | Standing::Lost(..) => {}
            Standing::Unknown(error) => tracing::error!(
                address,
                code = error.code(),
                "it cannot be said whether the databases know of all erasures"
            ),
        }
    }
    Ok(())
}

/// Leaves backups to be made if there is a schedule, and measures how old they are, again and again.
pub(crate) async fn back_up(
    service: Arc<Service>,
    metrics: Arc<Metrics>,
    mut stopping: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    if !service.has_schedule() {
        tracing::warn!("no backups are made by themselves: set backup_to");
    }
    let mut told = BTreeMap::new();
    loop {
        let pass = async {
            if let Err(error) = service.schedule_backup().await {
                tracing::error!(code = error.code(), "whether a backup is due is not known");
            }
            match service.backup_state().await {
                Ok(state) => {
                    metrics.backups(service.has_schedule(), &state);
                    tell_of_drills(&state, &mut told);
                }
                Err(error) => tracing::error!(code = error.code(), "backups cannot be looked at"),
            }
        };
        tokio::select! {
            () = pass => {}
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        }
        tokio::select! {
            () = tokio::time::sleep(look_every()) => {}
            () = service.scheduled_backup_changed() => continue,
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        }
        // A replica that was behind may have taken its primary's place.
        let compared = tokio::select! {
            compared = service.compare_fences() => compared,
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        };
        match compared {
            Ok(compared) => act_on(&service, &compared).await?,
            Err(error) => tracing::error!(code = error.code(), "erasures cannot be compared"),
        }
    }
}

/// Says once of each drill that it has failed.
fn tell_of_drills(state: &BackupState, told: &mut BTreeMap<String, Timestamp>) {
    for PlaceState { address, seen } in &state.places {
        let failed = seen.as_ref().and_then(|seen| seen.drill_failed.as_ref());
        let Some((at, what)) = failed else { continue };
        if told.insert(address.clone(), *at) != Some(*at) {
            tracing::error!(begun_at = %at, address, what, "the newest drill of a backup has failed");
        }
    }
}

fn look_every() -> Duration {
    let told = std::env::var(LOOK_EVERY_OF_TESTS).ok().filter(|_| fault::IS_POSSIBLE);
    let told = told.and_then(|told| told.parse().ok());
    told.map_or(LOOK_EVERY, Duration::from_millis)
}

/// What the configuration says of backups.
pub(crate) fn schedule(configuration: &Configuration) -> Option<BackupSchedule> {
    let hours = |hours: u64| Duration::from_hours(hours.clamp(1, HOURS_MAX));
    let days = configuration.backup_keep_days;
    Some(BackupSchedule {
        to: configuration.backup_to.clone()?,
        every: hours(configuration.backup_every_hours),
        keep: (days > 0).then(|| hours(days.saturating_mul(24))),
    })
}

/// As long as anything is ever waited for, or kept, if that is a number.
const HOURS_MAX: u64 = 100 * 366 * 24;
