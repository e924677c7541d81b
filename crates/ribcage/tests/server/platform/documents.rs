//! Types of a tenant's own, and their documents: ratings of suppliers, by people whom the platform knows.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{all_pages, texts};
use crate::harness::{Answer, Caller, Server, patient};

/// A company that rates its suppliers.
struct Company {
    server: Server,
    administrator: Caller,
    buyer: Caller,
    analyst: Caller,
}

impl Company {
    async fn open() -> Self {
        Self::open_on(Server::start()).await
    }

    async fn open_on(server: Server) -> Self {
        let administrator = server.tenant("Company").await;
        let buyer = administrator.client("buyer", &["clinician"]).await;
        let analyst = administrator.client("analyst", &["analyst"]).await;
        let company = Self { server, administrator, buyer, analyst };
        let made = company.register("supplier-rating", &definition()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        company
    }

    async fn register(&self, name: &str, definition: &Value) -> Answer {
        let body = json!({"name": name, "definition": definition});
        self.administrator.post("/api/document-types", &body).await
    }

    async fn rate(&self, id: &str, rating: &Value) -> Answer {
        let stored = self.buyer.put(&format!("/api/types/supplier-rating/{id}"), rating).await;
        assert_eq!(stored.status, StatusCode::CREATED, "{stored:?}");
        stored
    }

    /// Four ratings by three people.
    async fn rate_all(&self) {
        for (id, supplier, score, on, by) in [
            ("r1", "Northwind Paper", 4, "2026-03-01", "ann"),
            ("r2", "Nordic Pumps", 2, "2026-05-17", "ben"),
            ("r3", "Acme Tools", 5, "2026-11-02", "ann"),
            ("r4", "Acme Paints", 3, "2025-12-24", "cleo"),
        ] {
            self.rate(id, &rating(supplier, score, on, by)).await;
        }
    }
}

fn definition() -> Value {
    json!({
        "schema": {
            "type": "object",
            "required": ["supplier", "score", "rater"],
            "additionalProperties": false,
            "properties": {
                "supplier": {"type": "string", "minLength": 1},
                "score": {"type": "number", "minimum": 1, "maximum": 5},
                "on": {"type": "string", "format": "date"},
                "rater": {"type": "object", "required": ["id"], "properties": {
                    "id": {"type": "string"}, "mail": {"type": "string", "format": "email"}
                }},
                "tags": {"type": "array", "items": {"type": "string"}},
                "order": {"type": "object"}
            }
        },
        "subject": {"path": "rater.id", "type": "Subject"},
        "open": ["supplier", "score", "on", "tags"],
        "indexes": [
            {"name": "supplier", "type": "string", "path": "supplier"},
            {"name": "score", "type": "number", "path": "score"},
            {"name": "on", "type": "date", "path": "on"},
            {"name": "tag", "type": "token", "path": "tags"},
            {"name": "mail", "type": "token", "path": "rater.mail"},
            {"name": "order", "type": "uri", "path": "order.url"}
        ]
    })
}

fn rating(supplier: &str, score: u8, on: &str, by: &str) -> Value {
    json!({
        "supplier": supplier, "score": score, "on": on,
        "rater": {"id": by, "mail": format!("{by}@company.example")},
        "tags": [if score > 3 { "good" } else { "poor" }, "rated"],
        "order": {"url": format!("https://orders.example/{supplier}/1").replace(' ', "-")}
    })
}

/// The ids of what a list gives.
async fn found(caller: &Caller, query: &str) -> Vec<String> {
    let path = format!("/api/types/supplier-rating?{query}");
    let items = all_pages(caller, &path).await;
    texts(&items, "id").into_iter().map(ToOwned::to_owned).collect()
}

#[tokio::test]
async fn a_document_is_stored_changed_shown_and_deleted_like_any_other() {
    let company = Company::open().await;
    let buyer = &company.buyer;
    let text = r#"{"supplier":"Acme","score":4.50,"rater":{"id":"ann"},"tags":[]}"#;
    let request = buyer.request(reqwest::Method::POST, "/api/types/supplier-rating");
    let request = request.header("content-type", "application/json").body(text);
    let created = buyer.send(request).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    // Every digit and the order of members are as they were sent.
    assert!(created.body.contains(text), "{created:?}");
    let id = created.json()["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/types/supplier-rating/{id}");
    assert!(created.header("location").is_some_and(|location| location.ends_with(&path)));
    assert_eq!(created.header("etag"), Some("W/\"1\""));
    let shown = buyer.get(&path).await;
    assert!(shown.body.contains(text), "{shown:?}");
    let known = buyer.request(reqwest::Method::GET, &path).header("if-none-match", "W/\"1\"");
    assert_eq!(buyer.send(known).await.status, StatusCode::NOT_MODIFIED);

    let put = |version: &'static str, body: Value| async move {
        let request = buyer.request(reqwest::Method::PUT, &path_of(&id_of(&body)));
        buyer.send(request.header("if-match", version).json(&body["body"])).await
    };
    let better = json!({"id": id, "body": rating("Acme", 5, "2026-01-01", "ann")});
    assert_eq!(put("W/\"7\"", better.clone()).await.status, StatusCode::PRECONDITION_FAILED);
    let changed = put("W/\"1\"", better).await;
    assert_eq!((changed.status, &changed.json()["version"]), (StatusCode::OK, &json!(2)));

