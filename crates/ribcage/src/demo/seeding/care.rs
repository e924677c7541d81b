//! What is done for patients, and written down.

use std::collections::BTreeSet;

use anyhow::Context as _;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use model::Clock as _;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::Seeding;
use super::rights::WRONG;
use crate::demo::calendar::Day;
use crate::demo::door::{Caller, text};
use crate::demo::people::{ANALYST, CLINICIAN};
use crate::demo::sample::{self, Patient};

/// The client of the clinic's own system.
const PRACTICE: &str = "Practice system";
/// Of how many patients is brought along what is known of them at the same time.
const AT_ONCE: usize = 8;
/// How many patients are looked at in a round.
const PATIENTS_A_ROUND: usize = 3;
/// In which rounds of the clinician a measurement is read again, and of which patient and visit.
const CORRECTED: [(usize, (usize, usize)); 3] = [(4, WRONG), (6, (1, 5)), (8, (5, 6))];

impl Seeding {
    /// The practice brings along what it knows of everybody.
    pub(super) async fn import(&mut self) -> anyhow::Result<()> {
        if self.memory.practice_token.is_none() {
            let administrator = self.door.with_token(self.memory.administrator_token()?);
            let client = json!({"name": PRACTICE, "roles": ["service"]});
            let made = administrator.post("/api/clients", &client).await?;
            self.memory.practice_token = Some(text(&made, "/token")?);
            self.memory.save()?;
        }
        let practice = self.practice()?;
        self.send(&practice, sample::clinic()).await?;
        let brought = self.patients.iter().map(|patient| self.bring(&practice, patient));
        stream::iter(brought).buffer_unordered(AT_ONCE).try_collect::<()>().await
    }

    /// All that is known of a patient until today.
    async fn bring(&self, practice: &Caller<'_>, patient: &Patient) -> anyhow::Result<()> {
        let today = Day::of(self.clock.now());
        let past = patient.visits().iter().take_while(|at| Day::of(**at) <= today).count();
        // Whoever comes for the first time later is not known yet.
        if past == 0 {
            return Ok(());
        }
        if self.is_again {
            let found = practice.try_to_get(&format!("/fhir/R4/Patient/{}", patient.id())).await?;
            if found == StatusCode::OK {
                return Ok(());
            }
        }
        let visits = (0..past).flat_map(|visit| sample::visit(patient, visit));
        self.send(practice, std::iter::once(patient.resource()).chain(visits).collect()).await
    }

    /// A patient has come: what was found is written down.
    pub(super) async fn visit(&self, number: usize, visit: usize) -> anyhow::Result<()> {
        let practice = self.practice()?;
        let patient = self.patient(number);
        let mut left = sample::visit(patient, visit);
        if visit == 0 {
            left.insert(0, patient.resource());
        } else {
            practice.get(&format!("/fhir/R4/Patient/{}", patient.id())).await?;
            self.pass(1);
        }
        self.send(&practice, left).await
    }

    /// A clinician goes through some records.
    pub(super) async fn round(&self, who: &str, number: usize) -> anyhow::Result<()> {
        let clinician = self.member(who).await?;
        let of_the_eyes = who == CLINICIAN;
        let own: Vec<_> = self
            .patients
            .iter()
            .filter(|it| it.is_of_the_eyes() == of_the_eyes && it.visits().len() > 5)
            .collect();
        for at in 0..PATIENTS_A_ROUND {
            self.pass(2);
            let patient = own[(number * PATIENTS_A_ROUND + at) % own.len()];
            self.look_at(&clinician, patient).await?;
        }
        for (_, measured) in CORRECTED.iter().filter(|it| of_the_eyes && it.0 == number) {
            self.pass(3);
            self.correct(&clinician, *measured).await?;
        }
        self.pass(1);
        clinician.sign_out().await
    }

    async fn look_at(&self, clinician: &Caller<'_>, patient: &Patient) -> anyhow::Result<()> {
        let id = patient.id();
        clinician.get(&format!("/fhir/R4/Patient?family={}", patient.family())).await?;
        clinician.get(&format!("/fhir/R4/Patient/{id}")).await?;
        self.pass(1);
        for kind in ["Condition", "Observation", "DocumentReference"] {
            clinician.get(&format!("/fhir/R4/{kind}?patient={id}&_count=20")).await?;
        }
        Ok(())
    }

    /// Reads a measurement again that was wrong.
    async fn correct(
        &self,
        clinician: &Caller<'_>,
        (number, visit): (usize, usize),
    ) -> anyhow::Result<()> {
        let corrected = sample::correction(self.patient(number), visit);
        let path = format!("/fhir/R4/Observation/{}", text(&corrected, "/id")?);
        let known = clinician.get(&path).await?;
        if known["status"] != corrected["status"] {
            clinician.put(&path, &corrected).await?;
        }
        Ok(())
    }

    /// An analyst looks at numbers, and is told that people are none of their business.
    pub(super) async fn analyse(&self) -> anyhow::Result<()> {
        let analyst = self.member(ANALYST).await?;
        analyst.get("/fhir/R4/Observation?code=20150-9&_count=50").await?;
        self.pass(4);
        analyst.get("/fhir/R4/Condition?_count=50").await?;
        self.pass(2);
        let refused = analyst.try_to_get("/fhir/R4/Patient").await?;
        anyhow::ensure!(refused == StatusCode::FORBIDDEN, "an analyst sees patients: {refused}");
        analyst.sign_out().await
    }

    fn practice(&self) -> anyhow::Result<Caller<'_>> {
        let token = self.memory.practice_token.as_deref();
        Ok(self.door.with_token(token.context("demo.json has no token of the practice")?))
    }

    /// Stores resources in one transaction. What occurs more than once has changed, and is stored anew.
    async fn send(&self, caller: &Caller<'_>, resources: Vec<Value>) -> anyhow::Result<()> {
        let mut waiting = resources;
        while !waiting.is_empty() {
            let mut seen = BTreeSet::new();
            let name = |it: &Value| format!("{}/{}", it["resourceType"], it["id"]).replace('"', "");
            let (now, next): (Vec<_>, _) =
                waiting.into_iter().partition(|it| seen.insert(name(it)));
            let entries = now.iter().map(|resource| {
                json!({
                    "resource": resource,
                    "request": {"method": "PUT", "url": name(resource)}
                })
            });
            let entries: Vec<_> = entries.collect();
            let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": entries});
            caller.post("/fhir/R4", &bundle).await?;
            waiting = next;
        }
        Ok(())
    }
}
