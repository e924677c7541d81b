//! Whose tables a database holds, of which version, and how they become those of this version.
//!
//! A migration only adds as long as older servers may run beside it; what it takes away, it takes away
//! one version later. So a database says two numbers: the schema it has, and the oldest schema a
//! server must know to work with it.

use std::ops::Range;

use model::{DeploymentId, StoreName, TenantId};

use crate::OpenError;
use crate::address::Address;
use crate::failure::Failure;
use crate::link::{Link, Use};
use crate::locks::{self, Thing};
use crate::tables::{self, DEPLOYMENT};

/// The schema of a store: each migration one step forward.
pub(crate) struct Schema {
    pub(crate) store: StoreName,
    pub(crate) migrations: &'static [Migration],
}

/// One step.
pub(crate) struct Migration {
    pub(crate) sql: &'static str,
    /// The oldest schema a server must know to work with the tables after this step.
    pub(crate) minimum: u32,
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS deployment (
    id bytea NOT NULL, store text NOT NULL, schema bigint NOT NULL, minimum bigint NOT NULL)";

/// What stands at tables that were made to be thrown away.
const THROWN_AWAY: &str = "made for a drill, to be thrown away";

/// Makes the tables of a store, those that are not there yet.
pub(crate) async fn create(
    address: &Address,
    schema: &Schema,
    deployment: DeploymentId,
) -> Result<(), OpenError> {
    schema.prepare(&connect(address, schema).await?, deployment, true).await
}

/// Brings the tables of a store up to date. An empty database stays empty: what was in it would seem
/// never to have been.
pub(crate) async fn open(
    address: &Address,
    schema: &Schema,
    deployment: DeploymentId,
) -> Result<(), OpenError> {
    schema.prepare(&connect(address, schema).await?, deployment, false).await
}

/// Takes the tables of a store away, if they are of this deployment.
pub(crate) async fn discard(
    address: &Address,
    schema: &Schema,
    deployment: DeploymentId,
) -> Result<(), OpenError> {
    let link = connect(address, schema).await?;
    let discarded = async {
        if schema.find(&link, deployment).await?.0 == State::Ours {
            drop_tables(&link).await?;
        }
        Ok(())
    };
    discarded.await.map_err(|failure| open_error(schema.store, failure))
}

/// Takes the tables of a store away, if they were made to be thrown away, and so are nobody's who needs them.
pub(crate) async fn discard_thrown_away(
    address: &Address,
    schema: &Schema,
) -> Result<(), OpenError> {
    let link = connect(address, schema).await?;
    let discarded = async {
        let sql = "SELECT obj_description(to_regclass('public.deployment'), 'pg_class')";
        let row = link.one(sql, &[]).await?;
        if row.try_get::<_, &str>(0).is_ok_and(|comment| comment == THROWN_AWAY) {
            drop_tables(&link).await?;
        }
        Ok(())
    };
    discarded.await.map_err(|failure| open_error(schema.store, failure))
}

async fn drop_tables(link: &Link) -> Result<(), Failure> {
    link.batch("BEGIN").await?;
    for table in tables::list(link).await? {
        let kind = if table.is_sequence { "SEQUENCE" } else { "TABLE" };
        link.batch(&format!("DROP {kind} {}", table.name)).await?;
    }
    link.batch(&format!("DROP TABLE {DEPLOYMENT}; COMMIT")).await
}

/// Writes at the tables that they are to be thrown away. It is there as soon as they are.
pub(crate) async fn mark_thrown_away(link: &Link) -> Result<(), Failure> {
    link.batch(&format!("COMMENT ON TABLE {DEPLOYMENT} IS '{THROWN_AWAY}'")).await
}

pub(crate) async fn connect(address: &Address, schema: &Schema) -> Result<Link, OpenError> {
    let link = Link::open(address, schema.store, Use::Write).await;
    link.map_err(|failure| open_error(schema.store, failure))
}

/// Whose tables a database has, and of which version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Ours, of a version that this server can work with.
    Ours,
    /// None.
    Empty,
    /// Of another deployment, another store or another program.
    Foreign,
    /// Ours, but changed by a newer server in a way that this one cannot work with.
    Newer {
        /// The schema it has.
        found: u32,
        /// The oldest schema that a server must know to work with it.
        minimum: u32,
        /// The newest schema known here.
        known: u32,
    },
}

impl Schema {
    fn known(&self) -> u32 {
        u32::try_from(self.migrations.len()).expect("migrations are few")
    }

    /// Brings the tables to this version, unless they are somebody else's or newer.
    async fn prepare(
        &self,
        link: &Link,
        deployment: DeploymentId,
        may_create: bool,
    ) -> Result<(), OpenError> {
        let store = self.store;
        self.check_settings(link).await?;
        let outcome = async {
            link.batch("BEGIN").await?;
            // Of servers that start at once, one migrates and the others wait.
            let number = locks::number(TenantId::DEPLOYMENT, Thing::Schema);
            link.execute("SELECT pg_advisory_xact_lock($1)", &[&number]).await?;
            let migrated = self.migrate(link, deployment, may_create).await?;
            link.batch(if migrated.is_ok() { "COMMIT" } else { "ROLLBACK" }).await?;
            Ok::<_, Failure>(migrated)
        };
        outcome.await.map_err(|failure| open_error(store, failure))?
    }

