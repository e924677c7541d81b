//! `ribcage tenant`: opens and ends accounts, on a running server or on a stopped one's data.

mod deletions;

use clap::Subcommand;
use service::{Page, Service};
use wire::{NewTenant, NewTenantRequest, Tenant, TenantList};

use crate::cli::DataArgs;
use crate::data_folder::DataFolder;
use crate::deployment::Deployment;
use crate::operator_socket::{BASE, SocketPath, answer};

#[derive(Subcommand)]
pub(crate) enum TenantCommand {
    /// Open an account, and show its one-time credential
    Create {
        /// A name that no other tenant has
        name: String,
        #[command(flatten)]
        data: DataArgs,
    },
    /// List the accounts
    List {
        #[command(flatten)]
        data: DataArgs,
    },
    /// Close an account, which is deleted with all that it has when a while has passed
    Delete {
        /// Its name or id
        name: String,
        /// Why; it is kept, and must not have the name in it
        #[arg(long)]
        reason: String,
        /// Delete it at once: there is no way back
        #[arg(long)]
        now: bool,
        #[command(flatten)]
        data: DataArgs,
    },
    /// Open an account again that is to be deleted
    Keep {
        /// Its name or id
        name: String,
        #[command(flatten)]
        data: DataArgs,
    },
    /// List the accounts that were to be deleted, and how far that is
    Deletions {
        #[command(flatten)]
        data: DataArgs,
    },
    /// Print the receipt of a deletion
    Receipt {
        /// The deletion, as `ribcage tenant deletions` shows it
        deletion: String,
        #[command(flatten)]
        data: DataArgs,
    },
}

pub(crate) async fn run(command: TenantCommand) -> anyhow::Result<()> {
    match command {
        TenantCommand::Create { name, data } => show_created(&create(&name, &data).await?),
        TenantCommand::List { data } => show_list(&list(&data).await?),
        TenantCommand::Delete { name, reason, now, data } => {
            let request = wire::DeletionRequest { tenant: name, reason, now };
            deletions::show_deletion(&deletions::delete(&request, &data).await?);
        }
        TenantCommand::Keep { name, data } => {
            deletions::show_deletion(&deletions::keep(&name, &data).await?);
        }
        TenantCommand::Deletions { data } => {
            for deletion in deletions::list(&data).await? {
                deletions::show_deletion(&deletion);
            }
        }
        TenantCommand::Receipt { deletion, data } => {
            deletions::show_receipt(&deletions::find(&deletion, &data).await?)?;
        }
    }
    Ok(())
}

async fn create(name: &str, data: &DataArgs) -> anyhow::Result<NewTenant> {
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    let socket = SocketPath::in_folder(&folder)?;
    if let Some(client) = socket.connect().await {
        let request = NewTenantRequest { name: name.to_owned() };
        return answer(client.post(format!("{BASE}/tenants")).json(&request)).await;
    }
    let deployment = Deployment::open(&configuration).await?;
    let service = &deployment.service;
    let ctx = service.context(Service::operator(), Vec::new());
    let created = service.create_tenant(&ctx, name).await.map_err(|failure| failure.error)?;
    deployment.close().await?;
    Ok(NewTenant {
        tenant: api::tenant(&created.value.tenant),
        credential: created.value.credential.expose().to_owned(),
    })
}

async fn list(data: &DataArgs) -> anyhow::Result<Vec<Tenant>> {
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    let socket = SocketPath::in_folder(&folder)?;
    let mut tenants = Vec::new();
    let mut cursor: Option<String> = None;
    if let Some(client) = socket.connect().await {
        loop {
            // A cursor is base64url: it fits into an address as it is.
            let query = cursor.map(|cursor| format!("?cursor={cursor}")).unwrap_or_default();
            let page: TenantList = answer(client.get(format!("{BASE}/tenants{query}"))).await?;
            tenants.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                return Ok(tenants);
            }
        }
    }
    let deployment = Deployment::open(&configuration).await?;
    let service = &deployment.service;
    loop {
        let ctx = service.context(Service::operator(), Vec::new());
        let page = Page::new(None, cursor);
        let page = service.list_tenants(&ctx, &page).await.map_err(|failure| failure.error)?;
        tenants.extend(page.value.items.iter().map(api::tenant));
        cursor = page.value.next;
        if cursor.is_none() {
            break;
        }
    }
    deployment.close().await?;
    Ok(tenants)
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn show_created(created: &NewTenant) {
    println!("tenant      {}", created.tenant.id);
    println!("name        {}", created.tenant.name);
    println!("credential  {}", created.credential);
    println!();
    println!("The credential is shown this once. Whoever holds it becomes the tenant's first");
    println!("administrator: POST /api/tenant/claim with it as the bearer token.");
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn show_list(tenants: &[Tenant]) {
    for tenant in tenants {
        let Tenant { id, created_at, name, deletes_at, .. } = tenant;
        match deletes_at {
            None => println!("{id}  {created_at}  {name}"),
            Some(at) => println!("{id}  {created_at}  {name}  closed, is deleted at {at}"),
        }
    }
}
