//! A drill that fails says so, signed: if the keys of the backup can be opened, the key of the log is among them, and
//! nothing else is needed to sign.

use anyhow::Context as _;
use backup::Drill;
use model::{DeploymentId, StoreName};

use super::restore::Restoring;
use crate::data_folder::create_private;
use crate::deployment::Deployment;
use crate::loading::Loading;

/// The first schema of every store. What came after it is made when the store is opened.
const SCHEMA_FIRST: u32 = 1;

impl Restoring<'_> {
    /// Signs that the drill has failed, with the keys in stores that have nothing else.
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
        let note = self.sign_with_keys(deployment, &drill).await?;
        Ok((drill, note))
    }

    async fn sign_with_keys(
        &self,
        deployment: DeploymentId,
        drill: &Drill,
    ) -> anyhow::Result<String> {
        let folder = &self.configuration.data;
        self.ground.take()?;
        create_private(&folder.join("tls"))?;
        let keys = self.load_keys(self.keys().await?, deployment).await?;
        let mut filled = vec![keys];
        for store in [StoreName::Identity, StoreName::Records] {
            filled.push(Loading::begin(self.configuration, store, deployment, SCHEMA_FIRST).await?);
        }
        // All three were empty, or nothing is to be taken away.
        self.ground.fill_databases(deployment);
        for loading in filled {
            loading.finish().await?;
        }
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