    async fn migrate(
        &self,
        link: &Link,
        deployment: DeploymentId,
        may_create: bool,
    ) -> Result<Result<(), OpenError>, Failure> {
        let store = self.store;
        let (state, present) = self.find(link, deployment).await?;
        match state {
            State::Ours => {}
            State::Empty if may_create => {}
            State::Empty => return Ok(Err(OpenError::Missing { store })),
            State::Foreign => return Ok(Err(OpenError::Foreign { store })),
            State::Newer { found, minimum, known } => {
                return Ok(Err(OpenError::Newer { store, found, minimum, known }));
            }
        }
        self.step_through(link, deployment, present..self.known()).await?;
        Ok(Ok(()))
    }

    /// Makes the tables as they were at a version, in a database with nothing in it.
    pub(crate) async fn make_as_of(
        &self,
        link: &Link,
        deployment: DeploymentId,
        version: u32,
    ) -> Result<Result<(), OpenError>, Failure> {
        let (store, known) = (self.store, self.known());
        if version > known {
            return Ok(Err(OpenError::Newer { store, found: version, minimum: version, known }));
        }
        if self.find(link, deployment).await?.0 != State::Empty {
            return Ok(Err(OpenError::Occupied { store }));
        }
        self.step_through(link, deployment, 0..version).await?;
        Ok(Ok(()))
    }

    /// Takes the steps that lead from a version to another.
    async fn step_through(
        &self,
        link: &Link,
        deployment: DeploymentId,
        versions: Range<u32>,
    ) -> Result<(), Failure> {
        for (step, migration) in (1..=versions.end).zip(self.migrations) {
            if step <= versions.start {
                continue;
            }
            link.batch(migration.sql).await?;
            if step == 1 {
                link.batch(TABLE).await?;
                link.execute(
                    "INSERT INTO deployment (id, store, schema, minimum) VALUES ($1, $2, 1, $3)",
                    &[
                        &deployment.as_bytes().as_slice(),
                        &self.store.name(),
                        &i64::from(migration.minimum),
                    ],
                )
                .await?;
            } else {
                link.execute(
                    "UPDATE deployment SET schema = $1, minimum = $2",
                    &[&i64::from(step), &i64::from(migration.minimum)],
                )
                .await?;
            }
        }
        Ok(())
    }

    /// What stands in a database, and of which version.
    pub(crate) async fn find(
        &self,
        link: &Link,
        deployment: DeploymentId,
    ) -> Result<(State, u32), Failure> {
        let tables = link
            .one(
                "SELECT count(*), count(*) FILTER (WHERE tablename = 'deployment')
                 FROM pg_tables WHERE schemaname = 'public'",
                &[],
            )
            .await?;
        if tables.get::<_, i64>(0) == 0 {
            return Ok((State::Empty, 0));
        }
        if tables.get::<_, i64>(1) == 0 {
            return Ok((State::Foreign, 0));
        }
        let row = link.find("SELECT id, store, schema, minimum FROM deployment", &[]).await?;
        let found = row.and_then(|row| {
            let is_ours = row.try_get::<_, &[u8]>(0).ok()? == deployment.as_bytes()
                && row.try_get::<_, &str>(1).ok()? == self.store.name();
            let number = |column| u32::try_from(row.try_get::<_, i64>(column).ok()?).ok();
            is_ours.then_some((number(2)?, number(3)?))
        });
        let known = self.known();
        Ok(match found {
            None => (State::Foreign, 0),
            Some((found, minimum)) if minimum > known => {
                (State::Newer { found, minimum, known }, found)
            }
            Some((found, _)) => (State::Ours, found),
        })
    }

    /// Refuses a server that acknowledges what a crash may take away.
    async fn check_settings(&self, link: &Link) -> Result<(), OpenError> {
        let store = self.store;
        let settings = link
            .one("SELECT current_setting('fsync'), current_setting('full_page_writes')", &[])
            .await
            .map_err(|failure| open_error(store, failure))?;
        let is_off = |column| settings.get::<_, &str>(column) == "off";
        if is_off(0) {
            return Err(OpenError::Unsafe { store, why: "fsync is off" });
        }
        if is_off(1) {
            return Err(OpenError::Unsafe { store, why: "full_page_writes is off" });
        }
        Ok(())
    }
}

/// Why a database cannot be opened, when its engine is the reason.
pub(crate) fn open_error(store: StoreName, failure: Failure) -> OpenError {
    match failure {
        Failure::Engine(source) => OpenError::Engine { store, source },
        Failure::Impossible => OpenError::Foreign { store },
        Failure::LeftBehind => OpenError::LeftBehind { store },
        Failure::Silent | Failure::Unreplicated => OpenError::Silent { store },
    }
}
