//! Keys that turn over: nothing living is lost, nothing erased comes back, whatever happens meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::StatusCode;
use tokio::task::JoinSet;

use crate::harness::{Caller, Place, Server, is_on_postgresql, observation, patient};
use crate::tables::{Tables, flip};

/// The epochs that `ribcage key status` shows.
fn epochs(server: &Server) -> Vec<u64> {
    let output = server.command(&["key", "status"]);
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("text");
    let numbers = text.lines().filter_map(|line| line.strip_prefix("epoch     "));
    numbers.map(|line| line.split(',').next().expect("one").parse().expect("a number")).collect()
}

fn rotate(server: &Server) {
    let output = server.command(&["key", "rotate", "--wait"]);
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(text.contains("none under way"), "{text}");
}

/// A patient with an observation about them, and one about both patients.
async fn admit(clinician: &Caller, family: &str) -> [String; 2] {
    let id = clinician.create(&patient(family)).await;
    let observation = clinician.create(&observation(&id)).await;
    [format!("/fhir/R4/Patient/{id}"), format!("/fhir/R4/Observation/{observation}")]
}

async fn all_are_read(clinician: &Caller, paths: &[String]) {
    for path in paths {
        let answer = clinician.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {answer:?}");
    }
}

/// What the key service was asked to unwrap since the server started.
async fn unwrapped(server: &Server) -> u64 {
    let metrics = reqwest::get(format!("{}/metrics", server.operations_url)).await.expect("them");
    let metrics = metrics.text().await.expect("text");
    let counted = r#"ribcage_key_service_calls_total{call="unwrap",outcome="done"} "#;
    let number = metrics.lines().find_map(|line| line.strip_prefix(counted)).expect("counted");
    number.parse().expect("a number")
}

