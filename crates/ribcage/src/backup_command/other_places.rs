//! What a restore has to do with the places where backups are kept.

use service::Service;
use store::BackupTargets as _;

use super::restore::Restoring;
use super::restored::Restored;
use crate::backup_targets::RememberedTargets;

impl Restoring<'_> {
    /// Sees to it that erasures reach all places from now on, and says which have backups that are not in what was
    /// restored. One that is away has none.
    pub(super) async fn settle_places(
        &self,
        service: &Service,
        restored: &mut Restored,
    ) -> anyhow::Result<()> {
        let (targets, from) = (RememberedTargets::new(self.configuration), self.place.address());
        if self.second.is_some() {
            // The erasures of before are missing there.
            targets.forget_restored(from).await?;
        } else {
            match service.record_restored(from, &self.chosen.notice).await {
                Ok(()) => {}
                // It may be there to be read alone.
                Err(error) => restored.unregistered = Some((from.to_owned(), error.to_string())),
            }
        }
        restored.has_own_root_keys =
            self.configuration.keeps_root_keys() || self.ground.has_put_files();
        for place in targets.list_registered()? {
            if place != from
                && let Err(error) = service.record_restored(&place, &self.chosen.notice).await
            {
                tracing::warn!(place, %error, "it is not written down that this was restored");
            }
            if let Ok(Some(backup)) = service.find_unknown_backup(&place).await {
                restored.newer.push((place.clone(), backup));
            }
            if place != from {
                restored.other_places.push(place);
            }
        }
        Ok(())
    }
}
