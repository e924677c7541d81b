//! Tenants that end: closed for a while, then gone with all that they had, and not to be had back.

use std::path::Path;

use reqwest::StatusCode;
use serde_json::json;
use tempfile::TempDir;

use crate::harness::{
    Caller, Fresh, LOOKS_MAX, Server, eventually, is_on_postgresql, observation, patient, run,
};
use crate::marks;
use crate::people::{PASSWORD, Person, Visitor};
use crate::tables::{Tables, flip};

const REASON: &str = "end of the contract";
/// The code of notes of who belongs where.
const AFFILIATION: u16 = 1028;
/// What stands in every kind of place of the tenant that goes, and nowhere else.
const MARK: &str = "Quetzalcoatl";

/// A deployment with a tenant that goes and one that stays.
struct Deployment {
    server: Server,
    goes: Caller,
    clinician: Caller,
    /// A patient of the one that goes.
    patient: String,
    /// Its id.
    tenant: String,
    stays: Caller,
    ward: Caller,
    /// A patient of the one that stays.
    other: String,
}

impl Deployment {
    async fn open() -> Self {
        Self::of(Server::start_with(&[("RIBCAGE_INDEX_FROM_DOCUMENTS", "1")])).await
    }

    async fn of(server: Server) -> Self {
        let goes = server.tenant(&format!("{MARK} clinic")).await;
        let clinician = goes.client(&format!("{MARK} ward"), &["clinician"]).await;
        let patient_id = clinician.create(&patient(MARK)).await;
        let tenant = goes.get("/api/tenant").await.json();
        let tenant = tenant["id"].as_str().expect("an id").to_owned();
        let stays = server.tenant("Northside").await;
        let ward = stays.client("ward", &["clinician"]).await;
        let other = ward.create(&patient("Birch")).await;
        Self { server, goes, clinician, patient: patient_id, tenant, stays, ward, other }
    }

    /// Puts the mark into every kind of place.
    async fn plant(&self) {
        let Self { goes, clinician, patient: one, .. } = self;
        let two = clinician.create(&patient(MARK)).await;
        let third = clinician.create(&patient(MARK)).await;
        let mut noted = observation(one);
        noted["note"] = json!([{"text": MARK}]);
        let observed = clinician.create(&noted).await;
        noted["id"] = json!(observed);
        let again = clinician.put(&format!("/fhir/R4/Observation/{observed}"), &noted).await;
        assert_eq!(again.status, StatusCode::OK, "{again:?}");
        let member = |id: &str| json!({"entity": {"reference": format!("Patient/{id}")}});
        let group = json!({
            "resourceType": "Group", "type": "person", "actual": true, "name": MARK,
            "member": [member(one), member(&two)]
        });
        clinician.create(&group).await;
        clinician.create(&json!({"resourceType": "Organization", "name": MARK})).await;
        let gone = clinician.create(&json!({"resourceType": "Location", "name": MARK})).await;
        let deleted = clinician.delete(&format!("/fhir/R4/Location/{gone}")).await;
        assert!(deleted.status.is_success(), "{deleted:?}");
        let definition = json!({"schema": {"type": "object"}, "indexes": [
            {"name": "said", "path": "said", "type": "string"}
        ]});
        let own = json!({"name": MARK.to_lowercase(), "definition": definition});
        let registered = goes.post("/api/document-types", &own).await;
        assert_eq!(registered.status, StatusCode::CREATED, "{registered:?}");
        let path = format!("/api/types/{}", MARK.to_lowercase());
        let document = clinician.post(&path, &json!({"said": MARK})).await;
        assert_eq!(document.status, StatusCode::CREATED, "{document:?}");
        let held = goes.post(&format!("/api/subjects/{two}/holds"), &json!({"reason": MARK})).await;
        assert!(held.status.is_success(), "{held:?}");
        let erase = json!({"reason": "asked for it in writing"});
        let erased = goes.post(&format!("/api/subjects/{third}/erase"), &erase).await;
        assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
        let origins =
            json!({"allowed_origins": [format!("https://{}.example", MARK.to_lowercase())]});
        let changed = goes.patch("/api/tenant", &origins).await;
        assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
        let found = clinician.get(&format!("/fhir/R4/Patient?family={MARK}")).await;
        assert_eq!(found.status, StatusCode::OK, "{found:?}");
        self.server.until_indexed(goes).await;
    }

