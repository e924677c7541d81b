//! Content that is too large for a document: kept apart, sealed, read in ranges, and gone with whom it is about.

use std::path::{Path, PathBuf};

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use testkit::{Mood, ObjectServer};

use crate::harness::{Answer, Caller, Server, eventually, patient};

/// What nothing but the content says.
const MARKER: &[u8] = b"Quetzalcoatl's x-ray";
/// More than two parts.
const LARGE: usize = 9 * 1024 * 1024 + 17;
const PNG: &str = "image/png";

/// Content of some length, no two bytes of which are at the wrong place unnoticed.
fn content(length: usize) -> Vec<u8> {
    let numbers = (0..=length / 8).flat_map(|at| (at as u64).to_be_bytes());
    let mut content: Vec<u8> = numbers.take(length).collect();
    for at in (0..length.saturating_sub(MARKER.len())).step_by(50_000) {
        content[at..at + MARKER.len()].copy_from_slice(MARKER);
    }
    content
}

struct Read {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

async fn read(caller: &Caller, method: Method, path: &str, headers: &[(&str, &str)]) -> Read {
    let mut request = caller.request(method, path).header("accept", PNG);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = request.send().await.expect("the server answers");
    let (status, headers) = (response.status(), response.headers().clone());
    Read { status, headers, body: response.bytes().await.expect("whole").to_vec() }
}

async fn send(caller: &Caller, method: Method, path: &str, context: &str, body: Vec<u8>) -> Answer {
    let request = caller.request(method, path).header(CONTENT_TYPE, PNG);
    caller.send(request.header("x-security-context", context).body(body)).await
}

async fn create(caller: &Caller, context: &str, body: Vec<u8>) -> String {
    let answer = send(caller, Method::POST, "/fhir/R4/Binary", context, body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    format!("/fhir/R4/Binary/{}", answer.json()["id"].as_str().expect("an id"))
}

/// The objects below a folder, without what says whose place it is.
fn objects(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(objects(&path));
        } else if path.file_name().is_some_and(|name| name != "place") {
            found.push(path);
        }
    }
    found
}

fn says(folder: &Path, marker: &[u8]) -> bool {
    std::fs::read_dir(folder).expect("a folder").any(|entry| {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            return says(&path, marker);
        }
        let bytes =
            if path.is_file() { std::fs::read(&path).expect("readable") } else { Vec::new() };
        bytes.windows(marker.len()).any(|window| window == marker)
    })
}

struct Clinic {
    server: Server,
    administrator: Caller,
    clinician: Caller,
}

impl Clinic {
    async fn open(settings: &[(&str, &str)]) -> Self {
        let server = Server::start_with(settings);
        let administrator = server.tenant("Clinic").await;
        let clinician = administrator.client("ward", &["clinician"]).await;
        Self { server, administrator, clinician }
    }

    fn place(&self) -> PathBuf {
        self.server.data().join("blobs")
    }

    async fn erase(&self, patient: &str) -> Value {
        let path = format!("/api/subjects/{patient}/erase");
        let erased = self.administrator.post(&path, &json!({"reason": "asked for it"})).await;
        assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
        let path = format!("/api/erasures/{}", erased.json()["id"].as_str().expect("an id"));
        let emptied = eventually(async || {
            let erasure = self.administrator.get(&path).await.json();
            (!erasure["documents_removed"].is_null()).then_some(erasure)
        });
        emptied.await.unwrap_or_else(|| panic!("it is never emptied: {}", self.server.log()))
    }
}

