//! A drill that fails says so, signed: if the keys of the backup can be opened, the key of the log is among them, and
//! nothing else is needed to sign.

use std::fs;

use anyhow::Context as _;
use backup::Drill;
use model::{DeploymentId, StoreName};

use super::restore::Restoring;
use crate::data_folder::{DataFolder, create_private, write_private};
use crate::deployment::Deployment;
use crate::loading::Loading;
use crate::stores::Stores;

/// The first schema of every store. What came after it is made when the store is opened.
const SCHEMA_FIRST: u32 = 1;

impl Restoring<'_> {
    /// Signs that the drill has failed, with the keys in stores that have nothing else. Nothing of them stays.
    pub(super) async fn sign_failure(
        &self,
        error: &anyhow::Error,
    ) -> anyhow::Result<(Drill, String)> {
        let deployment: DeploymentId =
            self.chosen.notice.deployment.parse().context("the backup names no deployment")?;
        let drill = Drill {
            findings: 1,
            failure: Some(Drill::failure_in_words(&format!("{error:#}"))),
            ..self.drill_so_far()
        };
        let signed = self.sign_with_keys(deployment, &drill).await;
        let _ = fs::remove_dir_all(&self.configuration.data);
        let discarded = Stores::discard(self.configuration, deployment).await;
        let note = signed?;
        discarded.context("what the evidence was signed with cannot be taken away again")?;
        Ok((drill, note))
    }

    async fn sign_with_keys(
        &self,
        deployment: DeploymentId,
        drill: &Drill,
    ) -> anyhow::Result<String> {
        let folder = &self.configuration.data;
        create_private(folder)?;
        write_private(&DataFolder::restore_mark(folder), b"")?;
        create_private(&folder.join("tls"))?;
        let keys = self.load_keys(self.keys().await?, deployment).await?;
        for store in [StoreName::Identity, StoreName::Records] {
            let empty = Loading::begin(self.configuration, store, deployment, SCHEMA_FIRST).await?;
            empty.finish().await?;
        }
        keys.finish().await?;
        let opened = Deployment::open_restored(self.configuration).await?;
        let key = opened.service.verifier_key().await?;
        let note = match self.chosen.check(&key) {
            Ok(()) => opened.service.sign_drill(drill).await.map_err(Into::into),
            // Somebody else made it, and says what they like.
            Err(error) => Err(error.into()),
        };
        drop(opened);
        note
    }
}
