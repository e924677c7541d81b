//! Collects what was cut off: content that nobody came to have, and objects that nobody knows.

use std::collections::HashSet;

use model::TenantId;
use store::{Clearing, blob};

use super::task;
use crate::Service;
use crate::error::ServiceError;

/// How many are looked at at a time.
const BATCH: usize = 500;

/// What a pass has collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Collected {
    /// Blobs whose content did not come to its end, or was not wanted in the end.
    pub overdue: u64,
    /// Blobs of which something was left.
    pub blobs: u64,
    /// Objects that no blob has.
    pub objects: u64,
}

impl Service {
    /// Lets go what has been pending for too long, and removes what is left of everything that is going. May be done
    /// by several servers at once.
    pub async fn collect_blobs(&self) -> Result<Collected, ServiceError> {
        let any = task(TenantId::DEPLOYMENT);
        let overdue = self.records.let_overdue_blobs_go(&any).await?;
        let mut collected = Collected { overdue, ..Collected::default() };
        loop {
            let going = self.records.list_going_blobs(&any, BATCH).await?;
            let mut failed = None;
            for (tenant, blob) in &going {
                // One that cannot be removed keeps no other from being.
                match self.remove_going_blob(&task(*tenant), blob.id).await {
                    Ok(()) => collected.blobs += 1,
                    Err(error) => failed = Some(error),
                }
            }
            if let Some(error) = failed {
                return Err(error);
            }
            if going.len() < BATCH {
                break;
            }
        }
        loop {
            let noted = self.records.list_noted_blobs(&any, BATCH).await?;
            for (tenant, blob) in &noted {
                self.forget_notes(*tenant, blob).await?;
            }
            if noted.len() < BATCH {
                break;
            }
        }
        Ok(collected)
    }

    /// The same, and then looks at every object that there is, and removes those of blobs that are not known, and
    /// what is left of those that did not come to be.
    pub async fn collect_objects(&self) -> Result<Collected, ServiceError> {
        let mut collected = self.collect_blobs().await?;
        self.own_place().await?;
        collected.objects = self.blobs.place.clear_unfinished(Clearing::ALL).await?;
        let mut after = String::new();
        while let Some((last, unknown)) = self.unknown_objects(&after).await? {
            for name in &unknown {
                self.blobs.place.remove(name).await?;
                collected.objects += 1;
            }
            after = last;
        }
        Ok(collected)
    }

    /// How many objects there are that no blob has, to be collected by and by.
    pub async fn count_unknown_objects(&self) -> Result<u64, ServiceError> {
        let (mut count, mut after) = (0, String::new());
        while let Some((last, unknown)) = self.unknown_objects(&after).await? {
            count += unknown.len() as u64;
            after = last;
        }
        Ok(count)
    }

    /// Of the next objects behind this one those of blobs that are not known, and the last one that was looked at;
    /// nothing at the end.
    async fn unknown_objects(
        &self,
        after: &str,
    ) -> Result<Option<(String, Vec<String>)>, ServiceError> {
        let mut names = self.blobs.place.list_after(after, BATCH).await?;
        let Some(last) = names.last().cloned() else { return Ok(None) };
        let owners: HashSet<_> = names.iter().filter_map(|name| blob::owner_of(name)).collect();
        // They were seen before it is asked whose they are: a blob is known before it has objects.
        let any = task(TenantId::DEPLOYMENT);
        let known = self.records.list_known_blobs(&any, owners.into_iter().collect()).await?;
        let known: HashSet<_> = known.into_iter().collect();
        names.retain(|name| blob::owner_of(name).is_some_and(|owner| !known.contains(&owner)));
        Ok(Some((last, names)))
    }

    /// How many blobs there are.
    pub async fn count_blobs(&self) -> Result<store::BlobCount, ServiceError> {
        Ok(self.records.count_blobs(&task(TenantId::DEPLOYMENT)).await?)
    }

    /// Destroys the key of what was noted while content came in.
    pub(crate) async fn forget_notes(
        &self,
        tenant: TenantId,
        blob: &store::Blob,
    ) -> Result<(), ServiceError> {
        let permit = task(tenant);
        let Some(notes) = &blob.notes else { return Ok(()) };
        if let seal::KeyReference::Document(key) = notes.key {
            self.keys.destroy_document_keys(&permit, vec![key]).await?;
        }
        Ok(self.records.forget_blob_notes(&permit, blob.id).await?)
    }
}
