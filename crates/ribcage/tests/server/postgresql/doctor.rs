//! What `ribcage doctor` says of databases that a server cannot work with.

use crate::harness::Server;
use crate::tables::Tables;

#[tokio::test]
async fn the_root_key_is_not_suspected_where_a_database_is_to_blame() {
    let mut server = Server::start_on_postgresql();
    assert!(server.stop().success());
    let healthy = server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");

    let records = Tables::at(server.place_of("records")).await;
    records.execute("ALTER TABLE spans RENAME TO elsewhere").await;
    let ill = server.command(&["doctor"]);
    assert!(!ill.status.success());
    let said = String::from_utf8(ill.stdout).expect("text");
    let wrong: Vec<_> = said.lines().filter(|line| line.starts_with("WRONG")).collect();
    let expected = "WRONG  the records database: these tables or sequences are missing: spans";
    assert_eq!(wrong, [expected], "{said}");
    assert!(!said.contains("root key is this deployment's"), "{said}");
    records.execute("ALTER TABLE elsewhere RENAME TO spans").await;
}
