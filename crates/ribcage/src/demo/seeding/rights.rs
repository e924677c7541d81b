//! What a privacy officer sees to: what is wrong, who is erased, who must not be, and who gets their record.

use std::time::Duration;

use anyhow::Context as _;
use serde_json::{Value, json};

use super::Seeding;
use crate::demo::door::{Caller, items, text};
use crate::demo::people::PRIVACY_OFFICER;
use crate::demo::sample::{self, ERASED};

/// Whose measurement of which visit was wrong and is put right, and whose is looked into still.
pub(super) const WRONG: (usize, usize) = (3, 4);
const SAID_TO_BE_WRONG: (usize, usize) = (1, 7);
/// Who must not be erased, who is no part of studies, and whose record is handed out.
const HELD: usize = 6;
const OBJECTING: usize = 4;
const HANDED_OUT: usize = 2;
/// How often is looked whether the server has done something, and how many times.
const LOOK_EVERY: Duration = Duration::from_millis(20);
const LOOKS_MAX: usize = 1_500;

impl Seeding {
    /// Somebody says that something is wrong.
    pub(super) async fn complain(&self) -> anyhow::Result<()> {
        let officer = self.member(PRIVACY_OFFICER).await?;
        let wrong = "The left eye was measured first, and the numbers were exchanged.";
        self.request_correction(&officer, WRONG, wrong).await?;
        officer.sign_out().await
    }

    /// What was wrong is right by now. And somebody is erased who has asked for it.
    pub(super) async fn settle_and_erase(&self) -> anyhow::Result<()> {
        let officer = self.member(PRIVACY_OFFICER).await?;
        self.settle(&officer).await?;
        self.pass(20);
        self.erase(&officer).await?;
        officer.sign_out().await
    }

    async fn settle(&self, officer: &Caller<'_>) -> anyhow::Result<()> {
        let path = format!("/api/subjects/{}/corrections", self.patient(WRONG.0).id());
        let known = officer.get(&path).await?;
        let Some(open) = items(&known).find(|correction| correction["state"] == "open") else {
            return Ok(());
        };
        let document = text(open, "/document")?;
        let events = format!("/api/events?resource={document}&operation=update_resource&count=1");
        let changed = officer.get(&events).await?;
        let changed = items(&changed).next().context("it was put right")?;
        let path = format!("{path}/{}/resolution", text(open, "/id")?);
        officer.post(&path, &json!({"event": changed["id"]})).await.map(drop)
    }

    async fn request_correction(
        &self,
        officer: &Caller<'_>,
        (number, visit): (usize, usize),
        wrong: &str,
    ) -> anyhow::Result<()> {
        let patient = self.patient(number);
        let path = format!("/api/subjects/{}/corrections", patient.id());
        if self.is_again && items(&officer.get(&path).await?).next().is_some() {
            return Ok(());
        }
        let id = text(&sample::correction(patient, visit), "/id")?;
        self.pass(6);
        let asked = json!({"document": format!("Observation/{id}"), "wrong": wrong});
        officer.post(&path, &asked).await.map(drop)
    }

    async fn erase(&self, officer: &Caller<'_>) -> anyhow::Result<()> {
        let known = officer.get("/api/erasures").await?;
        let erasure = if let Some(erasure) = items(&known).next() {
            erasure.clone()
        } else {
            let subject = format!("/api/subjects/{}", self.patient(ERASED).id());
            officer.get(&format!("{subject}/erasure-plan")).await?;
            self.pass(3);
            let reason = json!({"reason": "Request of the data subject, by letter"});
            officer.post(&format!("{subject}/erase"), &reason).await?
        };
        let path = format!("/api/erasures/{}", text(&erasure, "/id")?);
        self.until(officer, &path, |erasure| erasure["state"] == "removed").await
    }

    /// Somebody's record is needed by a court, somebody else is no part of studies, and somebody says that something is
    /// wrong, which is looked into still.
    pub(super) async fn hold(&self) -> anyhow::Result<()> {
        let officer = self.member(PRIVACY_OFFICER).await?;
        let held = format!("/api/subjects/{}", self.patient(HELD).id());
        if no(&officer.get(&held).await?["holds"]) {
            self.pass(4);
            let reason =
                json!({"reason": "The record is asked for in a case that is before a court"});
            officer.post(&format!("{held}/holds"), &reason).await?;
        }
        let objecting = format!("/api/subjects/{}", self.patient(OBJECTING).id());
        if no(&officer.get(&objecting).await?["objections"]) {
            self.pass(9);
            let objection = json!({"purpose": "research", "reason": "Said so at the last visit"});
            officer.post(&format!("{objecting}/objections"), &objection).await?;
        }
        let wrong = "I had taken my drops late that day. Please write that beside it.";
        self.request_correction(&officer, SAID_TO_BE_WRONG, wrong).await?;
        officer.sign_out().await
    }

    /// Somebody has asked for their record, and it is ready.
    pub(super) async fn export(&self) -> anyhow::Result<()> {
        let officer = self.member(PRIVACY_OFFICER).await?;
        let known = officer.get("/api/exports").await?;
        let export = if let Some(export) = items(&known).next() {
            export.clone()
        } else {
            let path = format!("/api/subjects/{}/export", self.patient(HANDED_OUT).id());
            officer.post(&path, &json!({"recipient": self.recipient})).await?
        };
        let path = format!("/api/exports/{}", text(&export, "/id")?);
        self.until(&officer, &path, |export| export["state"] == "ready").await?;
        officer.sign_out().await
    }

    /// Looks at something until it has come so far.
    async fn until(
        &self,
        officer: &Caller<'_>,
        path: &str,
        is_so: impl Fn(&Value) -> bool,
    ) -> anyhow::Result<()> {
        for _ in 0..LOOKS_MAX {
            if is_so(&officer.get(path).await?) {
                return Ok(());
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        anyhow::bail!("{path} does not come to an end")
    }
}

fn no(list: &Value) -> bool {
    list.as_array().is_none_or(Vec::is_empty)
}