    /// Deletes the tenant, and gives the id of the deletion.
    fn delete(&self, arguments: &[&str]) -> String {
        let fixed = ["tenant", "delete", &self.tenant, "--reason", REASON];
        let output = self.server.command(&[&fixed[..], arguments].concat());
        assert!(output.status.success(), "{output:?}");
        let said = String::from_utf8(output.stdout).expect("text");
        said.split_whitespace().next().expect("an id").to_owned()
    }

    fn says(&self, arguments: &[&str]) -> String {
        let output = self.server.command(arguments);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// Waits until the list of deletions says something.
    fn until(&self, said: &str) {
        for _ in 0..LOOKS_MAX {
            if self.says(&["tenant", "deletions"]).contains(said) {
                return;
            }
        }
        panic!("it never says {said}: {}", self.server.log());
    }

    /// Waits until all is gone, and gives the receipt.
    fn until_removed(&self, deletion: &str) -> String {
        for _ in 0..LOOKS_MAX {
            let receipt = self.server.command(&["tenant", "receipt", deletion]);
            if receipt.status.success() {
                return String::from_utf8(receipt.stdout).expect("text");
            }
        }
        panic!("there never is a receipt: {}", self.server.log());
    }

    async fn is_closed(&self) {
        for (caller, path) in [
            (&self.goes, "/api/tenant"),
            (&self.goes, "/api/events"),
            (&self.clinician, "/fhir/R4/Patient"),
        ] {
            let answer = caller.get(path).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{answer:?}");
            assert_eq!(answer.code(), "tenant_closed", "{answer:?}");
        }
        let written = self.clinician.post("/fhir/R4/Patient", &patient("Late")).await;
        assert_eq!(written.status, StatusCode::FORBIDDEN, "{written:?}");
    }

    async fn others_notice_nothing(&self) {
        let read = self.ward.get(&format!("/fhir/R4/Patient/{}", self.other)).await;
        assert_eq!(read.status, StatusCode::OK, "{read:?}");
        self.ward.create(&observation(&self.other)).await;
        let state = tempfile::tempdir().expect("a folder");
        let verified = self.server.verify_log(&self.stays, &state.path().join("state"));
        assert!(verified.status.success(), "{verified:?}");
    }

    /// How many keys there are of what the deployment itself has.
    async fn listed_keys(&self) -> u64 {
        let tables = Tables::at(self.server.place_of("keys")).await;
        let sql = "SELECT count(*) FROM document_keys WHERE tenant = 0";
        tables.value(sql).await.parse().expect("a number")
    }

    async fn count(&self, store: &str, table: &str) -> u64 {
        let tables = Tables::at(self.server.place_of(store)).await;
        let number = u64::from_str_radix(&self.tenant, 16).expect("an id");
        let sql = format!("SELECT count(*) FROM {table} AND tenant = {number}");
        let sql = if table.contains("WHERE") { sql } else { sql.replace(" AND ", " WHERE ") };
        tables.value(&sql).await.parse().expect("a number")
    }
}

#[tokio::test]
async fn a_tenant_that_is_to_be_deleted_is_closed_and_can_be_opened_again() {
    let deployment = Deployment::open().await;
    let before = deployment.count("records", "events").await;
    deployment.delete(&[]);
    deployment.is_closed().await;
    assert_eq!(deployment.count("records", "events").await, before, "nothing is written");
    let listed = deployment.says(&["tenant", "list"]);
    let line = listed.lines().find(|line| line.contains(MARK)).expect("it is listed");
    assert!(line.contains("closed, is deleted at 20"), "{line}");
    assert!(!listed.lines().any(|line| line.contains("Northside") && line.contains("closed")));
    deployment.until("ribcage tenant keep");
    deployment.others_notice_nothing().await;

    deployment.says(&["tenant", "keep", &format!("{MARK} clinic")]);
    let read = deployment.clinician.get(&format!("/fhir/R4/Patient/{}", deployment.patient)).await;
    assert_eq!(read.status, StatusCode::OK, "{read:?}");
    deployment.clinician.create(&observation(&deployment.patient)).await;
    assert!(!deployment.says(&["tenant", "list"]).contains("closed"));
    deployment.until("was opened again");
    let again = deployment.server.command(&["tenant", "keep", &deployment.tenant]);
    assert_eq!(again.status.code(), Some(1), "{again:?}");
}

#[tokio::test]
async fn what_a_tenant_that_is_closed_has_can_still_be_taken_along() {
    let deployment = Deployment::open().await;
    deployment.delete(&[]);
    let reader = serde_json::json!({"passphrase": "correct horse battery staple"});
    let (server, goes) = (&deployment.server, &deployment.goes);
    let made = marks::export(server, goes, "/api/tenant/export", &reader).await;
    let (fetched, content) = marks::fetch(goes, &marks::content(&made), None).await;
    assert_eq!(fetched.status, StatusCode::OK, "{fetched:?}");
    assert!(!content.is_empty());
    deployment.is_closed().await;
    let status = goes.get("/api/status").await;
    assert_eq!(status.status, StatusCode::OK, "{status:?}");
    let ends_at = status.json()["ends_at"].as_str().expect("it is closed").to_owned();
    let due = deployment.says(&["tenant", "deletions"]);
    assert!(due.contains(&ends_at[..16]), "{ends_at}: {due}");
    assert!(deployment.stays.get("/api/status").await.json().get("ends_at").is_none());
    let others = deployment.stays.get(&marks::content(&made)).await;
    assert_eq!(others.status, StatusCode::NOT_FOUND, "{others:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_administers_a_tenant_that_is_closed_signs_in_to_take_along_what_it_has() {
    let server = Server::start();
    let ann = Person::administrator(&server, MARK, "ann@example.org").await;
    let tenant = ann.get("/auth/session").await.json()["session"]["tenant"].clone();
    let tenant = tenant.as_str().expect("an id");
    let closed = server.command(&["tenant", "delete", tenant, "--reason", REASON]);
    assert!(closed.status.success(), "{closed:?}");
    let visitor = Visitor::at_url(&server.url, &server.ca());
    let sign_in = visitor.sign_in(ann.email(), PASSWORD).await;
    let entered = visitor.come_in(&sign_in, tenant).await;
    assert_eq!(entered.status, StatusCode::CREATED, "{entered:?}");
    let ann = Person::of(&visitor, ann.email(), tenant, &entered);
    let seen = ann.get("/auth/session").await;
    assert_eq!((seen.status, seen.code().as_str()), (StatusCode::FORBIDDEN, "tenant_closed"));
    assert_eq!(ann.get("/api/status").await.status, StatusCode::OK);
    let reader = json!({"passphrase": "correct horse battery staple"});
    let asked = ann.post("/api/tenant/export", &reader).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{asked:?}");
    let left = visitor.send(ann.request(reqwest::Method::DELETE, "/auth/session")).await;
    assert_eq!(left.status, StatusCode::NO_CONTENT, "{left:?}");
    assert_eq!(ann.get("/api/status").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_was_away_hears_of_everybody_before_it_hears_of_the_deletion() {
    let server = Server::start();
    let goes = server.tenant(MARK).await;
    for number in 0..3 {
        let email = format!("una{number}@example.org");
        let invited = json!({"email": email, "roles": ["clinician"]});
        assert_eq!(goes.post("/api/invitations", &invited).await.status, StatusCode::CREATED);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (place, away) = (folder.path().join("target"), folder.path().join("away"));
    let made = server.command(&["backup", "create", "--to", place.to_str().expect("text")]);
    assert!(made.status.success(), "{made:?}");
    std::fs::rename(&place, &away).expect("it is moved away");
    let deleted = server.command(&["tenant", "delete", MARK, "--reason", REASON, "--now"]);
    let deletion = String::from_utf8(deleted.stdout).expect("text");
    let deletion = deletion.split_whitespace().next().expect("an id");
    let is_listed = |wanted: &str| {
        let listed = server.command(&["job", "list"]);
        String::from_utf8_lossy(&listed.stdout).lines().any(|line| line.contains(wanted))
    };
    let tried = eventually(async || is_listed("delete_tenant").then_some(())).await;
    tried.unwrap_or_else(|| panic!("{}", server.log()));
    std::fs::rename(&away, &place).expect("it is there again");
    let removed = eventually(async || {
        // That of the tenant alone: those of the people wait for their own time.
        let listed = server.command(&["job", "list"]);
        let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
        if let Some(line) = listed.lines().find(|line| line.contains("delete_tenant")) {
            let words: Vec<_> = line.split_whitespace().take(2).collect();
            server.command(&[&["job", "requeue"][..], &words].concat());
        }
        server.command(&["tenant", "receipt", deletion]).status.success().then_some(())
    });
    removed.await.unwrap_or_else(|| panic!("{}", server.log()));
    let fences = std::fs::read_dir(place.join("fences")).expect("there are some");
    let mut fences: Vec<_> = fences.map(|it| it.expect("an entry").path()).collect();
    fences.sort();
    let last = std::fs::read_to_string(fences.last().expect("one")).expect("text");
    assert_eq!(fences.len(), 4);
    assert!(last.contains(deletion), "{last}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_says_that_it_could_not_be_read_who_belonged_to_the_tenant() {
    let mut server = Server::start();
    let goes = server.tenant(MARK).await;
    for email in ["una@example.org", "duo@example.org"] {
        let invited = json!({"email": email, "roles": ["clinician"]});
        assert_eq!(goes.post("/api/invitations", &invited).await.status, StatusCode::CREATED);
    }
    assert!(server.stop().success());
    let records = Tables::at(server.place_of("records")).await;
    let affiliations = format!("type = {AFFILIATION} AND state = 1");
    let rows =
        records.rows(&format!("SELECT sequence, message FROM versions WHERE {affiliations}")).await;
    assert_eq!(rows.len(), 2);
    let [sequence, message] = rows[0].as_slice() else { panic!("{rows:?}") };
    let flipped = flip(message, 100);
    records
        .change(&format!("UPDATE versions SET message = {flipped} WHERE sequence = {sequence}"))
        .await;
    drop(records);
    server.start_again();
    let deleted = server.command(&["tenant", "delete", MARK, "--reason", REASON, "--now"]);
    let deletion = String::from_utf8(deleted.stdout).expect("text");
    let deletion = deletion.split_whitespace().next().expect("an id");
    let receipt = eventually(async || {
        let given = server.command(&["tenant", "receipt", deletion]);
        given.status.success().then(|| String::from_utf8(given.stdout).expect("text"))
    });
    let receipt = receipt.await.unwrap_or_else(|| panic!("{}", server.log()));
    assert!(receipt.contains("that do not open, 1 of them"), "{receipt}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_of_before_a_deletion_decides_about_nobody_who_belongs_elsewhere_by_now() {
    let mut server = Server::start();
    let invited = json!({"email": "una@example.org", "roles": ["clinician"]});
    let goes = server.tenant(MARK).await;
    assert_eq!(goes.post("/api/invitations", &invited).await.status, StatusCode::CREATED);
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("target");
    let target = place.to_str().expect("text");
    let fences = || std::fs::read_dir(place.join("fences")).map_or(0, Iterator::count);
    let back_up = |server: &Server| {
        let made = server.command(&["backup", "create", "--to", target]);
        assert!(made.status.success(), "{made:?}");
        let said = String::from_utf8(made.stdout).expect("text");
        let line = said.lines().find_map(|line| line.strip_prefix("backup   "));
        line.expect("its name").to_owned()
    };
    let before = back_up(&server);
    let stays = server.tenant("Northside").await;
    assert_eq!(stays.post("/api/invitations", &invited).await.status, StatusCode::CREATED);
    let deleted = server.command(&["tenant", "delete", MARK, "--reason", REASON, "--now"]);
    assert!(deleted.status.success(), "{deleted:?}");
    let said = String::from_utf8(deleted.stdout).expect("text");
    let deletion = said.split_whitespace().next().expect("an id");
    let removed = eventually(async || {
        let receipt = server.command(&["tenant", "receipt", deletion]);
        receipt.status.success().then_some(())
    });
    removed.await.unwrap_or_else(|| panic!("{}", server.log()));
    assert_eq!(fences(), 1, "of the tenant: she is waited for elsewhere");
    assert!(server.stop().success());
    let identity = server.data().join("recovery.identity").display().to_string();
    let fixed = ["backup", "restore", "--from", target, "--identity", &identity];
    let restored = Fresh::like(&server).command(&[&fixed[..], &["--backup", &before]].concat());
    assert!(restored.status.success(), "{restored:?}");
    assert_eq!(fences(), 1, "{restored:?}");
    server.start_again();
    let listed = server.caller(stays.token()).get("/api/invitations").await.json();
    assert_eq!(listed["items"][0]["email"], "una@example.org", "{listed}");
}

#[tokio::test]
async fn a_stream_of_events_ends_when_the_tenant_is_closed() {
    let deployment = Deployment::open().await;
    let request = deployment.goes.request(reqwest::Method::GET, "/api/events/stream");
    let mut stream = request.send().await.expect("an answer");
    assert_eq!(stream.status(), StatusCode::OK);
    deployment.delete(&[]);
    deployment.ward.create(&patient("Maple")).await;
    while let Some(chunk) = stream.chunk().await.expect("it ends by itself") {
        assert!(!String::from_utf8_lossy(&chunk).contains("Maple"));
    }
}

#[tokio::test]
async fn a_reason_that_names_the_tenant_and_a_tenant_that_is_not_there_are_refused() {
    let deployment = Deployment::open().await;
    let named = format!("{} clinic has ended", MARK.to_lowercase());
    for arguments in [
        ["tenant", "delete", &deployment.tenant, "--reason", &named],
        ["tenant", "delete", &deployment.tenant, "--reason", " "],
        ["tenant", "delete", "Nobody", "--reason", REASON],
    ] {
        let refused = deployment.server.command(&arguments);
        assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    }
    let read = deployment.goes.get("/api/tenant").await;
    assert_eq!(read.status, StatusCode::OK, "{read:?}");
}

#[tokio::test]
async fn nothing_is_left_of_a_deleted_tenant_and_no_copy_of_before_opens() {
    let mut deployment = Deployment::open().await;
    deployment.plant().await;
    if is_on_postgresql() {
        assert!(deployment.server.stop().success());
    }
    let before = deployment.server.copy_stores();
    if is_on_postgresql() {
        deployment.server.start_again();
        for caller in [&mut deployment.goes, &mut deployment.clinician] {
            *caller = deployment.server.caller(caller.token());
        }
        for caller in [&mut deployment.stays, &mut deployment.ward] {
            *caller = deployment.server.caller(caller.token());
        }
    }
    let index = deployment.server.data().join("index").join(&deployment.tenant);
    assert!(index.exists());
    let deletion = deployment.delete(&["--now"]);
    let open = deployment.until_removed(&deletion);
    let unknown = deployment.clinician.get("/fhir/R4/Patient").await;
    assert_eq!(unknown.status, StatusCode::UNAUTHORIZED, "{unknown:?}");
    assert!(!deployment.says(&["tenant", "list"]).contains(&deployment.tenant));
    assert!(!index.exists());
    let key = deployment.stays.get("/api/log/key").await.body;
    let said = verified(&open, &key);
    assert!(said.contains("copies of before can be opened by whoever has root key epoch 1"));
    for (store, tables) in [
        ("identity", &["versions", "about"][..]),
        ("records", &["versions", "about", "claims", "subjects", "jobs"]),
        ("keys", &["tenant_keys", "tenant_secrets", "subjects", "document_keys"]),
    ] {
        for table in tables {
            assert_eq!(deployment.count(store, table).await, 0, "{table} of {store}");
        }
    }
    let full = "events WHERE (length(header) > 0 OR length(bodies) > 0)";
    assert_eq!(deployment.count("records", full).await, 0);
    assert!(deployment.count("records", "events").await > 0, "the log keeps its entries");
    deployment.others_notice_nothing().await;

    deployment.says(&["key", "rotate", "--wait"]);
    let closed = deployment.says(&["tenant", "receipt", &deletion]);
    assert!(verified(&closed, &key).contains("copies of before cannot be opened"));
    assert!(deployment.server.stop().success());
    // What is sealed shows no mark; what was not to be there has left none.
    no_byte_says(&deployment.server.data(), MARK);
    let healthy = deployment.server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");
    let refused = deployment.server.command_on(&before, &["tenant", "list"]);
    let said = String::from_utf8(refused.stderr).expect("text");
    assert!(said.contains("root key epoch 1 is not there"), "{said}");
}

#[tokio::test]
async fn keys_of_a_deleted_tenant_that_are_put_back_are_destroyed_before_keys_turn_over() {
    let mut deployment = Deployment::open().await;
    assert!(deployment.server.stop().success());
    let before = deployment.server.copy_stores();
    deployment.server.start_again();
    let deletion = deployment.delete(&["--now"]);
    deployment.until_removed(&deletion);
    assert!(deployment.server.stop().success());
    let after = deployment.server.copy_stores();
    deployment.server.put_stores_back(&before);
    deployment.server.put_documents_back(&after);
    let tables = ["tenant_keys", "tenant_secrets", "subjects"];
    for table in tables {
        assert!(deployment.count("keys", table).await > 0, "{table}");
    }
    let listed = deployment.listed_keys().await;
    deployment.server.start_again();
    deployment.says(&["key", "rotate", "--wait"]);
    for table in tables {
        assert_eq!(deployment.count("keys", table).await, 0, "{table}");
    }
    // And that of its entry in the deployment's list.
    assert!(deployment.listed_keys().await < listed, "{listed}");
}

#[tokio::test]
async fn nobody_hides_a_tenant_by_calling_it_deleted() {
    let mut deployment = Deployment::open().await;
    assert!(deployment.server.stop().success());
    let number = u64::from_str_radix(&deployment.tenant, 16).expect("an id");
    let keys = Tables::at(deployment.server.place_of("keys")).await;
    keys.change(&format!("DELETE FROM tenant_keys WHERE tenant = {number}")).await;
    drop(keys);
    let records = Tables::at(deployment.server.place_of("records")).await;
    records.change(&format!("INSERT INTO tenants (tenant, state) VALUES ({number}, 2)")).await;
    drop(records);
    let doctor = deployment.server.command(&["doctor"]);
    assert_eq!(doctor.status.code(), Some(1), "{doctor:?}");
    let said = String::from_utf8(doctor.stdout).expect("text");
    assert!(said.contains("the tenant's own keys"), "{said}");
}

#[tokio::test]
async fn a_tenant_is_deleted_by_itself_when_its_time_has_come_and_its_name_is_free() {
    let settings = [("RIBCAGE_TENANT_DELETION_DAYS", "0")];
    let mut deployment = Deployment::of(Server::start_with(&settings)).await;
    assert!(deployment.server.stop().success());
    let deletion = deployment.delete(&["--now"]);
    assert!(deployment.says(&["tenant", "list"]).contains(MARK));
    deployment.server.start_again();
    deployment.until_removed(&deletion);
    let taken = deployment.server.tenant(&format!("{MARK} clinic")).await;
    assert_eq!(taken.get("/api/tenant").await.status, StatusCode::OK);
    let again = deployment.server.command(&["tenant", "keep", &deployment.tenant]);
    assert_eq!(again.status.code(), Some(1), "{again:?}");
    let told = deployment.says(&["tenant", "deletions"]);
    assert!(told.contains(REASON) && !told.contains(MARK), "{told}");
}

#[tokio::test]
async fn a_restore_of_a_backup_of_before_deletes_the_tenant_again() {
    let server = Server::start_on_sqlite();
    let mut deployment = Deployment::of(server).await;
    let place = tempfile::tempdir().expect("a folder");
    let target = place.path().join("target");
    deployment.says(&["backup", "create", "--to", text(&target)]);
    // While the place is away it does not know, so there is no receipt.
    let away = place.path().join("away");
    std::fs::rename(&target, &away).expect("moved");
    std::fs::write(&target, "in the way").expect("written");
    let deletion = deployment.delete(&["--now"]);
    deployment.until("what it had is being destroyed");
    let none = deployment.server.command(&["tenant", "receipt", &deletion]);
    assert_eq!(none.status.code(), Some(1), "{none:?}");
    std::fs::remove_file(&target).expect("removed");
    std::fs::rename(&away, &target).expect("moved back");
    deployment.says(&["job", "requeue", "0000000000000000", &deletion]);
    deployment.until_removed(&deletion);

    let restored = restore(&deployment.server, &target, &[]);
    let clinician = restored.caller(deployment.clinician.token());
    let unknown = clinician.get("/fhir/R4/Patient").await;
    assert_eq!(unknown.status, StatusCode::UNAUTHORIZED, "{unknown:?}");
    let ward = restored.caller(deployment.ward.token());
    let read = ward.get(&format!("/fhir/R4/Patient/{}", deployment.other)).await;
    assert_eq!(read.status, StatusCode::OK, "{read:?}");
    assert!(deployment.server.stop().success());
    deployment.server = restored;
    deployment.until("was deleted at");
    let gone = async || (deployment.count("records", "versions").await == 0).then_some(());
    eventually(gone).await.expect("all of it goes");
    assert_eq!(deployment.count("keys", "tenant_keys").await, 0);
    assert!(!deployment.says(&["tenant", "list"]).contains(MARK));
    deployment.until("copies of before");
    let none = deployment.server.command(&["tenant", "receipt", &deletion]);
    assert_eq!(none.status.code(), Some(1), "{none:?}");
    let said = String::from_utf8_lossy(&none.stderr);
    assert!(said.contains("the tenant was deleted again after a restore"), "{said}");
    assert!(deployment.server.stop().success());
    let healthy = deployment.server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");
}

#[tokio::test]
async fn a_restore_gives_a_tenant_that_was_to_be_deleted_its_whole_time_again() {
    let settings = [("RIBCAGE_TENANT_DELETION_DAYS", "0")];
    let mut deployment = Deployment::of(Server::start_on_sqlite_with(&settings)).await;
    let place = tempfile::tempdir().expect("a folder");
    let target = place.path().join("target");
    let create = ["backup", "create", "--to", text(&target)];
    assert!(deployment.server.stop().success());
    deployment.delete(&[]);
    let made = deployment.says(&create);
    let before = made.lines().find_map(|line| line.strip_prefix("backup   ")).expect("its name");
    deployment.says(&["tenant", "keep", &deployment.tenant]);
    deployment.says(&create);
    // It waits once more, and no place hears that it is gone.
    let mut early = restore(&deployment.server, &target, &["--backup", before]);
    let closed = early.caller(deployment.clinician.token()).get("/fhir/R4/Patient").await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN, "{closed:?}");
    assert!(early.stop().success());
    let deletions = early.command(&["tenant", "deletions"]);
    let said = String::from_utf8(deletions.stdout).expect("text");
    assert!(said.contains("opens it again"), "{said}");
    // Also where nothing is waited for otherwise.
    let identity = deployment.server.data().join("recovery.identity");
    let from = ["--from", text(&target), "--identity", text(&identity), "--backup", before];
    let fresh = Fresh::like(&deployment.server).with("RIBCAGE_TENANT_DELETION_DAYS", "0");
    let restored = fresh.command(&[&["backup", "restore"], &from[..]].concat());
    assert!(restored.status.success(), "{restored:?}");
    let said = String::from_utf8(restored.stdout).expect("text");
    assert!(said.contains("was to be deleted when the backup was made"), "{said}");
    let kept = restore(&deployment.server, &target, &[]);
    let clinician = kept.caller(deployment.clinician.token());
    let read = clinician.get(&format!("/fhir/R4/Patient/{}", deployment.patient)).await;
    assert_eq!(read.status, StatusCode::OK, "{read:?}");
}

#[tokio::test]
async fn a_restore_deletes_once_whoever_was_kept_and_then_deleted_for_good() {
    let settings = [("RIBCAGE_TENANT_DELETION_DAYS", "0")];
    let mut deployment = Deployment::of(Server::start_on_sqlite_with(&settings)).await;
    let place = tempfile::tempdir().expect("a folder");
    let target = place.path().join("target");
    let create = ["backup", "create", "--to", text(&target)];
    assert!(deployment.server.stop().success());
    let first = deployment.delete(&[]);
    let made = deployment.says(&create);
    let before = made.lines().find_map(|line| line.strip_prefix("backup   ")).expect("its name");
    deployment.says(&["tenant", "keep", &deployment.tenant]);
    let second = deployment.delete(&["--now"]);
    deployment.server.start_again();
    deployment.until_removed(&second);

    // What is restored has the first one waiting, and hears of the second one.
    let restored = restore(&deployment.server, &target, &["--backup", before]);
    assert!(deployment.server.stop().success());
    deployment.server = restored;
    deployment.until("copies of before");
    let said = deployment.says(&["tenant", "deletions"]);
    let of = |id: &str| said.lines().find(|line| line.starts_with(id)).expect("it is listed");
    assert!(of(&second).contains("was deleted at"), "{said}");
    assert!(of(&first).contains("was opened again"), "{said}");
    let unknown = deployment.server.command(&["tenant", "keep", &deployment.tenant]);
    assert_eq!(unknown.status.code(), Some(1), "{unknown:?}");
}

#[tokio::test]
async fn once_a_tenant_is_deleted_older_backups_restore_still_and_it_is_in_none() {
    let mut deployment = Deployment::of(Server::start_on_sqlite()).await;
    let place = tempfile::tempdir().expect("a folder");
    let target = place.path().join("target");
    let create = ["backup", "create", "--to", text(&target)];
    let made = deployment.says(&create);
    let before = made.lines().find_map(|line| line.strip_prefix("backup   ")).expect("its name");
    let deletion = deployment.delete(&["--now"]);
    deployment.until_removed(&deletion);
    // With keys of after the deletion, which do not open what was said of the tenant before.
    deployment.says(&create);
    let restored = restore(&deployment.server, &target, &["--backup", before]);
    let clinician = restored.caller(deployment.clinician.token());
    let unknown = clinician.get("/fhir/R4/Patient").await;
    assert_eq!(unknown.status, StatusCode::UNAUTHORIZED, "{unknown:?}");
    let ward = restored.caller(deployment.ward.token());
    let read = ward.get(&format!("/fhir/R4/Patient/{}", deployment.other)).await;
    assert_eq!(read.status, StatusCode::OK, "{read:?}");
    assert!(deployment.server.stop().success());
    deployment.server = restored;
    assert!(!deployment.says(&["tenant", "list"]).contains(MARK));
    let gone = async || (deployment.count("records", "versions").await == 0).then_some(());
    eventually(gone).await.expect("all of it goes");
    let taken = deployment.server.tenant(&format!("{MARK} clinic")).await;
    assert_eq!(taken.get("/api/tenant").await.status, StatusCode::OK);
    assert!(deployment.server.stop().success());
    let healthy = deployment.server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");
}

/// A server of what is restored from a target.
fn restore(server: &Server, target: &Path, arguments: &[&str]) -> Server {
    let folder: TempDir = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let identity = server.data().join("recovery.identity");
    let restore = ["backup", "restore", "--from", text(target), "--dir", text(&data)];
    let restored = run(&[&restore[..], &["--identity", text(&identity)], arguments].concat());
    assert!(restored.status.success(), "{restored:?}");
    let written = server.data().parent().expect("a folder").join("ribcage.toml");
    let configuration = std::fs::read_to_string(written).expect("it was written");
    let configuration = configuration.replace(text(&server.data()), text(&data));
    std::fs::write(folder.path().join("ribcage.toml"), configuration).expect("written");
    Server::of_folder(folder)
}

/// What `ribcage receipt verify` says of a genuine receipt.
fn verified(receipt: &str, key: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("receipt");
    std::fs::write(&path, receipt).expect("written");
    let arguments = ["receipt", "verify", text(&path), "--key", key.trim()];
    let output = run(&arguments);
    assert!(output.status.success(), "{output:?}");
    let changed = receipt.replace("destroyed: all keys", "destroyed: some keys");
    std::fs::write(&path, changed).expect("written");
    assert_eq!(run(&arguments).status.code(), Some(1));
    String::from_utf8(output.stdout).expect("text")
}

/// No file under a folder has the text in it, in whichever case, and no file is called so.
fn no_byte_says(folder: &Path, said: &str) {
    let said = said.to_lowercase();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        assert!(!text(&path).to_lowercase().contains(&said), "{}", path.display());
        if path.is_dir() {
            no_byte_says(&path, &said);
        } else if path.is_file() {
            let mut bytes = std::fs::read(&path).expect("it can be read");
            bytes.make_ascii_lowercase();
            let found = bytes.windows(said.len()).any(|window| window == said.as_bytes());
            assert!(!found, "{}", path.display());
        }
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}
