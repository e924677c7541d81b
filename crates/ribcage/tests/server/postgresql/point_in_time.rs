//! `docs/operations/point-in-time-recovery.md`, carried out to the letter: nobody comes back with the databases.

use reqwest::StatusCode;
use serde_json::json;
use testkit::{ArchivedPostgres, PostgresDatabases};

use crate::harness::{Caller, Server, not_run, patient};

const PAGE: &str = include_str!("../../../../../docs/operations/point-in-time-recovery.md");

/// The blocks of code in a language on the page.
fn blocks(language: &str) -> Vec<String> {
    let begin = format!("```{language}\n");
    let rests = PAGE.split(&begin).skip(1);
    let blocks = rests.map(|rest| rest.split("```").next().expect("it ends"));
    let lines = |block: &str| {
        let lines = block.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| line.to_owned() + "\n").collect()
    };
    blocks.map(lines).collect()
}

fn archived() -> Option<ArchivedPostgres> {
    let [settings] = blocks("text").try_into().expect("one");
    let command = settings.lines().find_map(|line| line.strip_prefix("archive_command = '"));
    let command = command.and_then(|rest| rest.strip_suffix('\'')).expect("it is quoted");
    ArchivedPostgres::start(&blocks("ini").concat(), command)
}

/// A deployment with a place for backups, and its databases on a cluster that is archived.
struct Deployment {
    archived: ArchivedPostgres,
    server: Server,
    administrator: Caller,
    clinician: Caller,
}

impl Deployment {
    async fn open(archived: ArchivedPostgres) -> Self {
        let server = Server::start_on(PostgresDatabases::on(&archived.server, &[]));
        let administrator = server.tenant("Clinic").await;
        let clinician = administrator.client("ward", &["clinician"]).await;
        for command in blocks("sh")[0].lines() {
            archived.run(command);
        }
        Self { archived, server, administrator, clinician }
    }

    async fn erase(&self, person: &str) {
        let path = format!("/api/subjects/{person}/erase");
        let erased = self.administrator.post(&path, &json!({"reason": "asked for it"})).await;
        assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    }

    /// Stops everything, and puts the databases back to a moment.
    fn put_back(&mut self, moment: &str) {
        assert!(self.server.stop().success());
        self.archived.server.stop();
        let command = blocks("sh")[1].trim().replace("2026-11-29 12:00:00+00", moment);
        assert!(command.contains(moment), "{command}");
        self.archived.run(&command);
        self.archived.server.start_again();
        self.archived.until_it_writes();
    }

    /// What the page says to look at and to do before it is served.
    fn follow(&self) -> Vec<std::process::Output> {
        let commands = blocks("sh")[2].clone();
        let commands = commands.lines().map(|line| {
            let words = line.strip_suffix(" --config /etc/ribcage/ribcage.toml").expect("told so");
            words.split(' ').skip(1).map(ToOwned::to_owned).collect::<Vec<_>>()
        });
        let run = |words: Vec<String>| {
            self.server.command(&words.iter().map(String::as_str).collect::<Vec<_>>())
        };
        commands.map(run).collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn databases_put_back_to_before_an_erasure_are_not_served_until_it_is_done_again() {
    let Some(archived) = archived() else {
        not_run("point_in_time_recovery", "pgbackrest is not installed");
        return;
    };
    let mut deployment = Deployment::open(archived).await;
    let place = tempfile::tempdir().expect("a folder");
    let target = place.path().join("target");
    let target = target.to_str().expect("text");
    let made = deployment.server.command(&["backup", "create", "--to", target]);
    assert!(made.status.success(), "{made:?}");
    let leaves = deployment.clinician.create(&patient("Quetzal")).await;
    let stays = deployment.clinician.create(&patient("Birch")).await;
    // A moment in a later second than that in which the archive's backup ended.
    let moment = "SELECT clock_timestamp() FROM pg_sleep(2)";
    let moment = deployment.archived.server.sql(moment).trim().to_owned();
    deployment.erase(&leaves).await;
    let after = deployment.clinician.create(&patient("Linden")).await;

    deployment.put_back(&moment);
    let refused = deployment.server.try_to_start();
    assert!(refused.contains("knows of 1 erasures that they do not"), "{refused}");
    let [looked, replayed, accepted] = deployment.follow().try_into().expect("three");
    assert_eq!(looked.status.code(), Some(1), "{looked:?}");
    let said = String::from_utf8(looked.stdout).expect("text");
    assert!(
        said.contains("1 erasures that it does not know") && said.contains("log_cut_off"),
        "{said}"
    );
    assert!(replayed.status.success(), "{replayed:?}");
    let said = String::from_utf8(accepted.stdout).expect("text");
    assert!(accepted.status.success() && said.contains("entries and goes on from"), "{said}");
    deployment.server.start_again();
    let clinician = deployment.server.caller(deployment.clinician.token());
    for (person, expected) in
        [(&leaves, StatusCode::GONE), (&stays, StatusCode::OK), (&after, StatusCode::NOT_FOUND)]
    {
        let found = clinician.get(&format!("/fhir/R4/Patient/{person}")).await;
        assert_eq!(found.status, expected, "{found:?}");
    }
    let found = clinician.get("/fhir/R4/Patient").await;
    assert!(!found.body.contains("Quetzal") && found.body.contains("Birch"), "{found:?}");

    // Once the root keys have turned, what was before does not even open.
    deployment.administrator = deployment.server.caller(deployment.administrator.token());
    let rotated = deployment.server.command(&["key", "rotate", "--wait"]);
    assert!(rotated.status.success(), "{rotated:?}");
    deployment.put_back(&moment);
    let refused = deployment.server.try_to_start();
    assert!(refused.contains("root key epoch 1 is not there"), "{refused}");
}