#[tokio::test]
async fn large_content_is_kept_apart_and_read_whole_and_in_ranges() {
    let clinic = Clinic::open(&[]).await;
    let clinician = &clinic.clinician;
    let ann = format!("Patient/{}", clinician.create(&patient("Maple")).await);
    let sent = content(LARGE);
    let path = create(clinician, &ann, sent.clone()).await;
    assert_eq!(objects(&clinic.place()).len(), 3);

    let whole = read(clinician, Method::GET, &path, &[]).await;
    assert_eq!(whole.status, StatusCode::OK);
    assert!(whole.body == sent);
    assert_eq!(whole.headers["content-type"], PNG);
    assert_eq!(whole.headers["etag"], "W/\"1\"");
    assert_eq!(whole.headers["accept-ranges"], "bytes");
    let head = read(clinician, Method::HEAD, &path, &[]).await;
    assert_eq!(head.headers["content-length"], LARGE.to_string());
    let part = 4 * 1024 * 1024;
    for (range, start, end) in [
        ("bytes=0-0".to_owned(), 0, 1),
        (format!("bytes={}-{}", part - 3, part + 3), part - 3, part + 4),
        ("bytes=65535-65536".to_owned(), 65_535, 65_537),
        ("bytes=-5".to_owned(), LARGE - 5, LARGE),
        (format!("bytes={}-", 2 * part), 2 * part, LARGE),
    ] {
        let some = read(clinician, Method::GET, &path, &[("range", &range)]).await;
        assert_eq!(some.status, StatusCode::PARTIAL_CONTENT, "{range}");
        assert!(some.body == sent[start..end], "{range}");
        let said = format!("bytes {start}-{}/{LARGE}", end - 1);
        assert_eq!(some.headers["content-range"], said);
    }
    let beyond = format!("bytes={LARGE}-");
    let beyond = read(clinician, Method::GET, &path, &[("range", &beyond)]).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    let changed = [("range", "bytes=0-0"), ("if-range", "W/\"7\"")];
    assert_eq!(read(clinician, Method::GET, &path, &changed).await.status, StatusCode::OK);
    let known = read(clinician, Method::GET, &path, &[("if-none-match", "W/\"1\"")]).await;
    assert_eq!((known.status, known.body.len()), (StatusCode::NOT_MODIFIED, 0));

    let apart = clinician.get(&path).await;
    assert_eq!(apart.status, StatusCode::NOT_ACCEPTABLE, "{}", apart.body);
    assert_eq!(apart.code(), "content_apart");
    let history = clinician.get(&format!("{path}/_history")).await.json();
    let shown = &history["entry"][0]["resource"];
    assert_eq!((&shown["contentType"], &shown["data"]), (&json!(PNG), &Value::Null));
    assert_eq!(shown["meta"]["tag"][0]["code"], "SUBSETTED");
    let events = clinic.administrator.get("/api/events?operation=read_resource").await.json();
    assert!(events["items"].as_array().is_some_and(|items| items.len() > 9), "{events}");
}

