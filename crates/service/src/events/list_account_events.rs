//! Lists what has happened to the caller's own account: sign-ins, those that failed, and whatever changed of how they sign
//! in. It is read from the log of the directory.

use model::{Effect, EventId, Operation, ResourceType, StoreName, Timestamp};
use seal::KeyReference;
use store::EventRecord;

use super::draft::{BODY, EventRow};
use super::list_events::EventScan;
use super::stored::{Header, PersonBody};
use super::view::people_in;
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::keys::Subject;
use crate::work::{Change, Work};

/// Something that has happened to somebody's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountEvent {
    /// The event.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub operation: String,
    /// `done`, `refused` or `failed`.
    pub outcome: String,
    /// Why it was not done.
    pub problem: Option<String>,
    /// From where.
    pub address: Option<String>,
    /// What the device called itself, where that is known.
    pub device: Option<String>,
    /// How often, if several tries were written down together.
    pub count: Option<usize>,
}

impl Service {
    /// A page of what has happened to the caller's account, newest first. It may be short although there are more: follow
    /// its cursor.
    pub async fn list_account_events(
        &self,
        ctx: &Ctx,
        page: &Page,
    ) -> Answer<PageOf<AccountEvent>> {
        let ctx = self.in_directory(ctx).await?;
        self.perform(&ctx, Operation::ListAccountEvents, ResourceType::ACCOUNT, |work| {
            Box::pin(self.show_account_events(work, page))
        })
        .await
    }

    async fn show_account_events(
        &self,
        work: &Work<'_>,
        page: &Page,
    ) -> Result<Change<PageOf<AccountEvent>>, ServiceError> {
        let own = self.account_holder(work).await?.subject;
        let log_subject = own.log_subject().to_string();
        let is_own = |header: &Header| {
            (header.caller == log_subject || header.subjects.contains(&log_subject))
                && is_worth_knowing(header)
        };
        let mut scan = EventScan::begin(page.position(&work.keys, work.operation)?);
        let mut items = Vec::new();
        while items.len() < page.size
            && let Some((record, opened)) = scan.next(work, is_own).await?
        {
            let is_refused = opened.body.problem.is_some();
            items.push(AccountEvent {
                id: record.id,
                at: opened.header.at.parse().map_err(|_| ServiceError::Integrity)?,
                operation: opened.header.operation,
                outcome: opened.header.outcome,
                problem: opened.body.problem,
                address: opened.body.address,
                device: device_in(&record, work, &own)?,
                count: opened.body.returned.filter(|_| is_refused),
            });
        }
        let next = scan.place();
        let next = next.map(|at| work.keys.seal_cursor(work.operation, at, self.rng()));
        let returned = items.len();
        Ok(Change::of(PageOf { items, next }).listing(returned).guarding(&own))
    }
}

/// Whatever changed something, and whatever was not done. That somebody looked at their own account is not.
fn is_worth_knowing(header: &Header) -> bool {
    let operation = Operation::find(&header.operation);
    header.outcome != "done" || operation.is_some_and(|it| it.effect() == Effect::Change)
}

/// What the device of an event called itself, as it stands under the person's own key.
fn device_in(
    record: &EventRecord,
    work: &Work<'_>,
    own: &Subject,
) -> Result<Option<String>, ServiceError> {
    let pseudonym = own.pseudonym(StoreName::Records);
    let mut of_person = people_in(record).filter(|(_, person, _)| *person == pseudonym);
    let Some((number, _, message)) = of_person.next() else { return Ok(None) };
    let event = EventRow { tenant: work.permit.tenant(), row: record.row };
    let place = event.place(BODY, number, KeyReference::Subject(pseudonym));
    let content = seal::open(own.key(), &place, message).map_err(|_| ServiceError::Integrity)?;
    let body: PersonBody = serde_json::from_slice(&content).map_err(|_| ServiceError::Integrity)?;
    Ok(body.device)
}
