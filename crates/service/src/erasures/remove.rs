//! Removes what is left of a person in the stores: content that nothing opens any more, and what documents
//! about other people say of them.

use std::collections::HashSet;
use std::sync::atomic::Ordering;

use model::{ErasureId, FaultPoint, Pseudonym, ResourceId, ResourceType, RowKey, StoreName, fault};
use policy::Permit;
use seal::KeyReference;
use store::{Sealed, Versions};

use super::BATCH_ROWS;
use super::body::ErasureBody;
use super::counts::Counts;
use super::erase_subject::Remains;
use super::rewrite::Rewrite;
use crate::error::ServiceError;
use crate::keys::{KeyError, TenantKeys};
use crate::{Service, Unfinished};

/// How many documents at a time are forgotten to be about somebody.
const UNLIST_ROWS: usize = 1_000;
/// Whose remains are removed.
pub(super) struct Gone<'a> {
    erasure: ErasureId,
    /// Their pseudonym in the store that is looked through.
    pub(super) person: Pseudonym,
    /// Who they were, if that is known. If not, what is about others too goes whole.
    who: Option<&'a Who<'a>>,
    counts: &'a Counts,
}

/// Who somebody was.
pub(super) struct Who<'a> {
    pub(super) kind: ResourceType,
    pub(super) id: ResourceId,
    /// The row of their own document.
    own_row: RowKey,
    pub(super) marks: &'a [String],
}

impl<'a> Who<'a> {
    fn of(remains: &'a Remains, keys: &TenantKeys) -> Result<Self, ServiceError> {
        let kind = type_of(&remains.kind)?;
        let id: ResourceId = remains.id.parse().map_err(|_| ServiceError::Integrity)?;
        let own_row = keys.row_key(kind.store(), kind.name(), id.as_str());
        Ok(Self { kind, id, own_row, marks: &remains.marks })
    }
}

/// What became of a document, by this try or an earlier one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Became {
    /// It was not about the person.
    Nothing,
    /// Its newest version is gone.
    Removed,
    /// Its newest version is not about the person any more; those that were are gone.
    Rewritten,
    /// Somebody has a change of it under way.
    Waiting,
}

impl Service {
    /// Removes what is left, and says how many documents were removed and rewritten, however often this was
    /// cut off before. Nothing, if something is under way that has to be waited for.
    pub(super) async fn remove_remains(
        &self,
        permit: &Permit,
        erasure: ErasureId,
        body: &ErasureBody,
        remains: Option<&Remains>,
        counts: &Counts,
    ) -> Result<Option<(u64, u64)>, ServiceError> {
        let keys = self.keys.tenant(permit).await?;
        let who = remains.map(|remains| Who::of(remains, &keys)).transpose()?;
        let who = who.as_ref();
        let (mut removed, mut rewritten) = (0, 0);
        for (store, person) in body.people()? {
            let gone = Gone { erasure, person, who, counts };
            let mut after = None;
            loop {
                let rows = self.store(store).list_about(permit, person, after, BATCH_ROWS).await?;
                let Some(last) = rows.last() else { break };
                after = Some((last.kind, last.born));
                for sealed in rows {
                    let Some(_removing) = self.may_remove().await? else { return Ok(None) };
                    let is_rights = sealed.kind == ResourceType::SUBJECT_RIGHTS;
                    match self.remove_from(permit, &gone, sealed).await? {
                        Became::Waiting => return Ok(None),
                        // That somebody had rights is nothing that is counted.
                        Became::Removed if is_rights => {}
                        Became::Removed => removed += 1,
                        Became::Rewritten => rewritten += 1,
                        Became::Nothing => {}
                    }
                    tokio::task::yield_now().await;
                }
            }
        }
        Ok(Some((removed, rewritten)))
    }

    /// Forgets which documents were about the person.
    pub(super) async fn unlist_remains(
        &self,
        permit: &Permit,
        body: &ErasureBody,
    ) -> Result<(), ServiceError> {
        for (store, person) in body.people()? {
            while self.store(store).unlist(permit, person, UNLIST_ROWS).await? {}
        }
        Ok(())
    }