    assert_eq!(buyer.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(buyer.get(&path).await.status, StatusCode::GONE);
    assert!(found(buyer, "").await.is_empty());
    let history = all_pages(buyer, &format!("{path}/history?count=2")).await;
    let versions: Vec<_> = history.iter().map(|item| item["version"].clone()).collect();
    assert_eq!(versions, [3, 2, 1]);
    assert_eq!(history[0].get("content"), None);
    assert_eq!(history[1]["content"]["score"], 5);
    // It may come back under its id, and not as somebody else's.
    let theirs = buyer.put(&path, &rating("Acme", 1, "2026-01-02", "ben")).await;
    assert_eq!(theirs.status, StatusCode::UNPROCESSABLE_ENTITY, "{theirs:?}");
    company.rate(&id, &rating("Acme", 1, "2026-01-02", "ann")).await;
}

fn path_of(id: &str) -> String {
    format!("/api/types/supplier-rating/{id}")
}

fn id_of(body: &Value) -> String {
    body["id"].as_str().expect("an id").to_owned()
}

/// What is asked, and the ids that are found, in their order.
const ASKED: &[(&str, &[&str])] = &[
    ("", &["r4", "r3", "r2", "r1"]),
    ("supplier=acme", &["r4", "r3"]),
    ("supplier:contains=paper", &["r1"]),
    ("supplier:exact=Acme%20Tools,Nordic%20Pumps", &["r3", "r2"]),
    ("score=gt3", &["r3", "r1"]),
    ("score=le3&score=gt2", &["r4"]),
    ("on=2026", &["r3", "r2", "r1"]),
    ("on=ge2026-05&sort=on", &["r2", "r3"]),
    ("sort=-score", &["r3", "r1", "r4", "r2"]),
    ("sort=supplier&count=1", &["r4", "r3", "r2", "r1"]),
    ("tag=good", &["r3", "r1"]),
    ("tag:not=good", &["r4", "r2"]),
    ("mail=ben@company.example", &["r2"]),
    ("order=https://orders.example/Acme-Tools/1", &["r3"]),
    ("order:below=https://orders.example/Acme-Paints", &["r4"]),
    ("on:missing=true", &[]),
    ("subject=ann", &["r3", "r1"]),
    ("subject=ann&score=5", &["r3"]),
    ("subject=nobody", &[]),
    ("_id=r2,r4", &["r4", "r2"]),
    ("_lastUpdated=ge2026-01-01&tag=poor", &["r4", "r2"]),
];

#[tokio::test]
async fn documents_are_found_by_what_their_type_says() {
    let company = Company::open().await;
    company.rate_all().await;
    for (query, ids) in ASKED {
        assert_eq!(found(&company.buyer, query).await, *ids, "{query}");
    }
    let counted = company.buyer.get("/api/types/supplier-rating?tag=good&total=accurate&count=1");
    let counted = counted.await.json();
    assert_eq!(
        (&counted["total"], counted["items"].as_array().map(Vec::len)),
        (&json!(2), Some(1))
    );
    for (query, code, name) in [
        ("price=3", "unknown_parameter", "price"),
        ("_tag=x", "unknown_parameter", "_tag"),
        ("_summary=count", "unknown_parameter", "_summary"),
        ("_has:Observation:patient:code=1", "unknown_parameter", "_has"),
        ("score=good", "bad_parameter", "score"),
        ("sort=price", "bad_parameter", "sort"),
        ("count=many", "bad_parameter", "count"),
        ("cursor=AAAA", "bad_parameter", "cursor"),
        ("score:exact=3", "unknown_parameter", "score"),
    ] {
        let refused = company.buyer.get(&format!("/api/types/supplier-rating?{query}")).await;
        assert_eq!((refused.status, refused.code()), (StatusCode::BAD_REQUEST, code.to_owned()));
        assert!(refused.body.contains(&format!("`{name}")), "{query}: {refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_finds_the_same_documents() {
    let server = Server::start_with(&[("RIBCAGE_INDEX_FROM_DOCUMENTS", "1")]);
    let company = Company::open_on(server).await;
    company.rate_all().await;
    // There is an index of those who are treated, too.
    company.buyer.create(&patient("Maple")).await;
    company.server.until_indexed(&company.administrator).await;
    company.rate("r5", &rating("Newest Ltd", 1, "2024-01-01", "dora")).await;
    company.buyer.delete("/api/types/supplier-rating/r5").await;
    for (query, ids) in ASKED {
        assert_eq!(found(&company.buyer, query).await, *ids, "{query}");
    }
    assert_eq!(found(&company.analyst, "mail=ben@company.example").await, [""; 0]);
}

#[tokio::test]
async fn who_may_not_see_personal_fields_neither_sees_nor_finds_by_them() {
    let company = Company::open().await;
    company.rate_all().await;
    let shown = company.analyst.get("/api/types/supplier-rating/r1").await;
    let seen = shown.json()["content"].clone();
    let open = json!({"supplier": "Northwind Paper", "score": 4, "on": "2026-03-01", "tags": ["good", "rated"]});
    assert_eq!(seen, open);
    let history = company.analyst.get("/api/types/supplier-rating/r1/history").await;
    assert_eq!(history.json()["items"][0]["content"], open);
    let analyst = &company.analyst;
    assert_eq!(found(analyst, "score=gt3").await, ["r3", "r1"]);
    assert_eq!(found(analyst, "mail=ben@company.example").await, [""; 0]);
    assert_eq!(found(analyst, "mail:missing=true").await.len(), 4);
    let refused = analyst.get("/api/types/supplier-rating?subject=ann").await;
    assert_eq!(refused.code(), "unknown_parameter", "{refused:?}");
    // An order by what is hidden is no order.
    assert_eq!(found(analyst, "sort=mail").await, found(analyst, "sort=-mail").await);
    let theirs = rating("X", 1, "2026-01-01", "ann");
    let denied = analyst.put("/api/types/supplier-rating/r1", &theirs).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let denied = company.administrator.get("/api/types/supplier-rating/r1").await;
    assert_eq!((denied.status, denied.code()), (StatusCode::FORBIDDEN, "denied".to_owned()));
}

#[tokio::test]
async fn what_a_type_calls_open_holds_at_once_for_what_is_stored() {
    let company = Company::open().await;
    company.rate_all().await;
    let path = "/api/document-types/supplier-rating";
    let known = company.administrator.get(path).await;
    assert_eq!(known.json()["is_used"], true);
    let mut closer = definition();
    closer["open"] = json!(["score"]);
    let request = company.administrator.request(reqwest::Method::PUT, path);
    let stale = request.header("if-match", "\"1\"").json(&closer);
    let stale = company.administrator.send(stale).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{stale:?}");
    let changed = company.administrator.put(path, &closer).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    let shown = company.analyst.get("/api/types/supplier-rating/r1").await.json();
    assert_eq!(shown["content"], json!({"score": 4}));
    assert_eq!(found(&company.analyst, "supplier=acme").await, [""; 0]);
    assert_eq!(found(&company.buyer, "supplier=acme").await, ["r4", "r3"]);

    // By what documents are found and whom they are about was decided by the first.
    for (member, value) in [("indexes", json!([])), ("subject", Value::Null)] {
        let mut other = definition();
        other[member] = value;
        let refused = company.administrator.put(path, &other).await;
        assert_eq!(
            (refused.status, refused.code()),
            (StatusCode::UNPROCESSABLE_ENTITY, "unprocessable".to_owned())
        );
    }
    let unused = company.register("unused", &definition()).await;
    assert_eq!(unused.json()["is_used"], false);
    let changed = company.administrator.put("/api/document-types/unused", &closer).await;
    assert_eq!(changed.status, StatusCode::OK);
}

#[tokio::test]
async fn a_document_that_its_type_does_not_allow_is_refused_by_its_path() {
    let company = Company::open().await;
    let put = |body: Value| {
        let buyer = company.buyer.clone();
        async move { buyer.put("/api/types/supplier-rating/new", &body).await }
    };
    let mut no_score = rating("Acme", 4, "2026-01-01", "ann");
    no_score.as_object_mut().expect("an object").remove("score");
    let mut more = rating("Acme", 4, "2026-01-01", "ann");
    more["colour"] = json!("hidden-marker");
    for (body, path) in [
        (rating("Acme", 9, "2026-01-01", "ann"), "supplier-rating.score"),
        (rating("Acme", 4, "hidden-marker", "ann"), "supplier-rating.on"),
        (no_score, "supplier-rating"),
        (more, "supplier-rating"),
    ] {
        let refused = put(body).await;
        assert_eq!(
            (refused.status, refused.code()),
            (StatusCode::BAD_REQUEST, "invalid".to_owned())
        );
        assert_eq!(refused.json()["errors"][0]["path"], path, "{refused:?}");
        assert!(!refused.body.contains("hidden-marker"), "{refused:?}");
    }
    let nobody = json!({"supplier": "Acme", "score": 4, "rater": {"id": "no id"}});
    let refused = put(nobody).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
    company.rate("new", &rating("Acme", 4, "2026-01-01", "ann")).await;
    let refused = put(rating("Acme", 4, "2026-01-01", "ben")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
    for (path, status) in [
        ("/api/types/unknown", StatusCode::NOT_FOUND),
        ("/api/types/Observation", StatusCode::NOT_FOUND),
        ("/api/types/own-0", StatusCode::NOT_FOUND),
        ("/api/types/supplier-rating/none", StatusCode::NOT_FOUND),
        ("/fhir/R4/supplier-rating/new", StatusCode::NOT_FOUND),
        ("/fhir/R4/own-0/new", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(company.buyer.get(path).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_type_that_cannot_be_is_refused_and_says_why() {
    let company = Company::open().await;
    let changed = |member: &str, value: Value| {
        let mut definition = definition();
        definition[member] = value;
        definition
    };
    for (name, definition, because) in [
        ("Supplier", definition(), "name"),
        ("client", changed("schema", json!({"type": "object", "$ref": "#"})), "schema"),
        (
            "a",
            changed("schema", json!({"type": "object", "properties": {"a": {"pattern": "("}}})),
            "schema",
        ),
        ("a", changed("subject", json!({"path": "", "type": "Subject"})), "path"),
        ("a", changed("subject", json!({"path": "a", "type": "Practitioner"})), "subject"),
        ("a", changed("open", json!(["rater"])), "open"),
        (
            "a",
            changed("indexes", json!([{"name": "count", "type": "number", "path": "a"}])),
            "indexes",
        ),
        (
            "a",
            changed("indexes", json!([{"name": "a", "type": "quantity", "path": "a"}])),
            "indexes",
        ),
        ("a", changed("colour", json!("blue")), "members"),
    ] {
        let refused = company.register(name, &definition).await;
        assert_eq!(
            (refused.status, refused.code()),
            (StatusCode::BAD_REQUEST, "bad_request".to_owned()),
            "{refused:?}"
        );
        assert!(refused.body.contains(because), "{because}: {refused:?}");
    }
    let again = company.register("supplier-rating", &definition()).await;
    assert_eq!((again.status, again.code()), (StatusCode::CONFLICT, "name_taken".to_owned()));
    let listed = company.administrator.get("/api/document-types").await.json();
    assert_eq!(texts(listed["items"].as_array().expect("entries"), "name"), ["supplier-rating"]);
}

#[tokio::test]
async fn types_registered_at_the_same_moment_do_not_get_in_each_others_way() {
    let company = Company::open().await;
    let names: Vec<_> = (0..12).map(|number| format!("kind-{number}")).collect();
    let definition = json!({"schema": {"type": "object"}});
    let made = names.iter().map(|name| company.register(name, &definition));
    for made in testkit::gather(made).await {
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    }
    for name in &names {
        let path = format!("/api/types/{name}");
        let both = [json!({"of": name}), json!({"of": name})];
        let both = both.iter().map(|body| company.buyer.post(&path, body));
        for created in testkit::gather(both).await {
            assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
        }
    }
    for name in &names {
        let items = all_pages(&company.buyer, &format!("/api/types/{name}")).await;
        assert_eq!(items.len(), 2);
        assert!(items.iter().all(|item| item["content"]["of"] == *name), "{name}: {items:?}");
    }
}

#[tokio::test]
async fn a_tenant_has_so_many_types_and_no_more() {
    let company = Company::open().await;
    let definition = json!({"schema": {"type": "object"}});
    for number in 1..model::OF_TENANT_MAX {
        let made = company.register(&format!("kind-{number}"), &definition).await;
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    }
    let refused = company.register("one-more", &definition).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{refused:?}");
    let listed = company.administrator.get("/api/document-types").await.json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(model::OF_TENANT_MAX));
    company.rate_all().await;
    assert_eq!(found(&company.buyer, "score=5").await, ["r3"]);
}

#[tokio::test]
async fn what_is_about_a_patient_is_theirs() {
    let company = Company::open().await;
    let definition = json!({
        "schema": {"type": "object"}, "subject": {"path": "patients", "type": "Patient"},
    });
    company.register("wish", &definition).await;
    let buyer = &company.buyer;
    let (ann, ben) = (buyer.create(&patient("Maple")).await, buyer.create(&patient("Birch")).await);
    let unknown = buyer.put("/api/types/wish/w", &json!({"patients": ["unknown"]})).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "{unknown:?}");
    let both = json!({"patients": [ann, format!("Patient/{ben}")], "text": "a window"});
    assert_eq!(buyer.put("/api/types/wish/w", &both).await.status, StatusCode::CREATED);
    for id in [&ann, &ben] {
        let items = all_pages(buyer, &format!("/api/types/wish?subject={id}")).await;
        assert_eq!(texts(&items, "id"), ["w"]);
        let kept = buyer.delete(&format!("/fhir/R4/Patient/{id}")).await;
        assert_eq!(kept.status, StatusCode::CONFLICT, "{kept:?}");
    }
    buyer.delete("/api/types/wish/w").await;
    let gone = buyer.delete(&format!("/fhir/R4/Patient/{ann}")).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn events_call_a_document_by_the_name_of_its_type() {
    let company = Company::open().await;
    let stored = company.rate("r1", &rating("Acme", 4, "2026-01-01", "ann")).await;
    company
        .buyer
        .put("/api/types/supplier-rating/r1", &rating("Acme", 5, "2026-01-01", "ann"))
        .await;
    company.buyer.get("/api/types/supplier-rating/r1").await;
    let path = "/api/events?resource=supplier-rating/r1";
    let events = company.administrator.get(path).await.json();
    let operations = texts(events["items"].as_array().expect("entries"), "operation");
    assert_eq!(operations, ["find_document", "update_document", "update_document"]);
    let changed = events["items"][1]["id"].as_str().expect("an id");
    let changed = company.administrator.get(&format!("/api/events/{changed}")).await.json();
    // Whoever sees events and no documents is told what changed, and not from what to what.
    assert_eq!(changed["changes"][0]["resource"]["type"], "supplier-rating");
    let differences = json!([{"path": "supplier-rating.score"}]);
    let paths = |changes: &Value| {
        let all = changes["differences"].as_array().expect("entries").clone();
        Value::Array(all.iter().map(|one| json!({"path": one["path"]})).collect())
    };
    assert_eq!(paths(&changed["changes"][0]), differences, "{changed}");
    assert!(!changed.to_string().contains("Acme"), "{changed}");
    assert!(changed["changes"][0]["differences"][0].get("after").is_none(), "{changed}");
    let (first, _) = stored.event();
    let first = company.administrator.get(&format!("/api/events/{first}")).await.json();
    assert_eq!(first["operation"], "update_document");
    let unknown = company.administrator.get("/api/events?resource=no-such/r1").await;
    assert_eq!(unknown.code(), "bad_parameter");
    // And in the words of FHIR.
    let audited = company.administrator.get("/fhir/R4/AuditEvent?_count=5").await;
    assert!(audited.body.contains("urn:ribcage:supplier-rating"), "{audited:?}");
}

#[tokio::test]
async fn a_type_of_one_tenant_is_nothing_to_another() {
    let company = Company::open().await;
    company.rate_all().await;
    let other = company.server.tenant("Other").await;
    let buyer = other.client("buyer", &["clinician"]).await;
    assert_eq!(buyer.get("/api/types/supplier-rating/r1").await.status, StatusCode::NOT_FOUND);
    let body = json!({"name": "supplier-rating", "definition": {"schema": {"type": "object"}}});
    assert_eq!(other.post("/api/document-types", &body).await.status, StatusCode::CREATED);
    assert!(all_pages(&buyer, "/api/types/supplier-rating").await.is_empty());
    assert_eq!(buyer.get("/api/types/supplier-rating/r1").await.status, StatusCode::NOT_FOUND);
    let refused = buyer.get("/api/types/supplier-rating?score=4").await;
    assert_eq!(refused.code(), "unknown_parameter");
}
