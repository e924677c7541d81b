//! Who joins, who becomes something else, and which machines there are.

use serde_json::{Value, json};

use super::Seeding;
use crate::demo::door::{Caller, items, text};
use crate::demo::people::{AUDITOR, INVITED, PATIENT, PULMONOLOGIST, TEAM};
use crate::demo::person::SignIn;

/// A machine that did not stay.
const MACHINE: &str = "Spirometer in room 2";

impl Seeding {
    /// Those who work at the clinic are invited, and join one after the other.
    pub(super) async fn team(&mut self) -> anyhow::Result<()> {
        for member in TEAM {
            self.remember(member.email)?;
        }
        let administrator = self.administrator().await?;
        let known = administrator.get("/api/members").await?;
        let mut links = Vec::new();
        for member in TEAM.iter().filter(|member| !has_email(&known, member.email)) {
            self.pass(3);
            // By mistake, as will turn out.
            let role = if member.email == PULMONOLOGIST { "analyst" } else { member.role };
            let invited = json!({"email": member.email, "roles": [role]});
            links.push((member, invite(&administrator, &invited).await?));
        }
        administrator.sign_out().await?;
        for (member, link) in links {
            self.pass(35);
            self.memory.member(member.email)?.join(&self.door, &link, member.name).await?;
        }
        Ok(())
    }

    /// The mistake is put right, and a machine begins to write.
    pub(super) async fn change_roles(&self) -> anyhow::Result<()> {
        let administrator = self.administrator().await?;
        let known = administrator.get("/api/members").await?;
        let found = items(&known).find(|member| member["email"] == PULMONOLOGIST);
        if let Some(member) = found {
            let path = format!("/api/members/{}", text(member, "/user")?);
            self.pass(1);
            administrator.patch(&path, &json!({"roles": ["clinician"]})).await?;
        }
        self.pass(25);
        if !(self.is_again && machine(&administrator).await?.is_some()) {
            let new = json!({"name": MACHINE, "roles": ["service"]});
            administrator.post("/api/clients", &new).await?;
        }
        administrator.sign_out().await
    }

    /// The first patient is invited to see their own record, and joins.
    pub(super) async fn patient_joins(&mut self) -> anyhow::Result<()> {
        self.remember(PATIENT)?;
        let administrator = self.administrator().await?;
        let known = administrator.get("/api/members").await?;
        let invited = json!({
            "email": PATIENT, "roles": ["patient"], "patient": self.patient(1).id()
        });
        self.pass(1);
        let is_known = has_email(&known, PATIENT);
        let link = if is_known { None } else { Some(invite(&administrator, &invited).await?) };
        administrator.sign_out().await?;
        if let Some(link) = link {
            self.pass(600);
            self.memory.member(PATIENT)?.join(&self.door, &link, &self.patient(1).name()).await?;
        }
        Ok(())
    }

    /// They look at it, and at who else has.
    pub(super) async fn own_record(&self) -> anyhow::Result<()> {
        let patient = self.member(PATIENT).await?;
        let id = self.patient(1).id();
        patient.get(&format!("/fhir/R4/Patient/{id}")).await?;
        patient.get("/fhir/R4/Observation?_count=20").await?;
        self.pass(5);
        patient.get("/api/own/accesses").await?;
        patient.sign_out().await
    }

    /// Somebody is invited who has not come yet, and the machine is taken away.
    pub(super) async fn invite(&self) -> anyhow::Result<()> {
        let administrator = self.administrator().await?;
        self.pass(2);
        // An invitation of before is good no more.
        invite(&administrator, &json!({"email": INVITED, "roles": ["clinician"]})).await?;
        self.pass(7);
        if let Some(id) = machine(&administrator).await? {
            administrator.delete(&format!("/api/clients/{id}")).await?;
        }
        administrator.sign_out().await
    }

    /// An auditor looks at what everybody does.
    pub(super) async fn audit(&self) -> anyhow::Result<()> {
        let auditor = self.member(AUDITOR).await?;
        for path in ["/api/events?count=100", "/api/members", "/api/clients", "/api/erasures"] {
            self.pass(4);
            auditor.get(path).await?;
        }
        auditor.sign_out().await
    }

    /// Draws a password for somebody who has none yet.
    fn remember(&mut self, email: &str) -> anyhow::Result<()> {
        if self.memory.member(email).is_err() {
            self.memory.members.push(SignIn::new(email));
            self.memory.save()?;
        }
        Ok(())
    }
}

fn has_email(members: &Value, email: &str) -> bool {
    items(members).any(|member| member["email"] == email)
}

/// The id of the machine, if it is there and good.
async fn machine(administrator: &Caller<'_>) -> anyhow::Result<Option<String>> {
    let clients = administrator.get("/api/clients?count=500").await?;
    let found = items(&clients).find(|client| client["name"] == MACHINE);
    found.map(|client| text(client, "/id")).transpose()
}

/// Invites somebody. Gives what the link ends with.
async fn invite(administrator: &Caller<'_>, invited: &Value) -> anyhow::Result<String> {
    let made = administrator.post("/api/invitations", invited).await?;
    let link = text(&made, "/link")?;
    let (_, token) = link.rsplit_once('/').unwrap_or_default();
    Ok(token.to_owned())
}
