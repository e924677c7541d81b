//! Removes what is left of a person in the stores: content that nothing opens any more, and what documents
//! about other people say of them.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use model::{
    BackgroundTask, ErasureId, FaultPoint, Json, Operation, Pseudonym, ResourceId, ResourceType,
    RowKey, StoreName, TenantId, fault,
};
use policy::Permit;
use seal::KeyReference;
use store::{CommitError, DOCUMENT_MEMBER, Document, Guard, GuardFailure, Sealed, Versions};

use super::BATCH_ROWS;
use super::body::ErasureBody;
use super::counts::Counts;
use super::erase_subject::Remains;
use crate::error::ServiceError;
use crate::keys::{KeyError, SealingKey, Subject, TenantKeys};
use crate::records::json_of;
use crate::work::{Change, Work, touch_put};
use crate::{Service, Unfinished};

/// How many documents at a time are forgotten to be about somebody.
const UNLIST_ROWS: usize = 1_000;
/// How often a document is rewritten anew because somebody changed it meanwhile.
const REWRITES_MAX: usize = 20;

/// Whose remains are removed.
struct Gone<'a> {
    erasure: ErasureId,
    /// Their pseudonym in the store that is looked through.
    person: Pseudonym,
    /// Who they were, if that is known. If not, what is about others too goes whole.
    who: Option<&'a Who<'a>>,
    counts: &'a Counts,
}

/// Who somebody was.
struct Who<'a> {
    kind: ResourceType,
    id: ResourceId,
    /// The row of their own document.
    own_row: RowKey,
    marks: &'a [String],
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
        if is_of_several
            && let Some(who) = others
            && self.rewrite(permit, gone, who, newest).await?
        {
            fault::reach(FaultPoint::DocumentRewritten);
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
        if is_of_several && gone.who.is_none() && became == Became::Removed {
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
                // An earlier try has destroyed it.
                Err(KeyError::NoKey) => Ok(true),
                opened => {
                    let document = self.policies.release(permit, opened?)?;
                    Ok(document.about.contains(&gone.person))
                }
            },
            _ => Ok(false),
        }
    }

    /// Writes a document that is about others too without the person, and says whether it did.
    async fn rewrite(
        &self,
        permit: &Permit,
        gone: &Gone<'_>,
        who: &Who<'_>,
        newest: Sealed,
    ) -> Result<bool, ServiceError> {
        let mut newest = newest;
        for _ in 0..REWRITES_MAX {
            let document = self.open_document(permit, &newest).await?;
            if !document.about.contains(&gone.person) || !document.is_live() {
                return Ok(false);
            }
            match self.put_without(permit.tenant(), (gone.person, who), &newest, document).await {
                Ok(was_put) => return Ok(was_put),
                Err(RewriteError::Overtaken) => {}
                Err(RewriteError::Other(error)) => return Err(error),
            }
            let row = newest.row;
            let found = self.store(newest.store).find_newest(permit, row).await?;
            let found = self.resolve(permit, found).await?;
            newest = found.ok_or(ServiceError::Integrity)?;
        }
        Err(ServiceError::Busy)
    }

    async fn put_without(
        &self,
        tenant: TenantId,
        (gone, who): (Pseudonym, &Who<'_>),
        newest: &Sealed,
        mut document: Document,
    ) -> Result<bool, RewriteError> {
        let task = BackgroundTask::Erase;
        let ctx = self.background_context(task, tenant);
        let work = self.background_work(&ctx, task, Operation::FinishErasure).await?;
        document.about.retain(|person| *person != gone);
        let people = self.those_left(&work, newest.store, &document.about).await?;
        if people.is_empty() {
            // All others are erased too: it is theirs to be removed.
            return Ok(false);
        }
        let key = match (people.as_slice(), document.about.len()) {
            ([only], 1) => SealingKey::Subject(Arc::clone(only)),
            _ => self.keys.create_document_key(&work.permit).await.map_err(ServiceError::from)?,
        };
        document.body = self.body_without(&work, who, &document).await?;
        document.version = newest.version.next();
        document.at = ctx.at;
        let put = self.keys.seal(&work.permit, newest.row, &document, &key);
        let mut change = Change::of(());
        // If it is under one person's key, they must be there to be erased in their turn.
        if let SealingKey::Subject(only) = &key {
            change.guards.push(Guard::NotErased(only.pseudonym(StoreName::Records)));
        }
        change.touched.push(touch_put(&put, &document, people));
        change.puts.push(put);
        match work.carry_out(change).await {
            Ok(_) => Ok(true),
            Err(CommitError::Guard(
                GuardFailure::Version(_)
                | GuardFailure::Pending(_)
                | GuardFailure::Decided
                | GuardFailure::Erased,
            )) => Err(RewriteError::Overtaken),
            Err(error) => Err(RewriteError::Other(error.into())),
        }
    }

    /// The others, as far as they are not erased themselves.
    async fn those_left(
        &self,
        work: &Work<'_>,
        store: StoreName,
        about: &[Pseudonym],
    ) -> Result<Vec<Arc<Subject>>, ServiceError> {
        let mut left = Vec::new();
        for person in about {
            if !self.is_erased(&work.permit, *person).await? {
                left.extend(work.people(store, &[*person]).await?);
            }
        }
        Ok(left)
    }

    /// What a document says without the person.
    async fn body_without(
        &self,
        work: &Work<'_>,
        who: &Who<'_>,
        document: &Document,
    ) -> Result<String, ServiceError> {
        let mut json = json_of(document)?;
        let version = document.version.next();
        work.take_person_out(document.kind, &mut json, (who.kind, &who.id), who.marks).await?;
        fhir::meta::set_server_fields(&mut json, &document.id, version, work.ctx.at);
        Ok(json.to_text())
    }
}

impl Work<'_> {
    /// Takes what is said of somebody out of a document of a type.
    pub(crate) async fn take_person_out(
        &self,
        kind: ResourceType,
        json: &mut Json,
        person: (ResourceType, &ResourceId),
        marks: &[String],
    ) -> Result<(), ServiceError> {
        if !kind.is_of_tenant() {
            fhir::erase::take_person_out(json, person.0, person.1, marks);
            return Ok(());
        }
        let types = self.document_types().await?;
        let of = types.of_kind(kind).ok_or(ServiceError::Integrity)?;
        let path = of.definition.subject.as_ref().map(|rule| rule.path.clone());
        let path: Vec<_> = path.iter().flat_map(|path| path.split('.')).collect();
        let mut inner = json.remove_member(DOCUMENT_MEMBER).ok_or(ServiceError::Integrity)?;
        fhir::erase::take_person_out_of_document(&mut inner, &path, person, marks);
        if let Json::Object(members) = json {
            members.push((DOCUMENT_MEMBER.into(), inner));
        }
        Ok(())
    }
}

/// Why a document was not rewritten.
enum RewriteError {
    /// Somebody was quicker.
    Overtaken,
    Other(ServiceError),
}

impl From<ServiceError> for RewriteError {
    fn from(error: ServiceError) -> Self {
        Self::Other(error)
    }
}

fn type_of(name: &str) -> Result<ResourceType, ServiceError> {
    let own =
        [ResourceType::SUBJECT, ResourceType::USER].into_iter().find(|kind| kind.name() == name);
    own.or_else(|| fhir::types::resource_type(name)).ok_or(ServiceError::Integrity)
}
