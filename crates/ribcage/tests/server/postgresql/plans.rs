//! How the engine finds what it is asked for, on tables that it has not looked at yet.

use reqwest::StatusCode;

use crate::harness::{Server, observation, patient};
use crate::tables::Tables;

/// What a statement touches must not grow with what is stored.
#[tokio::test]
async fn no_statement_walks_through_a_table() {
    const PEOPLE: u64 = 150;
    const OPERATIONS: u64 = 5 * PEOPLE;
    /// Of one table, by one operation with everything that follows it. A walk would be hundreds; but entries of
    /// rows that are past are counted too, until the engine clears them away.
    const ENTRIES_MAX: u64 = 50;
    let mut server = Server::start_on_postgresql();
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    for _ in 0..PEOPLE {
        let mut person = patient("Maple");
        let id = clinician.create(&person).await;
        person["id"] = id.as_str().into();
        let changed = clinician.put(&format!("/fhir/R4/Patient/{id}"), &person).await;
        assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
        let mut noted = observation(&id);
        let noted_id = clinician.create(&noted).await;
        noted["id"] = noted_id.as_str().into();
        let path = format!("/fhir/R4/Observation/{noted_id}");
        let changed = clinician.put(&path, &noted).await;
        assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
        assert_eq!(clinician.get(&path).await.status, StatusCode::OK);
    }
    assert!(server.stop().success());
    for store in ["identity", "records", "keys"] {
        let tables = Tables::at(server.place_of(store)).await;
        let touched = tables
            .rows(
                "SELECT t.relname, coalesce(max(t.seq_tup_read), 0) + coalesce(sum(i.idx_tup_read), 0)
                 FROM pg_stat_user_tables t LEFT JOIN pg_stat_user_indexes i USING (relid)
                 GROUP BY t.relname",
            )
            .await;
        assert!(!touched.is_empty(), "{store} has tables");
        for row in touched {
            let entries: u64 = row[1].trim_matches('\'').parse().expect("a number");
            assert!(entries <= ENTRIES_MAX * OPERATIONS, "{store}: {row:?}");
        }
    }
}
