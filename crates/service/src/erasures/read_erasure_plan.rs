//! Says what erasing a person would take.

use std::collections::BTreeMap;

use model::{Operation, ResourceId, ResourceType, StoreName, Timestamp};
use seal::KeyReference;

use super::kept::{KeptPart, kept_of};
use super::{BATCH_ROWS, Person};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::subjects::Hold;
use crate::work::{Change, Work};

/// How many documents are counted; there may be more.
const DOCUMENTS_MAX: u64 = 20_000;

/// What erasing a person would take.
#[derive(Debug, Clone)]
pub struct ErasurePlan {
    /// The type of the person's own document.
    pub kind: ResourceType,
    /// Its id.
    pub id: ResourceId,
    /// What would go, type by type, and what would be rewritten.
    pub documents: Vec<Affected>,
    /// Whether those are all.
    pub is_whole: bool,
    /// What would be left of the person, and why.
    pub kept: Vec<KeptPart>,
    /// What keeps the person from being erased.
    pub holds: Vec<Hold>,
    /// By when no copy of before could be opened any more, if it were done now.
    pub copies_until: Timestamp,
}

/// How many documents of a type are about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affected {
    /// The type.
    pub kind: String,
    /// How many are about nobody else: they go.
    pub removed: u64,
    /// How many are about others too, and rewritten without the person, or are about the person no more, and
    /// keep what they are now.
    pub rewritten: u64,
}

impl Service {
    /// Shows what erasing a person would take. Nothing is changed.
    pub async fn read_erasure_plan(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Answer<ErasurePlan> {
        self.perform(ctx, Operation::ReadErasurePlan, ResourceType::SUBJECT, |work| {
            Box::pin(self.draw_plan(work, kind, id))
        })
        .await
    }

    async fn draw_plan(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Result<Change<ErasurePlan>, ServiceError> {
        let person = self.find_erasable(work, kind, id).await?;
        let mut found = BTreeMap::new();
        let mut left = DOCUMENTS_MAX;
        for store in [StoreName::Identity, StoreName::Records] {
            self.count_about(work, &person, store, &mut found, &mut left).await?;
        }
        let documents = found.into_iter().map(|(kind, (removed, rewritten))| Affected {
            kind,
            removed,
            rewritten,
        });
        let at = work.ctx.at;
        let plan = ErasurePlan {
            kind,
            id: id.clone(),
            documents: documents.collect(),
            is_whole: left > 0,
            kept: kept_of(kind.name()).collect(),
            holds: self.rights_of(work, &person).await?.holds(),
            copies_until: at.checked_add(self.erasure_window).unwrap_or(at),
        };
        self.showing_person(work, Change::of(plan), &person).await
    }

    /// Counts what would go and what would be rewritten, as far as there is a mind to.
    async fn count_about(
        &self,
        work: &Work<'_>,
        person: &Person,
        store: StoreName,
        found: &mut BTreeMap<String, (u64, u64)>,
        left: &mut u64,
    ) -> Result<(), ServiceError> {
        let pseudonym = person.subject.pseudonym(store);
        let mut after = None;
        while *left > 0 {
            let documents = self.store(store);
            let rows = documents.list_about(&work.permit, pseudonym, after, BATCH_ROWS).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = Some((last.kind, last.born));
            for sealed in &rows {
                if sealed.kind == ResourceType::SUBJECT_RIGHTS {
                    continue;
                }
                let name = if sealed.kind.is_of_tenant() {
                    let types = work.document_types().await?;
                    types.of_kind(sealed.kind).map(|of| of.name.clone())
                } else {
                    Some(sealed.kind.name().to_owned())
                };
                let (removed, rewritten) =
                    found.entry(name.ok_or(ServiceError::Integrity)?).or_default();
                let is_theirs =
                    sealed.row == person.own_row || sealed.key == KeyReference::Subject(pseudonym);
                *(if is_theirs { removed } else { rewritten }) += 1;
                *left = left.saturating_sub(1);
            }
        }
        Ok(())
    }
}
