//! What nobody should send: it is refused in good order, written down, and nothing breaks.

mod credentials;
mod platform;
mod resources;
mod searches;
mod sockets;

use reqwest::{Method, StatusCode};

use crate::harness::{Answer, Caller, Server};

/// A server with a clinic in it.
struct Clinic {
    server: Server,
    administrator: Caller,
    clinician: Caller,
}

impl Clinic {
    async fn open() -> Self {
        let server = Server::start();
        let administrator = server.tenant("Clinic").await;
        let clinician = administrator.client("ward", &["clinician"]).await;
        Self { server, administrator, clinician }
    }

    /// After whatever was sent, the server is there and its data are whole.
    async fn is_well(&self) {
        let metadata = self.clinician.get("/fhir/R4/metadata").await;
        assert_eq!(metadata.status, StatusCode::OK, "{metadata:?}");
        let request = self.administrator.request(Method::POST, "/api/log/reconciliation");
        let reconciled = self.administrator.send(request).await;
        assert_eq!(reconciled.status, StatusCode::OK, "{reconciled:?}");
        assert_eq!(reconciled.json()["findings"], serde_json::json!([]));
    }
}

/// Sends bytes as they are.
async fn send(who: &Caller, method: Method, path: &str, body: impl Into<Vec<u8>>) -> Answer {
    let request = who.request(method, path);
    let request = request.header("content-type", "application/json");
    who.send(request.body(body.into())).await
}

/// The answer is this refusal, and has its event.
#[track_caller]
fn assert_refused(answer: &Answer, status: u16, code: &str, what: &str) {
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (status, code),
        "{what}: {answer:?}"
    );
    answer.event();
}
