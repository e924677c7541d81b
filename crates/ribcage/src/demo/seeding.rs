//! Tells the story of the clinic: by a clock of its own, to a server that nobody else reaches.

mod care;
mod own_types;
mod rights;
mod team;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use model::clock::format_instant;
use model::{Clock as _, Timestamp};
use service::Service;

use super::account;
use super::calendar::{after_seconds, later};
use super::door::{Caller, Door};
use super::memory::Memory;
use super::past_clock::PastClock;
use super::sample::Patient;
use super::story::{self, Act};
use crate::configuration::Configuration;
use crate::deployment::Deployment;
use crate::mailers;
use crate::serve::{self, Signals};

/// How many minutes an act takes at most.
const ACT_TAKES_MAX: i64 = 12 * 60;

/// The clinic while its story is told.
struct Seeding {
    door: Door,
    service: Arc<Service>,
    clock: Arc<PastClock>,
    memory: Memory,
    /// Since when the story has been told.
    told_at: Timestamp,
    patients: Vec<Patient>,
    /// Whether some of this act may have been told by a start that was cut off.
    is_again: bool,
    /// Who opens what is handed out, as age names them.
    recipient: String,
}

/// Fills the deployment in a folder. What an earlier start has done of it is not done again. Gives nothing if the
/// process is told to stop meanwhile, otherwise who listens to signals.
pub(super) async fn seed(
    configuration: &Configuration,
    signals: Signals,
) -> anyhow::Result<Option<Signals>> {
    let loopback = SocketAddr::from(([127, 0, 0, 1], 0));
    // Nobody is written to, nothing is backed up, and search does without indexes until it is there.
    let configuration = Configuration {
        listen: loopback,
        operations_listen: loopback,
        public_url: None,
        backup_to: None,
        index_from_documents: u64::MAX,
        sign_ins_per_address: 0,
        ..mailers::without(configuration)
    };
    let clock = Arc::new(PastClock::at(Timestamp::UNIX_EPOCH));
    let deployment = Deployment::open_with_clock(&configuration, Arc::clone(&clock) as _).await?;
    // What is remembered is read by whoever holds the folder, and that is this process by now.
    let mut memory = Memory::of(&configuration.data)?;
    let told_at = match &memory.told_at {
        Some(told_at) => told_at.parse().context("demo.json has an instant that is none")?,
        None => Timestamp::now(),
    };
    let is_again = memory.told_at.is_some();
    memory.told_at = Some(format_instant(told_at));
    memory.cut_off += usize::from(is_again);
    memory.save()?;
    clock.forward_to(story::beginning(told_at));
    let recipient = recipient(&configuration.data)?;
    let service = Arc::clone(&deployment.service);
    let ca = deployment.folder.ca_certificate();
    let running = serve::start(&configuration, deployment, Some(signals)).await?;
    let door = Door::new(&running.url, &ca)?;
    let patients = story::patients(told_at);
    let seeding = Seeding { door, service, clock, memory, told_at, patients, is_again, recipient };
    let (done, signals) = running.while_doing(Box::pin(seeding.tell())).await?;
    Ok(done.map(|()| signals))
}

/// The age recipient of whoever holds the recovery identity.
fn recipient(folder: &Path) -> anyhow::Result<String> {
    let file = folder.join("recovery.recipient");
    let text = std::fs::read_to_string(&file);
    Ok(text.with_context(|| format!("{} cannot be read", file.display()))?.trim().to_owned())
}

impl Seeding {
    async fn tell(mut self) -> anyhow::Result<()> {
        let acts: Vec<_> =
            story::tell(self.told_at).into_iter().skip(self.memory.acts_over).collect();
        // What is told again comes after all that has been told of it.
        let lost = i64::try_from(self.memory.cut_off).unwrap_or_default() * ACT_TAKES_MAX;
        let begun = acts.first().filter(|_| self.memory.acts_over > 0).map(|(when, _)| *when);
        self.clock.forward_to(later(begun.unwrap_or_else(|| story::beginning(self.told_at)), lost));
        account::open(&self.door, &self.service, &mut self.memory).await?;
        for (when, act) in acts {
            self.clock.forward_to(when);
            let played = self.play(act).await;
            played.with_context(|| format!("the sample data cannot be loaded ({act:?})"))?;
            self.is_again = false;
            self.memory.acts_over += 1;
            self.memory.save()?;
        }
        self.memory.sample_loaded = true;
        // Nobody needs to know any more how that was done.
        (self.memory.told_at, self.memory.practice_token) = (None, None);
        (self.memory.acts_over, self.memory.cut_off) = (0, 0);
        self.memory.save()
    }

    async fn play(&mut self, act: Act) -> anyhow::Result<()> {
        match act {
            Act::Import => self.import().await,
            Act::Team => self.team().await,
            Act::ChangeRoles => self.change_roles().await,
            Act::Visit { patient, visit } => self.visit(patient, visit).await,
            Act::Round { who, number } => self.round(who, number).await,
            Act::RegisterTypes => self.register_types().await,
            Act::CheckDevices(number) => self.check_devices(number).await,
            Act::Analyse => self.analyse().await,
            Act::Patient => self.patient_joins().await,
            Act::OwnRecord => self.own_record().await,
            Act::Complain => self.complain().await,
            Act::SettleAndErase => self.settle_and_erase().await,
            Act::Hold => self.hold().await,
            Act::Audit => self.audit().await,
            Act::Invite => self.invite().await,
            Act::Export => self.export().await,
        }
    }

    /// Lets minutes pass, and some seconds.
    fn pass(&self, minutes: i64) {
        let now = self.clock.now();
        self.clock.forward_to(after_seconds(now, minutes * 60 + now.as_second() % 50));
    }

    /// The patient of a number.
    fn patient(&self, number: usize) -> &Patient {
        &self.patients[number - 1]
    }

    async fn administrator(&self) -> anyhow::Result<Caller<'_>> {
        let administrator = self.memory.administrator.as_ref();
        let administrator = administrator.context("demo.json knows no administrator")?;
        administrator.sign_in(&self.door, &self.memory.tenant).await
    }

    async fn member(&self, email: &str) -> anyhow::Result<Caller<'_>> {
        self.memory.member(email)?.sign_in(&self.door, &self.memory.tenant).await
    }
}
