//! The directory: everybody who signs in, and what that is verified with. It is a tenant of its own, with keys and
//! trees of its own, of which nobody is a member.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::{
    BackgroundTask, Operation, ResourceType, RowKey, StoreName, TenantId, Timestamp, Version,
};
use policy::Permit;
use serde::{Deserialize, Serialize};
use signin::password::PasswordServer;
use store::{CommitError, Document, GuardFailure};
use tokio::sync::OnceCell;
use zeroize::Zeroizing;

use crate::Service;
use crate::error::ServiceError;
use crate::keys::{KeyError, TenantKeys};
use crate::work::Change;

/// The one document of its kind.
const ID: &str = "directory";

/// What of the directory is needed all the time.
#[derive(Default)]
pub(crate) struct DirectoryKeeper {
    passwords: OnceCell<Arc<PasswordServer>>,
}

#[derive(Serialize, Deserialize)]
struct DirectoryBody {
    /// What passwords are verified with. Whoever loses it loses all of them.
    password_server: Zeroizing<String>,
}

impl Service {
    /// Makes the directory unless there is one: with the deployment, or when one of before is opened again.
    pub(crate) async fn ensure_directory(&self) -> Result<(), ServiceError> {
        let permit = permit();
        match self.keys.tenant(&permit).await {
            Err(KeyError::NoTenant) => self.keys.create_tenant(&permit).await?,
            keys => drop(keys?),
        }
        self.password_server().await.map(drop)
    }

    /// What passwords are verified with; drawn now if it never was.
    pub(crate) async fn password_server(&self) -> Result<Arc<PasswordServer>, ServiceError> {
        let found = self.directory.passwords.get_or_try_init(|| async {
            for _ in 0..2 {
                if let Some(found) = self.find_password_server().await? {
                    return Ok(Arc::new(found));
                }
                match self.create_password_server().await {
                    // Another server was quicker.
                    Err(CommitError::Guard(GuardFailure::Version(_))) => {}
                    created => created.map_err(ServiceError::from)?,
                }
            }
            Err(ServiceError::Busy)
        });
        found.await.map(Arc::clone)
    }

    async fn find_password_server(&self) -> Result<Option<PasswordServer>, ServiceError> {
        let permit = permit();
        let row = row(self.keys.tenant(&permit).await?.as_ref());
        let Some(sealed) = self.records.find_newest(&permit, row).await? else { return Ok(None) };
        let document = self.policies.release(&permit, self.keys.open(&permit, &sealed).await?)?;
        let body: DirectoryBody =
            serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)?;
        let bytes = STANDARD.decode(body.password_server.as_bytes()).map(Zeroizing::new);
        let bytes = bytes.map_err(|_| ServiceError::Integrity)?;
        PasswordServer::deserialize(&bytes).map(Some).map_err(|_| ServiceError::Integrity)
    }

    async fn create_password_server(&self) -> Result<(), CommitError> {
        let task = BackgroundTask::Authenticate;
        let ctx = self.background_context(task, TenantId::DIRECTORY);
        let work = self.background_work(&ctx, task, Operation::CreateUser).await;
        let work = work.map_err(unavailable)?;
        let drawn = PasswordServer::generate(self.rng()).serialize();
        let body = DirectoryBody { password_server: Zeroizing::new(STANDARD.encode(&*drawn)) };
        let (document, row) = (document(&body, ctx.at), row(&work.keys));
        let change = Change::of(()).putting(&work, row, &document).await.map_err(unavailable)?;
        work.carry_out(change).await.map(drop)
    }
}

/// Leave to look into the directory, and to do there what nobody asks for.
pub(crate) fn permit() -> Permit {
    Permit::for_background(BackgroundTask::Authenticate, TenantId::DIRECTORY)
}

fn row(keys: &TenantKeys) -> RowKey {
    keys.row_key(StoreName::Records, ResourceType::DIRECTORY.name(), ID)
}

fn document(body: &DirectoryBody, at: Timestamp) -> Document {
    Document::about_nobody(
        ResourceType::DIRECTORY,
        ID.parse().expect("letters are a resource id"),
        Version::FIRST,
        at,
        serde_json::to_string(body).expect("strings are always valid JSON"),
    )
}

/// That keys cannot be had, to who commits.
fn unavailable(error: ServiceError) -> CommitError {
    let source = Some(Box::new(error) as Box<dyn std::error::Error + Send + Sync>);
    store::StoreError::Unavailable { store: StoreName::Keys, source }.into()
}
