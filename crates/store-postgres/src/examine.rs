//! What is the matter with the databases, in plain words, and what to do about it.

mod tables;

use std::error::Error as _;
use std::io;

use model::{DeploymentId, StoreName};
use tokio_postgres::error::SqlState;

use crate::address::Address;
use crate::failure::Failure;
use crate::link::{Link, Use};
use crate::schema::{Schema, State};
use crate::{Addresses, identity, keys, records};

/// Something that is wrong with a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ailment {
    /// What it is.
    pub what: String,
    /// What to do about it.
    pub advice: &'static str,
    /// Whether a server can work all the same.
    pub is_bearable: bool,
}

/// How a database is.
#[derive(Debug)]
pub struct Examined {
    /// Whose it is.
    pub store: StoreName,
    /// What is wrong with it.
    pub ailments: Vec<Ailment>,
}

impl Examined {
    /// Whether a server can work with it as it is.
    pub fn is_of_use(&self) -> bool {
        self.ailments.iter().all(|ailment| ailment.is_bearable)
    }
}

/// Looks at each of the databases, and changes nothing.
pub async fn examine(addresses: &Addresses, deployment: DeploymentId) -> Vec<Examined> {
    let Addresses { identity, records, keys } = addresses;
    let all = [(identity, &identity::SCHEMA), (records, &records::SCHEMA), (keys, &keys::SCHEMA)];
    let mut examined = Vec::with_capacity(all.len());
    for (address, schema) in all {
        let others: Vec<_> = all
            .iter()
            .filter(|(_, other)| other.store != schema.store)
            .filter_map(|(other, _)| other.database())
            .collect();
        examined.push(examine_one(address, schema, deployment, &others).await);
    }
    examined
}

async fn examine_one(
    address: &Address,
    schema: &Schema,
    deployment: DeploymentId,
    others: &[&str],
) -> Examined {
    let store = schema.store;
    let looked = async {
        let link = Link::open(address, store, Use::Read).await?;
        let mut ailments = settings(&link).await?;
        ailments.extend(role(&link, others).await?);
        ailments.extend(primaries(address, store).await);
        ailments.extend(contents(&link, schema, deployment).await?);
        Ok::<_, Failure>(ailments)
    };
    let ailments = looked.await.unwrap_or_else(|failure| vec![explain(&failure)]);
    Examined { store, ailments }
}

fn ailment(what: impl Into<String>, advice: &'static str) -> Ailment {
    Ailment { what: what.into(), advice, is_bearable: false }
}

/// One that a server can work with.
fn risk(what: impl Into<String>, advice: &'static str) -> Ailment {
    Ailment { is_bearable: true, ..ailment(what, advice) }
}

/// Whether an old primary is still there.
async fn primaries(address: &Address, store: StoreName) -> Option<Ailment> {
    let primaries = Link::count_primaries(address, store).await;
    (primaries > 1).then(|| {
        risk(
            format!("{primaries} of its hosts take writes, and only one of them is followed"),
            "stop whichever was the primary before, and make it a replica of the other (pg_rewind); \
             what is written to it is lost",
        )
    })
}

/// Its tables, as far as the role may look at them.
async fn contents(
    link: &Link,
    schema: &Schema,
    deployment: DeploymentId,
) -> Result<Vec<Ailment>, Failure> {
    let barred = tables::barred(link, schema).await?;
    if !barred.is_empty() {
        return Ok(barred);
    }
    match schema.find(link, deployment).await? {
        (State::Ours, version) => tables::missing(link, schema, version).await,
        (state, _) => Ok(whose(state).into_iter().collect()),
    }
}

/// Settings of the server that our promises rest on.
async fn settings(link: &Link) -> Result<Vec<Ailment>, Failure> {
    let mut ailments = Vec::new();
    for (setting, loss) in [
        ("fsync", "a crash may take away what was acknowledged"),
        ("full_page_writes", "a crash may leave half a page behind"),
    ] {
        let row = link.one("SELECT current_setting($1)", &[&setting]).await?;
        if row.get::<_, &str>(0) == "off" {
            ailments.push(ailment(
                format!("{setting} is off: {loss}"),
                "turn it on in postgresql.conf, and start the database server anew",
            ));
        }
    }
    let row = link
        .one(
            "SELECT current_setting('synchronous_standby_names'), count(*)
             FROM pg_stat_replication",
            &[],
        )
        .await?;
    let names = row.get::<_, &str>(0);
    if !names.is_empty() && row.get::<_, i64>(1) == 0 {
        ailments.push(ailment(
            format!("commits wait for replicas ({names}), and none is connected"),
            "start the replica; or set synchronous_standby_names to '', and what is acknowledged is \
             on one disk only",
        ));
    }
    Ok(ailments)
}

