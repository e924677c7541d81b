//! What `ribcage tenant` does with accounts that end.

use anyhow::Context as _;
use model::{Clock as _, ErasureId, Timestamp};
use service::{Page, Service};
use wire::{Deletion, DeletionList, DeletionRequest, NewTenantRequest};

use crate::ambient::SystemClock;
use crate::cli::DataArgs;
use crate::data_folder::DataFolder;
use crate::deployment::Deployment;
use crate::operator_socket::{BASE, SocketPath, answer};

/// Who is asked: a running server, or what a stopped one has left.
enum Asked {
    /// The socket's address is good as long as its path is kept.
    Server(reqwest::Client, SocketPath),
    Data(Box<Deployment>),
}

async fn ask(data: &DataArgs) -> anyhow::Result<Asked> {
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    let socket = SocketPath::in_folder(&folder)?;
    if let Some(client) = socket.connect().await {
        return Ok(Asked::Server(client, socket));
    }
    Ok(Asked::Data(Box::new(Deployment::open(&configuration).await?)))
}

pub(super) async fn delete(request: &DeletionRequest, data: &DataArgs) -> anyhow::Result<Deletion> {
    let deployment = match ask(data).await? {
        Asked::Server(client, _socket) => {
            return answer(client.post(format!("{BASE}/deletions")).json(request)).await;
        }
        Asked::Data(deployment) => deployment,
    };
    let DeletionRequest { tenant, reason, now } = request;
    let service = &deployment.service;
    let ctx = service.context(Service::operator(), Vec::new());
    let deleted = service.delete_tenant(&ctx, tenant, reason, *now).await;
    deployment.close().await?;
    Ok(api::deletion(&deleted.map_err(|failure| failure.error)?.value))
}

pub(super) async fn keep(name: &str, data: &DataArgs) -> anyhow::Result<Deletion> {
    let deployment = match ask(data).await? {
        Asked::Server(client, _socket) => {
            let request = NewTenantRequest { name: name.to_owned() };
            return answer(client.post(format!("{BASE}/tenants/kept")).json(&request)).await;
        }
        Asked::Data(deployment) => deployment,
    };
    let service = &deployment.service;
    let ctx = service.context(Service::operator(), Vec::new());
    let kept = service.keep_tenant(&ctx, name).await;
    deployment.close().await?;
    Ok(api::deletion(&kept.map_err(|failure| failure.error)?.value))
}

pub(super) async fn find(id: &str, data: &DataArgs) -> anyhow::Result<Deletion> {
    let id: ErasureId = id.parse().context("that is not the id of a deletion")?;
    let deployment = match ask(data).await? {
        Asked::Server(client, _socket) => {
            return answer(client.get(format!("{BASE}/deletions/{id}"))).await;
        }
        Asked::Data(deployment) => deployment,
    };
    let service = &deployment.service;
    let ctx = service.context(Service::operator(), Vec::new());
    let found = service.find_deletion(&ctx, id).await;
    deployment.close().await?;
    Ok(api::deletion(&found.map_err(|failure| failure.error)?.value))
}

pub(super) async fn list(data: &DataArgs) -> anyhow::Result<Vec<Deletion>> {
    let asked = ask(data).await?;
    let (mut deletions, mut cursor) = (Vec::new(), None);
    loop {
        let page = match &asked {
            Asked::Server(client, _socket) => {
                // A cursor is base64url: it fits into an address as it is.
                let query = cursor.map(|cursor| format!("?cursor={cursor}")).unwrap_or_default();
                answer(client.get(format!("{BASE}/deletions{query}"))).await?
            }
            Asked::Data(deployment) => {
                let service = &deployment.service;
                let ctx = service.context(Service::operator(), Vec::new());
                let page = Page::new(None, cursor);
                let page = service.list_deletions(&ctx, &page).await;
                let page = page.map_err(|failure| failure.error)?.value;
                let items = page.items.iter().map(api::deletion).collect();
                DeletionList { items, next: page.next }
            }
        };
        deletions.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    if let Asked::Data(deployment) = asked {
        deployment.close().await?;
    }
    Ok(deletions)
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
pub(super) fn show_deletion(deletion: &Deletion) {
    let Deletion { id, tenant, reason, state, deletes_at, copies_until, .. } = deletion;
    let when = match state.as_str() {
        "waiting" => format!("is deleted at {deletes_at}; `ribcage tenant keep` opens it again"),
        "kept" => "was opened again".to_owned(),
        _ => format!("was deleted at {deletes_at}"),
    };
    println!("{id}  tenant {tenant} {when} ({reason})");
    match (state.as_str(), copies_until) {
        ("closed", Some(at)) => println!("  copies of before cannot be opened since {at}"),
        (_, Some(at)) if has_passed(at) => {
            println!("  copies of before can be opened still, though that was to end by {at}");
        }
        (_, Some(at)) => println!("  copies of before can be opened until {at}"),
        _ => {}
    }
    if state == "decided" {
        println!("  what it had is being destroyed");
    }
}

fn has_passed(at: &str) -> bool {
    at.parse::<Timestamp>().is_ok_and(|at| at < SystemClock::new().now())
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
pub(super) fn show_receipt(deletion: &Deletion) -> anyhow::Result<()> {
    let receipt = deletion.receipt.as_deref();
    let why = if ["removed", "closed"].contains(&&*deletion.state) {
        "the tenant was deleted again after a restore: a receipt proves the event that decided the deletion, which is not \
         in the log that was restored; a receipt that was given before stays good"
    } else {
        "there is no receipt of this deletion yet"
    };
    print!("{}", receipt.context(why)?);
    Ok(())
}
