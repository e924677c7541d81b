//! Ends what a patient who is erased signs in with: nobody is to belong to a tenant as them, or be waited for.

use model::{BackgroundTask, Operation, Pseudonym, ResourceType, StoreName, UserId};
use store::{CommitError, Document, Selection};

use super::BATCH_ROWS;
use super::under_way::UnderWay;
use crate::Service;
use crate::error::ServiceError;
use crate::invitations::InvitationBody;
use crate::members::MembershipBody;

impl Service {
    /// Ends the memberships and takes back the invitations that were the person's as a patient, and forgets whoever
    /// belongs to no other tenant.
    pub(super) async fn end_accounts_of(&self, erasure: &UnderWay) -> Result<(), ServiceError> {
        if erasure.body.kind != fhir::types::patient().name() {
            return Ok(());
        }
        let person = erasure.body.records()?;
        for kind in [ResourceType::MEMBERSHIP, ResourceType::INVITATION] {
            let mut before = None;
            loop {
                let selection = Selection::OfKind(kind);
                let listed = self.records.list_live(&erasure.permit, selection, before, BATCH_ROWS);
                let rows = listed.await?;
                let Some(last) = rows.last() else { break };
                before = Some(last.born);
                for sealed in &rows {
                    let document = match self.open_document(&erasure.permit, sealed).await {
                        // `doctor` names it. It holds up no erasure.
                        Err(ServiceError::Gone | ServiceError::Integrity) => continue,
                        document => document?,
                    };
                    if patient_of(&document)? == Some(person) {
                        self.end_account(erasure, &document).await?;
                    }
                }
            }
        }
        Ok(())
    }

    async fn end_account(
        &self,
        erasure: &UnderWay,
        document: &Document,
    ) -> Result<(), ServiceError> {
        let user: UserId = document.id.as_str().parse().map_err(|_| ServiceError::Integrity)?;
        let is_member = document.kind == ResourceType::MEMBERSHIP;
        let operation =
            if is_member { Operation::RemoveMember } else { Operation::DeleteInvitation };
        let task = BackgroundTask::Erase;
        let ctx = self.background_context(task, erasure.tenant());
        let work = self.background_work(&ctx, task, operation).await?;
        let planned = if is_member {
            self.plan_member_removal(&work, user).await
        } else {
            self.plan_taking_back(&work, user, |_, _| Ok(true)).await
        };
        let change = match planned {
            // Somebody was quicker.
            Err(ServiceError::NotFound) => return Ok(()),
            change => change?,
        };
        match work.carry_out(change).await {
            Err(CommitError::Guard(_)) => return Err(ServiceError::Busy),
            carried_out => drop(carried_out?),
        }
        match self.find_user(user).await? {
            Some(known) => {
                self.forget_if_nowhere(known.subject.pseudonym(StoreName::Records)).await
            }
            None => Ok(()),
        }
    }
}

/// Whose record somebody sees, or is to see.
fn patient_of(document: &Document) -> Result<Option<Pseudonym>, ServiceError> {
    if document.kind == ResourceType::MEMBERSHIP {
        MembershipBody::read(document)?.subject()
    } else {
        InvitationBody::read(document)?.subject()
    }
}
