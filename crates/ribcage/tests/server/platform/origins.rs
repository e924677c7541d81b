//! Pages of other origins: which may ask, and what a browser is told.

use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::harness::{Answer, Caller, Server, patient};

const APP: &str = "https://app.example.org";

async fn from(origin: &str, caller: &Caller, method: Method, path: &str) -> Answer {
    caller.send(caller.request(method, path).header("origin", origin)).await
}

#[tokio::test]
async fn only_pages_of_origins_that_the_tenant_allows_may_ask() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let neighbour = server.tenant("Other").await;
    let path = format!("/fhir/R4/Patient/{}", clinician.create(&patient("Maple")).await);
    let refused = from(APP, &clinician, Method::GET, &path).await;
    assert_eq!((refused.status, &*refused.code()), (StatusCode::FORBIDDEN, "origin_not_allowed"));
    assert_eq!(refused.header("access-control-allow-origin"), None);
    assert!(!refused.body.contains("Maple"), "{refused:?}");
    let deleted = from(APP, &clinician, Method::DELETE, &path).await;
    assert_eq!(deleted.status, StatusCode::FORBIDDEN, "and nothing is done: {deleted:?}");

    let change = json!({"allowed_origins": [APP, "http://localhost:3000"]});
    let changed = administrator.patch("/api/tenant", &change).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(
        administrator.get("/api/tenant").await.json()["allowed_origins"],
        change["allowed_origins"]
    );
    let shown = from(APP, &clinician, Method::GET, &path).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    assert_eq!(shown.header("access-control-allow-origin"), Some(APP));
    assert!(shown.header("access-control-expose-headers").is_some_and(|all| all.contains("ETag")));
    assert_eq!(shown.header("vary"), Some("Origin"));
    assert_eq!(shown.header("access-control-allow-credentials"), None);
    // An error can be read too.
    let missing = from(APP, &clinician, Method::GET, "/fhir/R4/Patient/nobody").await;
    assert_eq!(missing.header("access-control-allow-origin"), Some(APP));
    for (who, origin) in [
        (&clinician, "https://app.example.org.evil.example"),
        (&clinician, "https://APP.example.org"),
        (&clinician, "null"),
        (&neighbour, APP),
    ] {
        let answer = from(origin, who, Method::GET, "/api/tenant").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{origin}: {answer:?}");
    }
    // The server's own pages, by whichever name it was reached, and programs that say nothing.
    let own = from(&server.url, &neighbour, Method::GET, "/api/tenant").await;
    assert_eq!(own.status, StatusCode::OK, "{own:?}");
    assert_eq!(own.header("access-control-allow-origin"), None);
    let by_name = server.url.replace("127.0.0.1", "localhost");
    let request = server.http().get(format!("{by_name}/api/tenant")).bearer_auth(neighbour.token());
    let own = neighbour.send(request.header("origin", &by_name)).await;
    assert_eq!(own.status, StatusCode::OK, "{own:?}");
    let other = from(&by_name, &neighbour, Method::GET, "/api/tenant").await;
    assert_eq!(other.status, StatusCode::FORBIDDEN, "{other:?}");

    let none = json!({"allowed_origins": []});
    assert_eq!(administrator.patch("/api/tenant", &none).await.status, StatusCode::OK);
    let ended = from(APP, &clinician, Method::GET, &path).await;
    assert_eq!(ended.status, StatusCode::FORBIDDEN, "{ended:?}");
}

#[tokio::test]
async fn a_browser_that_asks_beforehand_is_told_what_it_may_send() {
    let server = Server::start();
    let http = server.http();
    let ask = async |path: &str, origin: bool| {
        let request = http.request(Method::OPTIONS, format!("{}{path}", server.url));
        let request = request.header("access-control-request-method", "PUT");
        let request = if origin { request.header("origin", APP) } else { request };
        request.send().await.expect("an answer")
    };
    for path in ["/fhir/R4/Patient/1", "/api/clients"] {
        let answer = ask(path, true).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT, "{path}");
        let header = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
        assert_eq!(header("access-control-allow-origin"), APP);
        assert!(header("access-control-allow-methods").contains("PUT"));
        for name in ["If-Match", "X-Provenance", "X-Security-Context"] {
            assert!(header("access-control-allow-headers").contains(name), "{name}");
        }
        assert!(!answer.headers().contains_key("access-control-allow-credentials"));
        assert_eq!(ask(path, false).await.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
    let open = http.get(format!("{}/fhir/R4/metadata", server.url)).header("origin", APP);
    let open = open.send().await.expect("an answer");
    assert_eq!(open.headers()["access-control-allow-origin"], "*");
}

#[tokio::test]
async fn what_is_no_origin_is_refused() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let long = format!("https://{}.example", "a".repeat(300));
    for origin in [
        "*",
        "null",
        "app.example.org",
        "https://",
        "https://app.example.org/",
        "https://App.example.org",
        "https://user@app.example.org",
        "ftp://app.example.org",
        &long,
    ] {
        let answer =
            administrator.patch("/api/tenant", &json!({"allowed_origins": [origin]})).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{origin}: {answer:?}");
    }
    let many: Vec<_> = (0..51).map(|number| format!("https://app{number}.example")).collect();
    let answer = administrator.patch("/api/tenant", &json!({"allowed_origins": many})).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{answer:?}");
    let clinician = administrator.client("ward", &["clinician"]).await;
    let denied = clinician.patch("/api/tenant", &json!({"allowed_origins": []})).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN, "{denied:?}");
}
