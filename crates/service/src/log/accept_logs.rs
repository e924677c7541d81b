//! Goes on with the logs as they are in the databases, after those were put back to an earlier day: nothing is signed for
//! a log that lacks what the checkpoint has that is kept outside. What is lost stays lost, and whoever has verified the
//! logs before sees that.

use std::collections::HashMap;

use model::{LogId, Operation, ResourceType};

use super::sequencer_permit;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::Change;

/// A log that is another one than the checkpoint that was kept of it says.
#[derive(Debug, Clone)]
pub struct PutBackLog {
    /// Which.
    pub id: LogId,
    /// How many entries it had.
    pub had: u64,
    /// How many it has.
    pub has: u64,
    /// Whether it has as many at least, and others: that is no log that was put back.
    pub is_changed: bool,
    /// Its checkpoint in the databases; none if the log is gone.
    checkpoint: Option<String>,
}

impl Service {
    /// Keeps the checkpoints of the databases instead of those that were kept outside and do not fit them, and gives what
    /// the logs had before. Those of before are set aside. Logs that are others than were signed are among them only if
    /// that is said; a checkpoint that was changed is none of those.
    pub async fn accept_logs(&self, ctx: &Ctx, also_changed: bool) -> Answer<Vec<PutBackLog>> {
        let accepted = self
            .perform(ctx, Operation::AcceptLogs, ResourceType::LOG, |_| {
                Box::pin(async { Ok(Change::of(self.list_put_back_logs().await?)) })
            })
            .await?;
        let wanted = |log: &&PutBackLog| also_changed || !log.is_changed;
        let wanted: Vec<_> = accepted.value.iter().filter(wanted).collect();
        self.keep_as_they_are(&wanted).await.map_err(crate::error::Failure::from)?;
        Ok(accepted)
    }

    async fn list_put_back_logs(&self) -> Result<Vec<PutBackLog>, ServiceError> {
        let states = self.records.list_logs(&sequencer_permit()).await?;
        let states: HashMap<_, _> = states.into_iter().map(|state| (state.id, state)).collect();
        let mut put_back = Vec::new();
        for (id, text) in self.list_kept().await? {
            let Ok(kept) = self.open_checkpoint(&text).await else { continue };
            let state = states.get(&id);
            let is_as_kept = match state {
                Some(state) if state.size >= kept.size => {
                    self.begins_with(state.tree, &kept).await?
                }
                Some(_) => false,
                None => kept.size == 0,
            };
            if !is_as_kept {
                let has = state.map_or(0, |state| state.size);
                let checkpoint = state.map(|state| state.checkpoint.clone());
                let is_changed = has >= kept.size;
                put_back.push(PutBackLog { id, had: kept.size, has, is_changed, checkpoint });
            }
        }
        Ok(put_back)
    }

    async fn keep_as_they_are(&self, put_back: &[&PutBackLog]) -> Result<(), ServiceError> {
        self.set_aside(put_back.iter().map(|log| log.id).collect()).await?;
        let there = put_back.iter().filter_map(|log| Some((log.id, log.checkpoint.clone()?)));
        self.keep(there.collect()).await?;
        let gone = put_back.iter().filter(|log| log.checkpoint.is_none());
        self.forget(gone.map(|log| log.id).collect()).await
    }
}
