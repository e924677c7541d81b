//! The demo's account: it is opened and claimed once, and each run has a client of its own.

use model::Timestamp;
use model::clock::format_instant;
use serde_json::json;
use service::{Service, ServiceError};

use super::door::{Door, text};
use super::memory::Memory;
use super::person::SignIn;

/// The name of the tenant.
const TENANT: &str = "Ribcage demo clinic";
/// Who administers it: what they sign in with, and their name.
const ADMINISTRATOR: (&str, &str) = ("administrator@demo.example", "Demo administrator");
/// How long the token of one run is good for.
const TOKEN_DAYS: i64 = 30;

/// Opens the account as its operator, and claims it as its first administrator. What was done of that before is not
/// done again.
pub(super) async fn open(
    door: &Door,
    service: &Service,
    memory: &mut Memory,
) -> anyhow::Result<()> {
    if memory.administrator_token.is_some() {
        return Ok(());
    }
    if memory.credential.is_none() {
        let (tenant, credential) = create_tenant(service).await?;
        memory.tenant = tenant;
        memory.credential = Some(credential);
        memory.administrator = Some(SignIn::new(ADMINISTRATOR.0));
        memory.save()?;
    }
    if let (Some(credential), Some(administrator)) = (&memory.credential, &memory.administrator) {
        let claimed = administrator.claim(door, credential, ADMINISTRATOR.1).await;
        // If it was claimed before, and that is not remembered, then by them.
        let session = match administrator.sign_in(door, &memory.tenant).await {
            Ok(session) => session,
            Err(error) => return Err(claimed.err().unwrap_or(error)),
        };
        let client = json!({"name": ADMINISTRATOR.1, "roles": ["administrator"]});
        let made = session.post("/api/clients", &client).await?;
        session.sign_out().await?;
        memory.administrator_token = Some(text(&made, "/token")?);
        memory.credential = None;
        memory.save()?;
    }
    Ok(())
}

/// A tenant, under a name that none has yet: one may be left of a start that was cut off. Gives its id and the
/// credential to claim it with.
async fn create_tenant(service: &Service) -> anyhow::Result<(String, String)> {
    let ctx = service.context(Service::operator(), Vec::new());
    let mut name = TENANT.to_owned();
    for number in 2.. {
        match service.create_tenant(&ctx, &name).await.map_err(|failure| failure.error) {
            Ok(created) => {
                let new = created.value;
                return Ok((new.tenant.id.to_string(), new.credential.expose().to_owned()));
            }
            Err(ServiceError::NameTaken) => name = format!("{TENANT} {number}"),
            Err(error) => return Err(error.into()),
        }
    }
    unreachable!("names do not run out")
}

/// Makes the client of this run, and ends that of the last one. Gives its token.
pub(super) async fn begin_run(door: &Door, memory: &mut Memory) -> anyhow::Result<String> {
    let administrator = door.with_token(memory.administrator_token()?);
    if let Some(last) = &memory.last_client {
        // It may have been revoked by hand.
        let _ = administrator.delete(&format!("/api/clients/{last}")).await;
    }
    let now = Timestamp::now();
    let expires = Timestamp::from_second(now.as_second() + TOKEN_DAYS * 24 * 60 * 60)?;
    let client = json!({
        "name": format!("Demo of {}", format_instant(now)),
        "roles": ["administrator", "clinician"],
        "expires_at": format_instant(expires),
    });
    let created = administrator.post("/api/clients", &client).await?;
    memory.last_client = Some(text(&created, "/client/id")?);
    memory.save()?;
    text(&created, "/token")
}
