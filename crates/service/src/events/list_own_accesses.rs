//! Lists who has looked at what is known of the caller, or changed it: for a patient who signs in.

use model::{Operation, ResourceType, Timestamp};
use store::SubjectName;

use super::list_events::EventScan;
use super::view::LookedUp;
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// That somebody has looked at what is known of the caller, or changed it. What else they looked at is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAccess {
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub operation: String,
    /// `done`, `refused` or `failed`.
    pub outcome: String,
    /// `client`, `user`, …
    pub actor_kind: String,
    /// The id of who did it; two may have one name.
    pub actor_id: Option<String>,
    /// The name of who did it.
    pub actor_name: String,
    /// Through which door.
    pub interface: String,
}

impl Service {
    /// A page of accesses, newest first. It may be short although there are more: follow its cursor.
    pub async fn list_own_accesses(&self, ctx: &Ctx, page: &Page) -> Answer<PageOf<OwnAccess>> {
        self.perform(ctx, Operation::ListOwnAccesses, ResourceType::ACCOUNT, |work| {
            Box::pin(self.show_own_accesses(work, page))
        })
        .await
    }

    async fn show_own_accesses(
        &self,
        work: &Work<'_>,
        page: &Page,
    ) -> Result<Change<PageOf<OwnAccess>>, ServiceError> {
        // Whoever is no patient has no record of their own.
        let own = work.caller.own.ok_or(ServiceError::NotFound)?;
        let name = SubjectName::Records(own.records);
        let subject = self.keys.find_subject(&work.permit, name).await?;
        let subject = subject.ok_or(ServiceError::Gone)?;
        let log_subject = subject.log_subject().to_string();
        let mut scan = EventScan::begin(page.position(&work.keys, work.operation)?);
        let (mut items, mut hidden) = (Vec::new(), LookedUp::default());
        while items.len() < page.size
            && let Some((record, opened)) =
                scan.next(work, |header| header.subjects.contains(&log_subject)).await?
        {
            let view = self.view(&work.permit, &record, opened, &mut hidden).await?;
            items.push(OwnAccess {
                at: view.at,
                operation: view.operation,
                outcome: view.outcome,
                actor_kind: view.actor_kind,
                actor_id: view.actor_id,
                actor_name: view.actor_name,
                interface: view.interface,
            });
        }
        let next = scan.place();
        let next = next.map(|at| work.keys.seal_cursor(work.operation, at, self.rng()));
        let returned = items.len();
        Ok(Change::of(PageOf { items, next }).listing(returned).guarding(&subject))
    }
}
