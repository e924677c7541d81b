//! Documents that are about others too, written anew without whoever is erased.

use std::sync::Arc;

use model::{
    BackgroundTask, Json, Operation, Pseudonym, ResourceId, ResourceType, StoreName, TenantId,
};
use policy::Permit;
use seal::KeyReference;
use store::{CommitError, DOCUMENT_MEMBER, Document, Guard, GuardFailure, Sealed};

use super::remove::{Gone, Who};
use crate::Service;
use crate::error::ServiceError;
use crate::keys::{SealingKey, Subject};
use crate::records::json_of;
use crate::work::{Change, Work, touch_put};

/// How often a document is rewritten anew because somebody changed it meanwhile.
const REWRITES_MAX: usize = 20;

/// What became of the newest version of a document that is about others too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rewrite {
    /// There is one without the person.
    Put,
    /// It says nothing of them, or of nobody else.
    NotNeeded,
    /// It does not open.
    Impossible,
}

impl Service {
    /// Writes a document that is about others too without the person. One that does not open holds nothing up: it goes
    /// whole, with the keys of what it said of the person.
    pub(super) async fn rewrite(
        &self,
        permit: &Permit,
        gone: &Gone<'_>,
        who: &Who<'_>,
        newest: Sealed,
    ) -> Result<Rewrite, ServiceError> {
        let mut newest = newest;
        for _ in 0..REWRITES_MAX {
            let document = match self.open_document(permit, &newest).await {
                Err(error @ (ServiceError::Gone | ServiceError::Integrity)) => {
                    // What is of earlier versions of an erasure that was cut off is gone as it should be.
                    if !matches!(newest.key, KeyReference::Erased(_)) {
                        let (store, row) = (newest.store, newest.row);
                        tracing::error!(%store, %row, code = error.code(), "what is about others too does not open, and goes with somebody who is erased");
                    }
                    return Ok(Rewrite::Impossible);
                }
                document => document?,
            };
            if !document.about.contains(&gone.person) || !document.is_live() {
                return Ok(Rewrite::NotNeeded);
            }
            match self.put_without(permit.tenant(), (gone.person, who), &newest, document).await {
                Ok(true) => return Ok(Rewrite::Put),
                Ok(false) => return Ok(Rewrite::NotNeeded),
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
        let (people, erased) = self.those_left(&work, newest.store, &document.about).await?;
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
        let mut touch = touch_put(&put, &document, people);
        touch.gone = self.log_subjects_of(&work, &erased).await?;
        change.touched.push(touch);
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

    /// The others, as far as they are not erased themselves, and those who are.
    async fn those_left(
        &self,
        work: &Work<'_>,
        store: StoreName,
        about: &[Pseudonym],
    ) -> Result<(Vec<Arc<Subject>>, Vec<Pseudonym>), ServiceError> {
        let (mut left, mut erased) = (Vec::new(), Vec::new());
        for person in about {
            if self.is_erased(&work.permit, *person).await? {
                erased.push(*person);
            } else {
                left.extend(work.people(store, &[*person]).await?);
            }
        }
        Ok((left, erased))
    }

    /// How the log knows people who were erased. Their own erasures take what is about them out of what is written now, and
    /// the event of that has to say that it may be gone.
    async fn log_subjects_of(
        &self,
        work: &Work<'_>,
        erased: &[Pseudonym],
    ) -> Result<Vec<String>, ServiceError> {
        if erased.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.erased_people(&work.permit, &work.keys).await?;
        Ok(erased.iter().filter_map(|it| known.log_subject_of(*it)).map(str::to_owned).collect())
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
