//! `docs/operations/postgresql.md`, carried out to the letter on a server with nothing on it.

use std::path::Path;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tempfile::TempDir;
use testkit::PostgresServer;
use tokio_postgres::NoTls;

use crate::harness::{Server, observation, patient, run};

const PAGE: &str = include_str!("../../../../../docs/operations/postgresql.md");
const ROLES: [&str; 3] = ["ribcage_identity", "ribcage_records", "ribcage_keys"];

/// The first block of code in a language on the page.
fn block(language: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("```{language}\n")).expect("the page has one");
    rest.split_once("```").expect("it ends").0
}

/// A CA, and a database server with a certificate of it for `localhost`.
fn start() -> (PostgresServer, String) {
    let mut parameters = CertificateParams::default();
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().expect("a key");
    let ca = CertifiedIssuer::self_signed(parameters, key).expect("a certificate");
    let key = KeyPair::generate().expect("a key");
    let names = CertificateParams::new(["localhost".to_owned()]).expect("a name");
    let certificate = names.signed_by(&key, &ca).expect("a certificate");
    let server = PostgresServer::start_with_tls(&certificate.pem(), &key.serialize_pem());
    (server.expect("PostgreSQL is installed"), ca.pem())
}

/// What an operator fills in on the page.
fn filled_in(text: &str, server: &PostgresServer, folder: &Path) -> String {
    let mut text = text
        .replace("/var/lib/ribcage", &folder.join("data").display().to_string())
        .replace("/etc/ribcage/postgresql-ca.pem", &folder.join("ca.pem").display().to_string());
    for number in 1..=3 {
        let (host, here) =
            (format!("db{number}.example.org"), format!("localhost:{}", server.port()));
        text = text.replace(&host, &here);
    }
    for role in ROLES {
        text = text
            .replace(
                &format!("{role} LOGIN PASSWORD '…'"),
                &format!("{role} LOGIN PASSWORD '{role} says so'"),
            )
            .replace(&format!("{role}:…@"), &format!("{role}:{role}%20says%20so@"));
    }
    assert!(!text.contains('…'), "{text}");
    text
}

fn follow_the_page(server: &PostgresServer, ca: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    write("ca.pem", ca);
    server.sql_file(&write("roles.sql", &filled_in(block("sql"), server, folder.path())));
    write("ribcage.toml", &filled_in(block("toml"), server, folder.path()));
    folder
}

#[tokio::test]
async fn the_page_sets_it_up_and_no_store_reaches_another() {
    let (postgres, ca) = start();
    let folder = follow_the_page(&postgres, &ca);
    let configuration = folder.path().join("ribcage.toml");
    let configuration = configuration.to_str().expect("plain").to_owned();
    let commands: Vec<_> =
        block("sh").lines().filter_map(|line| line.strip_prefix("ribcage ")).collect();
    let [init, serve] = commands.as_slice() else {
        panic!("{commands:?}");
    };
    let arguments: Vec<_> = init.split_whitespace().take_while(|word| *word != "#").collect();
    assert_eq!(arguments, ["init", "--config", "/etc/ribcage/ribcage.toml"]);
    assert_eq!(*serve, "serve --config /etc/ribcage/ribcage.toml");
    let made = run(&["init", "--config", &configuration]);
    assert!(made.status.success(), "{made:?}");

    let mut server = Server::of_folder(folder);
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let person = clinician.create(&patient("Maple")).await;
    clinician.create(&observation(&person)).await;
    let insecure = postgres.sql(
        "SELECT count(*), count(*) FILTER (WHERE NOT ssl OR version < 'TLSv1.2')
         FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename LIKE 'ribcage%'",
    );
    let (all, insecure) = insecure.trim().split_once('|').expect("two numbers");
    assert_ne!(all, "0");
    assert_eq!(insecure, "0", "every connection is TLS");

    for (role, database) in ROLES.iter().flat_map(|role| ROLES.map(|database| (role, database))) {
        let socket = postgres.socket().display();
        let address =
            format!("host={socket} port={} user={role} dbname={database}", postgres.port());
        let connected = tokio_postgres::connect(&address, NoTls).await;
        assert_eq!(connected.is_ok(), *role == database, "{role} at {database}");
    }
    let address = format!(
        "host=localhost port={} user=ribcage_keys dbname=ribcage_keys password='ribcage_keys says so' \
         sslmode=disable",
        postgres.port()
    );
    assert!(tokio_postgres::connect(&address, NoTls).await.is_err(), "plain text is refused");

    assert!(server.stop().success());
    let healthy = server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");
}

#[tokio::test]
async fn what_is_wrong_with_the_connection_is_said_in_plain_words() {
    let (postgres, ca) = start();
    let folder = follow_the_page(&postgres, &ca);
    let path = folder.path().join("ribcage.toml");
    let right = std::fs::read_to_string(&path).expect("it was written");
    let command = |arguments: &[&str]| {
        let output = run(&[arguments, &["--config", path.to_str().expect("plain")]].concat());
        (
            output.status.code(),
            String::from_utf8([output.stdout, output.stderr].concat()).expect("text"),
        )
    };
    assert_eq!(command(&["init"]).0, Some(0));
    let (_, other_ca) = start();
    std::fs::write(folder.path().join("other-ca.pem"), other_ca).expect("written");
    for (right_part, wrong_part, said) in [
        ("/ca.pem", "/other-ca.pem", "there is no secure connection to it"),
        ("@localhost", "@127.0.0.1", "there is no secure connection to it"),
        ("keys%20says", "keys%20thinks", "it does not let the role in"),
        ("/ribcage_keys\"", "/ribcage_locks\"", "there is no such database"),
        ("ribcage_records:ribcage_records%20", "ribcage_keys:ribcage_keys%20", "the role may not"),
    ] {
        let wrong = right.replace(right_part, wrong_part);
        assert_ne!(wrong, right);
        std::fs::write(&path, wrong).expect("written");
        let (code, text) = command(&["doctor"]);
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains(said), "{said}: {text}");
        let (code, text) = command(&["tenant", "list"]);
        assert_eq!(code, Some(1), "{text}");
        assert!(!text.contains("says%20so") && !text.contains("says so"), "{text}");
        assert_eq!(text.lines().count(), 1, "{text}");
    }
}
