//! Transactions that one server has begun, and another finds.

use std::time::Duration;

use model::FaultPoint;
use reqwest::Method;

use crate::harness::{Server, patient};
use crate::tables::Tables;

/// How long is waited between two looks.
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

#[tokio::test]
async fn a_server_that_starts_leaves_what_another_may_be_about_to_decide_until_its_deadline() {
    let mut first = Server::start_on_postgresql();
    let administrator = first.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await.token().to_owned();
    assert!(first.stop().success());
    // To the other it looks like one that takes its time: a row waits, and nobody has decided.
    first.start_to_crash(FaultPoint::RowsPrepared, 1);
    let request = first.caller(&clinician).request(Method::POST, "/fhir/R4/Patient");
    assert!(request.json(&patient("Maple")).send().await.is_err());
    first.has_crashed();

    let second = first.beside();
    let identity = Tables::at(second.place_of("identity")).await;
    let waiting = "SELECT transaction_id FROM pending";
    assert_eq!(identity.rows(waiting).await.len(), 1, "it has time until its deadline");
    identity.change("UPDATE pending SET deadline = 0").await;
    while !identity.rows(waiting).await.is_empty() {
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}
