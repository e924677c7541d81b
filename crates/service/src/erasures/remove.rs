//! Removes what is left of a person in the stores: content that nothing opens any more, and what documents
//! about other people say of them.

use std::collections::HashSet;

use model::{
    DocumentKeyId, ErasureId, FaultPoint, Pseudonym, ResourceId, ResourceType, RowKey, StoreName,
    fault,
};
use policy::Permit;
use seal::KeyReference;
use store::{Head, Sealed, Versions};

use super::BATCH_ROWS;
use super::erase_subject::Remains;
use super::rewrite::Rewrite;
use super::under_way::UnderWay;
use crate::batches::Batch;
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
}

/// What a try has removed.
#[derive(Default)]
pub(super) struct Removed {
    pub(super) documents: u64,
    /// How many are about others still.
    pub(super) rewritten: u64,
    /// How many contents that were kept as blobs are gone.
    pub(super) contents: u64,
    /// How many documents about others too went whole.
    pub(super) lost: u64,
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

/// What becomes of a document, by this try or an earlier one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Becomes {
    /// It was not about the person.
    Nothing,
    /// Its newest version goes.
    Removed,
    /// Its newest version is not about the person any more; those that were go.
    Rewritten,
}

/// A document that the person was taken out of, with versions of before.
struct Parted {
    kind: ResourceType,
    row: RowKey,
    /// The keys of the versions that go.
    keys: Vec<KeyReference>,
    becomes: Becomes,
    /// It could not be written without the person.
    is_lost: bool,
}

impl Parted {
    fn document_keys(&self) -> impl Iterator<Item = DocumentKeyId> {
        self.keys.iter().filter_map(|key| match key {
            KeyReference::Document(id) => Some(*id),
            _ => None,
        })
    }
}

impl Service {
    /// Removes what is left, and says how much was removed and rewritten, however often this was cut off before. Nothing,
    /// if something is under way that has to be waited for.
    pub(super) async fn remove_remains(
        &self,
        erasure: &mut UnderWay,
        remains: Option<&Remains>,
    ) -> Result<Option<Removed>, ServiceError> {
        let keys = self.keys.tenant(&erasure.permit).await?;
        let who = remains.map(|remains| Who::of(remains, &keys)).transpose()?;
        let mut removed = Removed::default();
        for (store, person) in erasure.body.people()? {
            let gone = Gone { erasure: erasure.id, person, who: who.as_ref() };
            let mut after = None;
            loop {
                let listed =
                    self.store(store).list_about(&erasure.permit, person, after, BATCH_ROWS);
                let rows = listed.await?;
                let Some(last) = rows.last() else { break };
                after = Some((last.kind, last.born));
                let Some(parted) = self.part(&erasure.permit, &gone, rows).await? else {
                    return Ok(None);
                };
                let of_documents = parted.iter().flat_map(Parted::document_keys);
                self.keep_document_keys(erasure, of_documents).await?;
                for document in parted {
                    let Some(_removing) = self.may_remove().await? else { return Ok(None) };
                    self.remove_versions(&erasure.permit, (&gone, store), document, &mut removed)
                        .await?;
                    tokio::task::yield_now().await;
                }
            }
        }
        Ok(Some(removed))
    }

    /// Takes a person out of what is about others too. Nothing, if something has to be waited for.
    async fn part(
        &self,
        permit: &Permit,
        gone: &Gone<'_>,
        documents: Vec<Head>,
    ) -> Result<Option<Vec<Parted>>, ServiceError> {
        let mut parted = Vec::with_capacity(documents.len());
        for newest in documents {
            let Some(_removing) = self.may_remove().await? else { return Ok(None) };
            let Some(document) = self.part_from(permit, gone, newest).await? else {
                return Ok(None);
            };
            parted.push(document);
            tokio::task::yield_now().await;
        }
        Ok(Some(parted))
    }

    /// Forgets which documents were about the person.
    pub(super) async fn unlist_remains(&self, erasure: &UnderWay) -> Result<(), ServiceError> {
        for (store, person) in erasure.body.people()? {
            while self.store(store).unlist(&erasure.permit, person, UNLIST_ROWS).await? {}
        }
        Ok(())
    }

    /// Takes a person out of the newest version of a document, if it is about others too. Nothing, if somebody has a change
    /// of it under way.
    async fn part_from(
        &self,
        permit: &Permit,
        gone: &Gone<'_>,
        Head { store, kind, row, .. }: Head,
    ) -> Result<Option<Parted>, ServiceError> {
        let newest = self.store(store).find_newest(permit, row).await?;
        // What is listed is there.
        let newest = newest.ok_or(ServiceError::Integrity)?;
        if newest.pending.is_some() {
            self.settle_transactions(Unfinished::Overdue).await?;
            return Ok(None);
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
        let (keys, becomes) = self.keys_to_go(permit, gone, store, row).await?;
        Ok(Some(Parted { kind, row, keys, becomes, is_lost }))
    }

    /// Removes the versions of a document that are about a person, and what was kept of them as blobs.
    async fn remove_versions(
        &self,
        permit: &Permit,
        (gone, store): (&Gone<'_>, StoreName),
        document: Parted,
        removed: &mut Removed,
    ) -> Result<(), ServiceError> {
        // An earlier try may have come farther.
        if !document.keys.is_empty() {
            // The keys first: the rows say which they are.
            let of_documents = document.document_keys().collect();
            self.keys.destroy_document_keys(permit, of_documents).await?;
            fault::reach(FaultPoint::DocumentKeysDestroyed);
            let erased =
                self.store(store).erase_versions(permit, gone.erasure, document.row, document.keys);
            erased.await?;
            fault::reach(FaultPoint::VersionsErased);
            removed.lost += u64::from(document.is_lost && document.becomes == Becomes::Removed);
        }
        match document.becomes {
            Becomes::Nothing => return Ok(()),
            // That somebody had rights is nothing that is counted.
            Becomes::Removed if document.kind == ResourceType::SUBJECT_RIGHTS => {}
            Becomes::Removed => removed.documents += 1,
            Becomes::Rewritten => removed.rewritten += 1,
        }
        if store == StoreName::Records {
            removed.contents += self.remove_blobs_of_row(permit, document.row).await?;
        }
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
    ) -> Result<(Vec<KeyReference>, Becomes), ServiceError> {
        let (mut keys, mut newest, mut any) = (HashSet::new(), None, false);
        let (mut before, mut batch) = (None, Batch::default());
        loop {
            let versions = Versions::OfRow(row);
            let found =
                self.store(store).list_versions(permit, versions, before, batch.rows()).await?;
            let Some(last) = found.last() else { break };
            batch.has_read(&found);
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
        let becomes = match (newest, any) {
            (Some(true), _) => Becomes::Removed,
            (_, true) => Becomes::Rewritten,
            _ => Becomes::Nothing,
        };
        Ok((keys.into_iter().collect(), becomes))
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