/// What the role could do beside its work.
async fn role(link: &Link, others: &[&str]) -> Result<Vec<Ailment>, Failure> {
    let is_superuser = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user";
    if link.one(is_superuser, &[]).await?.get::<_, bool>(0) {
        return Ok(vec![risk(
            "its role is a superuser, and can read whatever is on that server",
            "give each store a role of its own, as docs/operations/postgresql.md says",
        )]);
    }
    let reachable = link
        .rows(
            "SELECT datname::text FROM pg_database
             WHERE datname = ANY($1) AND has_database_privilege(oid, 'CONNECT')",
            &[&others],
        )
        .await?;
    let names = reachable.iter().map(|row| row.get::<_, String>(0));
    Ok(names
        .map(|name| {
            risk(
                format!(
                    "its role may connect to the database {name} too, which is another store's"
                ),
                "REVOKE CONNECT ON DATABASE … FROM PUBLIC, and give each store a role of its own",
            )
        })
        .collect())
}

/// Whose tables they are, and of which version.
fn whose(state: State) -> Option<Ailment> {
    match state {
        State::Ours => None,
        State::Empty => Some(ailment(
            "it is empty",
            "name the database that `ribcage init` was given, or put it back from a backup",
        )),
        State::Foreign => Some(ailment(
            "its tables are of another deployment, another store or another program",
            "correct its address",
        )),
        State::Newer { found, minimum, known } => Some(ailment(
            format!(
                "it has schema {found}, which needs a server that knows {minimum}; this one knows {known}"
            ),
            "run the newer version of Ribcage that was here before",
        )),
    }
}

/// Why nothing can be asked of a database.
fn explain(failure: &Failure) -> Ailment {
    match failure {
        Failure::Engine(error) => explain_engine(error),
        Failure::LeftBehind => ailment(
            "it is an earlier primary, and another server has taken its place",
            "name the new primary in the address, and make the old one a replica of it",
        ),
        Failure::Impossible => {
            ailment("it answers what no database of ours does", "correct its address")
        }
        Failure::Silent | Failure::Unreplicated => ailment(
            "it does not answer in time",
            "see whether its host hangs, is overloaded, or is cut off",
        ),
    }
}

fn explain_engine(error: &tokio_postgres::Error) -> Ailment {
    if let Some(said) = error.as_db_error() {
        let code = said.code();
        let (what, advice) = if [
            SqlState::INVALID_PASSWORD,
            SqlState::INVALID_AUTHORIZATION_SPECIFICATION,
        ]
        .contains(code)
        {
            (
                "it does not let the role in",
                "correct the password in the address, or the server's pg_hba.conf",
            )
        } else if *code == SqlState::INVALID_CATALOG_NAME {
            (
                "there is no such database",
                "make it as docs/operations/postgresql.md says, or correct the address",
            )
        } else if *code == SqlState::INSUFFICIENT_PRIVILEGE {
            (
                "the role may not do what it has to",
                "let the role own its database and the tables in it, as docs/operations/postgresql.md \
                 says",
            )
        } else if *code == SqlState::TOO_MANY_CONNECTIONS {
            (
                "it has no connections left",
                "raise max_connections, or end what holds them; each Ribcage server takes seven to each database",
            )
        } else if *code == SqlState::CANNOT_CONNECT_NOW {
            ("it is starting or stopping", "wait; if that does not end, look at its log")
        } else if *code == SqlState::DISK_FULL {
            ("its disk is full", "make room; nothing has to be started anew")
        } else {
            ("it refuses", "look at its log")
        };
        return ailment(format!("{what}: {}", said.message()), advice);
    }
    let source = error.source();
    let refused = source.and_then(|source| source.downcast_ref::<io::Error>());
    match refused {
        Some(refused) if refused.kind() == io::ErrorKind::PermissionDenied => ailment(
            format!("it cannot be used: {refused}"),
            "name its primary in the address; or promote the replica; or set \
             default_transaction_read_only to off; and see whether its socket may be opened",
        ),
        Some(refused) if refused.kind() == io::ErrorKind::InvalidData => untrusted(refused),
        Some(refused) => ailment(
            format!("it cannot be reached: {refused}"),
            "start the database server, or correct host and port in the address",
        ),
        None => untrusted(source.unwrap_or(error)),
    }
}

fn untrusted(why: &dyn std::error::Error) -> Ailment {
    ailment(
        format!("there is no secure connection to it: {why}"),
        "name the CA of its certificate in postgresql_ca_file; the certificate must be valid for the \
         host in the address, and the server must have ssl on",
    )
}