    /// Removes a person from all versions of a document.
    async fn remove_from(
        &self,
        permit: &Permit,
        gone: &Gone<'_>,
        newest: Sealed,
    ) -> Result<Became, ServiceError> {
        let (store, row) = (newest.store, newest.row);
        if self.store(store).find_newest(permit, row).await?.is_some_and(|it| it.pending.is_some())
        {
            self.settle_transactions(Unfinished::Overdue).await?;
            return Ok(Became::Waiting);
        }
        let is_of_several = matches!(newest.key, KeyReference::Document(_));
        let others = gone.who.filter(|who| store != who.kind.store() || row != who.own_row);
        let mut is_lost = is_of_several && gone.who.is_none();
        if is_of_several && let Some(who) = others {
            match self.rewrite(permit, gone, who, newest).await? {
                Rewrite::Put => fault::reach(FaultPoint::DocumentRewritten),
                Rewrite::NotNeeded => {}
                Rewrite::Impossible => is_lost = true,
            }
        }
        let (keys, became) = self.keys_to_go(permit, gone, store, row).await?;
        if keys.is_empty() {
            // An earlier try may have come as far as that.
            self.remove_content(permit, gone, store, row, became).await?;
            return Ok(became);
        }
        let of_documents = keys.iter().filter_map(|key| match key {
            KeyReference::Document(id) => Some(*id),
            _ => None,
        });
        // The keys first: the rows say which they are.
        let of_documents: Vec<_> = of_documents.collect();
        gone.counts.note_keys(&of_documents);
        self.keys.destroy_document_keys(permit, of_documents).await?;
        fault::reach(FaultPoint::DocumentKeysDestroyed);
        self.store(store).erase_versions(permit, gone.erasure, row, keys).await?;
        fault::reach(FaultPoint::VersionsErased);
        if is_lost && became == Became::Removed {
            gone.counts.lost.fetch_add(1, Ordering::Relaxed);
        }
        self.remove_content(permit, gone, store, row, became).await?;
        Ok(became)
    }

    /// Removes what is kept as blobs of a document, as far as what is left of it does not have it.
    async fn remove_content(
        &self,
        permit: &Permit,
        gone: &Gone<'_>,
        store: StoreName,
        row: RowKey,
        became: Became,
    ) -> Result<(), ServiceError> {
        if store != StoreName::Records || became == Became::Nothing {
            return Ok(());
        }
        let removed = self.remove_blobs_of_row(permit, row).await?;
        gone.counts.contents.fetch_add(removed, Ordering::Relaxed);
        Ok(())
    }

    /// The keys of those versions of a document that are about the person, and what becomes of it without
    /// them.
    async fn keys_to_go(
        &self,
        permit: &Permit,
        gone: &Gone<'_>,
        store: StoreName,
        row: RowKey,
    ) -> Result<(Vec<KeyReference>, Became), ServiceError> {
        let (mut keys, mut newest, mut any) = (HashSet::new(), None, false);
        let mut before = None;
        loop {
            let versions = Versions::OfRow(row);
            let found =
                self.store(store).list_versions(permit, versions, before, BATCH_ROWS).await?;
            let Some(last) = found.last() else { break };
            before = Some(last.sequence);
            for sealed in found {
                let went = sealed.key == KeyReference::Erased(gone.erasure);
                let is_theirs = went || self.is_about_them(permit, gone, &sealed).await?;
                newest.get_or_insert(is_theirs);
                any |= is_theirs;
                if is_theirs && !went {
                    keys.insert(sealed.key);
                }
            }
        }
        let became = match (newest, any) {
            (Some(true), _) => Became::Removed,
            (_, true) => Became::Rewritten,
            _ => Became::Nothing,
        };
        Ok((keys.into_iter().collect(), became))
    }

    /// Whether a version with content is about the person.
    async fn is_about_them(
        &self,
        permit: &Permit,
        gone: &Gone<'_>,
        sealed: &Sealed,
    ) -> Result<bool, ServiceError> {
        match sealed.key {
            KeyReference::Subject(person) => Ok(person == gone.person),
            KeyReference::Document(_) => match self.keys.open(permit, sealed).await {
                // An earlier try has destroyed it, or somebody has changed it: nobody reads it any more.
                Err(KeyError::NoKey | KeyError::Integrity(_)) => Ok(true),
                opened => {
                    let document = self.policies.release(permit, opened?)?;
                    Ok(document.about.contains(&gone.person))
                }
            },
            _ => Ok(false),
        }
    }
}

fn type_of(name: &str) -> Result<ResourceType, ServiceError> {
    let own =
        [ResourceType::SUBJECT, ResourceType::USER].into_iter().find(|kind| kind.name() == name);
    own.or_else(|| fhir::types::resource_type(name)).ok_or(ServiceError::Integrity)
}