#[tokio::test]
async fn no_person_and_no_record_costs_a_call_to_the_key_service() {
    let mut server = Server::start();
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let mut paths = Vec::from(admit(&clinician, "Maple").await);
    let asked = unwrapped(&server).await;
    for _ in 0..20 {
        paths.extend(admit(&clinician, "Linden").await);
    }
    all_are_read(&clinician, &paths).await;
    assert_eq!(unwrapped(&server).await, asked);
    // Nor when nothing is in memory: the keys of the tenant are enough.
    assert!(server.stop().success());
    server.start_again();
    let clinician = server.caller(clinician.token());
    all_are_read(&clinician, &paths[..1]).await;
    let asked = unwrapped(&server).await;
    all_are_read(&clinician, &paths).await;
    assert_eq!(unwrapped(&server).await, asked);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_turn_over_while_requests_go_on_and_every_record_still_opens() {
    const WRITERS: usize = 4;
    let mut server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let other = server.tenant("Other clinic").await.client("ward", &["clinician"]).await;
    let mut paths: Vec<_> = admit(&clinician, "Maple").await.into();
    let of_other = admit(&other, "Birch").await;
    let ended = Arc::new(AtomicBool::new(false));
    let mut writers = JoinSet::new();
    for _ in 0..WRITERS {
        let (clinician, ended) = (clinician.clone(), Arc::clone(&ended));
        writers.spawn(async move {
            let mut paths = Vec::new();
            while !ended.load(Ordering::Relaxed) {
                paths.extend(admit(&clinician, "Linden").await);
            }
            paths
        });
    }
    for newest in 2..=4 {
        rotate(&server);
        assert_eq!(epochs(&server), [newest]);
    }
    ended.store(true, Ordering::Relaxed);
    paths.extend(writers.join_all().await.into_iter().flatten());
    all_are_read(&clinician, &paths).await;
    assert!(server.stop().success());
    server.start_again();
    let (clinician, other) = (server.caller(clinician.token()), server.caller(other.token()));
    all_are_read(&clinician, &paths).await;
    all_are_read(&other, &of_other).await;
    let metrics = reqwest::get(format!("{}/metrics", server.operations_url)).await.expect("them");
    let metrics = metrics.text().await.expect("text");
    assert!(metrics.contains("ribcage_key_epochs 1"), "{metrics}");
    assert!(metrics.contains("ribcage_key_tenants_behind 0"), "{metrics}");
    assert!(server.stop().success());
    let healthy = server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");
}

#[tokio::test]
async fn keys_turn_over_on_a_stopped_servers_data_too() {
    let mut server = Server::start();
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let paths = admit(&clinician, "Maple").await;
    assert!(server.stop().success());
    rotate(&server);
    assert_eq!(epochs(&server), [2]);
    server.start_again();
    all_are_read(&server.caller(clinician.token()), &paths).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_that_is_cut_off_again_and_again_comes_to_its_end() {
    const ROUNDS: u64 = 12;
    let mut server = Server::start();
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let mut paths = Vec::new();
    for round in 0..ROUNDS {
        let clinician = server.caller(clinician.token());
        paths.extend(admit(&clinician, "Maple").await);
        let began = server.command(&["key", "rotate"]);
        assert!(began.status.success(), "{began:?}");
        // The cut falls somewhere else each time: so many requests after the beginning.
        for path in paths.iter().cycle().take(usize::try_from(round * 3).expect("small")) {
            assert_eq!(clinician.get(path).await.status, StatusCode::OK);
        }
        server.kill();
        server.start_again();
        all_are_read(&server.caller(clinician.token()), &paths).await;
    }
    // The last cut may have come before the last rotation's end, which the next start goes on with.
    rotate(&server);
    assert_eq!(epochs(&server).len(), 1);
    all_are_read(&server.caller(clinician.token()), &paths).await;
    assert!(server.stop().success());
    let healthy = server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");
}

#[tokio::test]
async fn after_an_epochs_end_no_copy_from_before_opens_what_was_erased() {
    let mut server = Server::start();
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let erased = admit(&clinician, "Maple").await;
    if is_on_postgresql() {
        assert!(server.stop().success());
    }
    // Everything there is of the time before; of files, the write-ahead logs too.
    let before = server.copy_stores();
    if let Place::File(path) = before.place_of("keys") {
        assert!(path.with_extension("db-wal").exists());
        assert!(server.stop().success());
    }
    server.start_again();
    let clinician = server.caller(clinician.token());
    let living = admit(&clinician, "Birch").await;
    assert!(server.stop().success());
    let old = Tables::at(before.place_of("keys")).await;
    let keys = Tables::at(server.place_of("keys")).await;
    // What erasing somebody does to the store of keys.
    let person = old.value("SELECT row_key FROM subjects").await;
    let gone = format!("DELETE FROM subjects WHERE row_key = {person}");
    assert_eq!(keys.execute(&gone).await, 1);
    drop(keys);
    rotate(&server);

    // Whoever has the copy puts every old row back beside what is there now.
    let keys = Tables::at(server.place_of("keys")).await;
    put_back(&old, &keys, "tenant_keys", "tenant, version, epoch, wrapped").await;
    let columns = "tenant, row_key, identity, records, log_subject, tenant_key_version, wrapped";
    put_back(&old, &keys, "subjects", columns).await;
    drop((old, keys));
    server.start_again();
    let clinician = server.caller(clinician.token());
    for path in &erased {
        let answer = clinician.get(path).await;
        assert!(answer.status.is_server_error(), "{answer:?}");
        assert!(!answer.body.contains("Maple") && !answer.body.contains("71.5"), "{answer:?}");
    }
    assert!(server.stop().success());

    // Or runs a server on the copy, with today's root key.
    let refused = server.command_on(&before, &["tenant", "list"]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    let said = String::from_utf8(refused.stderr).expect("text");
    assert!(said.contains("root key epoch 1 is not there"), "{said}");

    // Everything that lives opens, once what was put back is taken away again.
    let keys = Tables::at(server.place_of("keys")).await;
    keys.change("DELETE FROM tenant_keys WHERE epoch = 1").await;
    keys.change(&gone).await;
    drop(keys);
    server.start_again();
    all_are_read(&server.caller(clinician.token()), &living).await;
}

/// Puts all rows of an old table into a newer one.
async fn put_back(old: &Tables, new: &Tables, table: &str, columns: &str) {
    for row in old.rows(&format!("SELECT {columns} FROM {table}")).await {
        let values = row.join(", ");
        new.change(&format!("INSERT INTO {table} ({columns}) VALUES ({values})")).await;
    }
}

#[tokio::test]
async fn a_key_that_does_not_open_keeps_its_epoch_alive_and_is_named() {
    let mut server = Server::start();
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let spoilt = admit(&clinician, "Maple").await;
    assert!(server.stop().success());
    let keys = Tables::at(server.place_of("keys")).await;
    let wrapped = keys.value("SELECT wrapped FROM subjects").await;
    let put = async |wrapped: &str| {
        keys.change(&format!("UPDATE subjects SET wrapped = {wrapped}")).await;
    };
    put(&flip(&wrapped, 20)).await;
    let stuck = server.command(&["key", "rotate"]);
    assert_eq!(stuck.status.code(), Some(1), "{stuck:?}");
    assert_eq!(epochs(&server), [1, 2]);
    let doctor = server.command(&["doctor"]);
    let said = String::from_utf8(doctor.stdout).expect("text");
    assert!(said.contains("WRONG  key_changed"), "{said}");
    assert!(said.contains("WRONG  a key rotation was not finished"), "{said}");
    // From a copy of the keys, say.
    put(&wrapped).await;
    rotate(&server);
    assert_eq!(epochs(&server), [2]);
    server.start_again();
    all_are_read(&server.caller(clinician.token()), &spoilt).await;
}