#[tokio::test]
async fn what_json_can_hold_is_shown_in_json_and_kept_apart_all_the_same() {
    let clinic = Clinic::open(&[]).await;
    let clinician = &clinic.clinician;
    let sent = content(700_000);
    let data = base64(&sent);
    let made = json!({"resourceType": "Binary", "contentType": PNG, "data": data});
    let made = clinician.create(&made).await;
    assert_eq!(objects(&clinic.place()).len(), 1);
    let path = format!("/fhir/R4/Binary/{made}");
    let shown = clinician.get(&path).await.json();
    assert!(shown["data"] == data && shown["meta"]["tag"].is_null());
    assert!(read(clinician, Method::GET, &path, &[]).await.body == sent);
    // Whoever sends back what was left out of a list would lose the content.
    let listed = clinician.get("/fhir/R4/Binary").await.json()["entry"][0]["resource"].clone();
    let refused = clinician.put(&path, &listed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");

    // Other parts change without it, and every version keeps its own.
    let change = json!([{"op": "add", "path": "/language", "value": "de"}]);
    let patched = clinician.request(Method::PATCH, &path).body(change.to_string());
    let patched = patched.header(CONTENT_TYPE, "application/json-patch+json");
    assert_eq!(clinician.send(patched).await.status, StatusCode::OK);
    assert!(read(clinician, Method::GET, &path, &[]).await.body == sent);
    let other = content(300_000);
    let request = clinician.request(Method::PUT, &path).header(CONTENT_TYPE, PNG);
    let changed = clinician.send(request.body(other.clone())).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    for (version, expected) in [(1, &sent), (2, &sent), (3, &other)] {
        let version = format!("{path}/_history/{version}");
        assert!(read(clinician, Method::GET, &version, &[]).await.body == *expected, "{version}");
    }
    assert_eq!(objects(&clinic.place()).len(), 2);
    assert_eq!(clinician.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(read(clinician, Method::GET, &path, &[]).await.status, StatusCode::GONE);
    let before = format!("{path}/_history/3");
    assert!(read(clinician, Method::GET, &before, &[]).await.body == other);
}

#[tokio::test]
async fn nothing_of_content_is_in_the_clear_anywhere() {
    let mut clinic = Clinic::open(&[]).await;
    let ann = format!("Patient/{}", clinic.clinician.create(&patient("Maple")).await);
    for length in [1_000, 300_000, LARGE] {
        let path = create(&clinic.clinician, &ann, content(length)).await;
        read(&clinic.clinician, Method::GET, &path, &[]).await;
    }
    assert!(!says(&clinic.server.data(), MARKER));
    assert!(clinic.server.stop().success());
    assert!(!says(&clinic.server.data(), MARKER));
    assert!(!clinic.server.log().contains("Quetzal"));
}

#[tokio::test]
async fn memory_does_not_grow_with_content() {
    let clinic = Clinic::open(&[]).await;
    let path = create(&clinic.clinician, "Basic/1", content(LARGE)).await;
    read(&clinic.clinician, Method::GET, &path, &[]).await;
    let before = clinic.server.memory_kibibytes_max();
    let sent = content(128 * 1024 * 1024);
    let path = create(&clinic.clinician, "Basic/1", sent.clone()).await;
    assert!(read(&clinic.clinician, Method::GET, &path, &[]).await.body == sent);
    let grown = clinic.server.memory_kibibytes_max() - before;
    assert!(grown < 64 * 1024, "{grown} KiB");
}

#[tokio::test]
async fn erasing_somebody_removes_their_content_and_leaves_that_of_others() {
    let clinic = Clinic::open(&[]).await;
    let clinician = &clinic.clinician;
    let leaves = clinician.create(&patient("Quetzal")).await;
    let stays = clinician.create(&patient("Birch")).await;
    let member = |id: &str| json!({"entity": {"reference": format!("Patient/{id}")}});
    let both = json!({
        "resourceType": "Group", "type": "person", "actual": true,
        "member": [member(&leaves), member(&stays)]
    });
    let both = format!("Group/{}", clinician.create(&both).await);
    let sent = content(400_000);
    let theirs = create(clinician, &format!("Patient/{leaves}"), sent.clone()).await;
    let others = create(clinician, &format!("Patient/{stays}"), sent.clone()).await;
    let shared = create(clinician, &both, sent.clone()).await;
    assert_eq!(objects(&clinic.place()).len(), 3);
    let erasure = clinic.erase(&leaves).await;
    assert_eq!(objects(&clinic.place()).len(), 2);
    assert_eq!(read(clinician, Method::GET, &theirs, &[]).await.status, StatusCode::GONE);
    for path in [&others, &shared] {
        assert!(read(clinician, Method::GET, path, &[]).await.body == sent, "{path}");
    }
    let receipt = erasure["receipt"].as_str().expect("a receipt");
    let line = "contents that were kept apart as objects: 1";
    assert!(receipt.contains(line), "{receipt}");
    // The other one takes the rest of it along.
    clinic.erase(&stays).await;
    assert!(objects(&clinic.place()).is_empty());
    let mut server = clinic.server;
    assert!(server.stop().success());
    let healthy = server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");
}

#[tokio::test]
async fn an_upload_that_is_under_way_ends_with_whom_it_is_about() {
    const PART: usize = 4 * 1024 * 1024;
    let clinic = Clinic::open(&[]).await;
    let clinician = &clinic.clinician;
    let leaves = clinician.create(&patient("Quetzal")).await;
    let new = json!({
        "content_type": "image/png", "bytes": 2 * PART,
        "security_context": format!("Patient/{leaves}")
    });
    let begun = clinician.post("/api/uploads", &new).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    let path = format!("/api/uploads/{}", begun.json()["id"].as_str().expect("an id"));
    let send = async |offset: usize| {
        let request = clinician.request(Method::PUT, &format!("{path}?offset={offset}"));
        clinician.send(request.body(vec![7; PART])).await
    };
    assert_eq!(send(0).await.status, StatusCode::OK);
    clinic.erase(&leaves).await;
    for refused in [send(PART).await, clinician.get(&path).await] {
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{refused:?}");
    }
    let late = clinician.post("/api/uploads", &new).await;
    assert!(late.status.is_client_error(), "{late:?}");
    assert!(objects(&clinic.place()).is_empty());
}

#[tokio::test]
async fn an_upload_about_two_people_ends_with_either() {
    const PART: usize = 4 * 1024 * 1024;
    let clinic = Clinic::open(&[]).await;
    let clinician = &clinic.clinician;
    let leaves = clinician.create(&patient("Quetzal")).await;
    let stays = clinician.create(&patient("Birch")).await;
    let member = |id: &str| json!({"entity": {"reference": format!("Patient/{id}")}});
    let group = json!({
        "resourceType": "Group", "type": "person", "actual": true,
        "member": [member(&leaves), member(&stays)]
    });
    let group = clinician.create(&group).await;
    let new = json!({
        "content_type": "image/png", "bytes": 2 * PART, "security_context": format!("Group/{group}")
    });
    let begun = clinician.post("/api/uploads", &new).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    let path = format!("/api/uploads/{}", begun.json()["id"].as_str().expect("an id"));
    let first = append(clinician, &path, 0, &vec![7; PART]).await;
    assert_eq!(first.status, StatusCode::OK, "{first:?}");
    clinic.erase(&leaves).await;
    let rest = append(clinician, &path, PART, &vec![7; PART]).await;
    let completed = clinician.post(&format!("{path}/complete"), &json!({})).await;
    for refused in [rest, completed, clinician.get(&path).await] {
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{refused:?}");
    }
    assert!(objects(&clinic.place()).is_empty());
}

#[tokio::test]
async fn who_may_not_write_or_sends_too_much_leaves_nothing() {
    let clinic = Clinic::open(&[("RIBCAGE_BLOB_MEBIBYTES_MAX", "1")]).await;
    let analyst = clinic.administrator.client("research", &["analyst"]).await;
    let ann = format!("Patient/{}", clinic.clinician.create(&patient("Maple")).await);
    let binary = "/fhir/R4/Binary";
    let refused = send(&analyst, Method::POST, binary, &ann, content(400_000)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
    let too_large = send(&clinic.clinician, Method::POST, binary, &ann, content(2_000_000)).await;
    assert_eq!(too_large.status, StatusCode::PAYLOAD_TOO_LARGE, "{too_large:?}");
    assert_eq!(too_large.code(), "content_too_large");
    let unknown =
        send(&clinic.clinician, Method::POST, binary, "Patient/nobody", content(400_000)).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "{unknown:?}");
    assert!(objects(&clinic.place()).is_empty());
    let path = create(&clinic.clinician, &ann, content(400_000)).await;
    let refused = read(&analyst, Method::GET, &path, &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let stranger = clinic.server.tenant("Other").await.client("ward", &["clinician"]).await;
    assert_eq!(read(&stranger, Method::GET, &path, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn content_that_was_changed_or_taken_away_is_refused_and_found() {
    let clinic = Clinic::open(&[]).await;
    let (clinician, auditor) = (&clinic.clinician, &clinic.administrator);
    let first = create(clinician, "Basic/1", content(300_000)).await;
    let object = objects(&clinic.place()).pop().expect("it has one");
    let second = create(clinician, "Basic/1", content(400_000)).await;
    let other = objects(&clinic.place()).into_iter().find(|it| *it != object).expect("another");
    // What has no place in the log yet is not looked at.
    let finding = async || {
        let found = eventually(async || {
            let outcome = auditor.post("/api/log/reconciliation", &json!({})).await;
            Some(outcome.json()["findings"][0]["kind"].clone()).filter(|found| !found.is_null())
        });
        found.await.unwrap_or_else(|| panic!("nothing is found: {}", clinic.server.log()))
    };
    let mut bytes = std::fs::read(&object).expect("there");
    bytes[1_000] ^= 1;
    std::fs::write(&object, &bytes).expect("written");
    let shown = read(clinician, Method::GET, &first, &[]).await;
    assert_eq!(shown.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(String::from_utf8_lossy(&shown.body).contains("integrity"));
    assert_eq!(finding().await, "content_changed");
    // One in the place of another does not open either.
    std::fs::copy(&other, &object).expect("copied");
    assert!(read(clinician, Method::GET, &first, &[]).await.status.is_server_error());
    std::fs::remove_file(&object).expect("removed");
    assert!(read(clinician, Method::GET, &first, &[]).await.status.is_server_error());
    assert_eq!(finding().await, "content_missing");
    assert_eq!(read(clinician, Method::GET, &second, &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn objects_that_nobody_knows_are_removed_and_a_foreign_file_is_not() {
    let mut clinic = Clinic::open(&[]).await;
    let path = create(&clinic.clinician, "Basic/1", content(300_000)).await;
    let object = objects(&clinic.place()).pop().expect("it has one");
    let blob = object.parent().expect("a folder");
    let nobodys = blob.with_file_name("0".repeat(32)).parent().expect("a folder").to_owned();
    let name = format!(
        "{}{}",
        nobodys.file_name().and_then(|it| it.to_str()).expect("text"),
        "0".repeat(30)
    );
    let nobodys = nobodys.join(name).join("000000-0000000000000001");
    assert!(clinic.server.stop().success());
    std::fs::create_dir_all(nobodys.parent().expect("a folder")).expect("made");
    std::fs::write(&nobodys, "nobody's").expect("written");
    let foreign = clinic.place().join("mine.txt");
    std::fs::write(&foreign, "mine").expect("written");
    clinic.server.start_again();
    let goes = eventually(async || (!nobodys.exists()).then_some(()));
    assert!(goes.await.is_some(), "{}", clinic.server.log());
    assert!(foreign.exists());
    let clinician = clinic.server.caller(clinic.clinician.token());
    assert_eq!(read(&clinician, Method::GET, &path, &[]).await.status, StatusCode::OK);
    let metrics = format!("{}/metrics", clinic.server.operations_url);
    let metrics = reqwest::get(metrics).await.expect("metrics").text().await.expect("text");
    assert!(metrics.contains("ribcage_blobs 1\n"), "{metrics}");
    assert!(metrics.contains("ribcage_blobs_collected_total{what=\"object\"} 1\n"), "{metrics}");
}

#[tokio::test]
async fn a_bucket_keeps_content_too_and_without_it_the_rest_goes_on() {
    let store = ObjectServer::start();
    let (ca, credentials) = (store.ca_file(), store.credentials_file());
    let settings = [
        ("RIBCAGE_BLOBS", "s3://clinic/content"),
        ("RIBCAGE_S3_ENDPOINT", &store.endpoint()),
        ("RIBCAGE_S3_CA_FILE", ca.to_str().expect("text")),
        ("RIBCAGE_S3_CREDENTIALS_FILE", credentials.to_str().expect("text")),
    ];
    let clinic = Clinic::open(&settings).await;
    let clinician = &clinic.clinician;
    let leaves = clinician.create(&patient("Quetzal")).await;
    let sent = content(LARGE);
    let path = create(clinician, &format!("Patient/{leaves}"), sent.clone()).await;
    assert!(read(clinician, Method::GET, &path, &[]).await.body == sent);
    let some = read(clinician, Method::GET, &path, &[("range", "bytes=5000000-5000009")]).await;
    assert!(some.body == sent[5_000_000..5_000_010]);
    assert!(!says(&store.objects(), MARKER) && !says(&clinic.server.data(), MARKER));

    let of_who_leaves = objects(&store.objects().join("content"));
    assert!(!of_who_leaves.is_empty());
    store.set_mood(Mood::IsGone);
    let looked = clinic.administrator.post("/api/log/reconciliation", &json!({})).await;
    assert!(looked.body.contains("content_unseen"), "{looked:?}");
    let away = read(clinician, Method::GET, &path, &[]).await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE);
    let context = format!("Patient/{leaves}");
    let refused = send(clinician, Method::POST, "/fhir/R4/Binary", &context, content(LARGE)).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{refused:?}");
    clinician.create(&patient("Birch")).await;
    create(clinician, &context, content(1_000)).await;

    store.set_mood(Mood::Serves);
    clinic.erase(&leaves).await;
    // What was cut off is of another blob, and is collected in its time.
    assert!(of_who_leaves.iter().all(|object| !object.exists()));
    assert_eq!(read(clinician, Method::GET, &path, &[]).await.status, StatusCode::GONE);
}

/// How far an upload is, and where.
async fn append(caller: &Caller, upload: &str, offset: usize, body: &[u8]) -> Answer {
    let path = format!("{upload}?offset={offset}");
    caller.send(caller.request(Method::PUT, &path).body(body.to_vec())).await
}

#[tokio::test]
async fn an_upload_that_is_cut_off_goes_on_and_becomes_a_document() {
    let mut clinic = Clinic::open(&[]).await;
    let ann = clinic.clinician.create(&patient("Maple")).await;
    let sent = content(LARGE);
    let new = json!({
        "content_type": PNG, "bytes": LARGE, "security_context": format!("Patient/{ann}")
    });
    let begun = clinic.clinician.post("/api/uploads", &new).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    let upload = begun.header("location").expect("where it is").to_owned();
    let part = usize::try_from(begun.json()["part_bytes"].as_u64().expect("bytes")).expect("few");

    // What does not fill a part is to be sent again.
    let more = append(&clinic.clinician, &upload, 0, &sent[..part + 1_000]).await;
    assert_eq!((more.status, more.json()["offset"].as_u64()), (StatusCode::OK, Some(part as u64)));
    let wrong = append(&clinic.clinician, &upload, part + 1_000, &sent[part + 1_000..]).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST, "{wrong:?}");
    let early = clinic.clinician.post(&format!("{upload}/complete"), &json!({})).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{early:?}");
    clinic.server.kill();
    clinic.server.start_again();
    let clinician = clinic.server.caller(clinic.clinician.token());
    let administrator = clinic.server.caller(clinic.administrator.token());
    let other = administrator.client("icu", &["clinician"]).await;
    assert_eq!(other.get(&upload).await.status, StatusCode::NOT_FOUND);
    assert!(!says(&clinic.server.data(), MARKER));
    let found = clinician.get(&upload).await.json();
    assert_eq!(found["offset"], part);
    let too_much = append(&clinician, &upload, part, &[&sent[part..], b"x"].concat()).await;
    assert_eq!(too_much.status, StatusCode::PAYLOAD_TOO_LARGE, "{too_much:?}");
    let found = clinician.get(&upload).await.json();
    let offset = usize::try_from(found["offset"].as_u64().expect("bytes")).expect("few");
    let rest = append(&clinician, &upload, offset, &sent[offset..]).await;
    assert_eq!(rest.json()["offset"], LARGE, "{rest:?}");

    let made = clinician.post(&format!("{upload}/complete"), &json!({})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let path = made.json()["url"].as_str().expect("an address").to_owned();
    assert!(read(&clinician, Method::GET, &path, &[]).await.body == sent);
    assert_eq!(clinician.get(&upload).await.status, StatusCode::NOT_FOUND);
    let again = clinician.post(&format!("{upload}/complete"), &json!({})).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "{again:?}");
    let events = administrator.get("/api/events?operation=complete_upload").await.json();
    assert!(events["items"].as_array().is_some_and(|items| items.len() == 3), "{events}");

    // It hangs on the person as any other does.
    let clinic = Clinic { administrator, clinician, ..clinic };
    clinic.erase(&ann).await;
    assert!(objects(&clinic.place()).is_empty());
}

#[tokio::test]
async fn an_upload_that_is_given_up_leaves_nothing() {
    let clinic = Clinic::open(&[("RIBCAGE_BLOB_MEBIBYTES_MAX", "10")]).await;
    let clinician = &clinic.clinician;
    let create_upload = async |caller: &Caller, bytes: u64| {
        caller.post("/api/uploads", &json!({"content_type": PNG, "bytes": bytes})).await
    };
    assert_eq!(create_upload(clinician, 20_000_000).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(create_upload(clinician, 0).await.status, StatusCode::BAD_REQUEST);
    let analyst = clinic.administrator.client("research", &["analyst"]).await;
    assert_eq!(create_upload(&analyst, 5).await.status, StatusCode::FORBIDDEN);
    // Nobody need send what could not be stored in the end.
    let of_nobody = json!({"content_type": PNG, "bytes": 5, "security_context": "Patient/nobody"});
    let refused = clinician.post("/api/uploads", &of_nobody).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
    let begun = create_upload(clinician, LARGE as u64).await;
    let upload = begun.header("location").expect("where it is").to_owned();
    append(clinician, &upload, 0, &content(LARGE)).await;
    assert_eq!(objects(&clinic.place()).len(), 3);
    assert_eq!(clinician.delete(&upload).await.status, StatusCode::NO_CONTENT);
    assert!(objects(&clinic.place()).is_empty());
    assert_eq!(clinician.get(&upload).await.status, StatusCode::NOT_FOUND);
    // Little content is uploaded as well as much.
    let begun = create_upload(clinician, 5).await;
    let upload = begun.header("location").expect("where it is").to_owned();
    append(clinician, &upload, 0, b"hello").await;
    let made = clinician.post(&format!("{upload}/complete"), &json!({})).await;
    let path = made.json()["url"].as_str().expect("an address").to_owned();
    assert_eq!(read(clinician, Method::GET, &path, &[]).await.body, b"hello");
}

/// Nobody else's place is written to.
#[tokio::test]
async fn the_place_of_another_deployment_is_refused() {
    let shared = tempfile::tempdir().expect("a folder");
    let settings = [("RIBCAGE_BLOBS", shared.path().to_str().expect("text"))];
    let first = Clinic::open(&settings).await;
    create(&first.clinician, "Basic/1", content(300_000)).await;
    let second = Clinic::open(&settings).await;
    let binary = "/fhir/R4/Binary";
    let refused = send(&second.clinician, Method::POST, binary, "Basic/1", content(300_000)).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{refused:?}");
    assert_eq!(objects(shared.path()).len(), 1);
}

/// An empty mount point looks like a new place, and is not one.
#[tokio::test]
async fn a_place_that_is_not_mounted_is_not_taken_for_a_new_one() {
    let mut clinic = Clinic::open(&[]).await;
    create(&clinic.clinician, "Basic/1", content(300_000)).await;
    assert!(clinic.server.stop().success());
    let (place, away) = (clinic.place(), clinic.server.data().join("away"));
    std::fs::rename(&place, &away).expect("moved away");
    std::fs::create_dir(&place).expect("a mount point");
    let doctor = clinic.server.command(&["doctor"]);
    assert!(String::from_utf8_lossy(&doctor.stdout).contains("is empty"), "{doctor:?}");
    clinic.server.start_again();
    let clinician = clinic.server.caller(clinic.clinician.token());
    let refused =
        send(&clinician, Method::POST, "/fhir/R4/Binary", "Basic/1", content(300_000)).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{refused:?}");
    assert!(objects(&place).is_empty() && !place.join("place").exists());

    std::fs::remove_dir(&place).expect("removed");
    std::fs::rename(&away, &place).expect("moved back");
    create(&clinician, "Basic/1", content(300_000)).await;
    assert_eq!(objects(&place).len(), 2);
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
