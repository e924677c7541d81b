//! What is in the databases, row by row, for backups.

use std::collections::VecDeque;

use model::dump::{DumpTable, DumpValue};
use model::{StoreName, TenantId};
use policy::Permit;
use store::{Answer, DumpPart, Dumps, StoreDump, StoreError};
use tokio::runtime::Handle;
use tokio_postgres::Row;
use tokio_postgres::types::Type;

use crate::Addresses;
use crate::failure::Failure;
use crate::link::{Link, Use};
use crate::locks::{self, Thing};
use crate::tables::{self, Table};

/// How many rows are read at a time.
const ROWS_PER_PART: usize = 100;
/// A transaction that sees everything as it stands now, for as long as it takes to read all of it; and in
/// the order of a table's key, which is an index.
const BEGIN: &str = "
    SET idle_in_transaction_session_timeout = 0;
    SET statement_timeout = 0;
    BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// The moment is that of the first question.
const SEE: &str = "SELECT schema FROM deployment";

/// The three databases together.
pub struct PostgresDumps {
    addresses: Addresses,
}

impl PostgresDumps {
    /// Of a deployment's databases.
    pub const fn new(addresses: Addresses) -> Self {
        Self { addresses }
    }

    async fn open(&self, store: StoreName) -> Result<Link, Failure> {
        Link::open(self.addresses.of(store).0, store, Use::Read).await
    }

    /// Begins to read a database as it stands now.
    async fn begin(&self, store: StoreName) -> Result<PostgresDump, Failure> {
        let link = self.open(store).await?;
        link.batch(BEGIN).await?;
        let schema: i64 = link.one(SEE, &[]).await?.try_get(0)?;
        let schema = u32::try_from(schema).map_err(|_| Failure::Impossible)?;
        let tables = tables::list(&link).await?.into();
        Ok(PostgresDump { store, schema, link, tables, is_begun: false })
    }

    /// Keeps others from what would make two databases of two moments, until the connection is given up.
    async fn hold(&self, store: StoreName) -> Result<Link, Failure> {
        let link = self.open(store).await?;
        link.batch("SET statement_timeout = '30s'").await?;
        let number = locks::number(TenantId::DEPLOYMENT, Thing::Moment);
        link.execute("SELECT pg_advisory_lock($1)", &[&number]).await?;
        Ok(link)
    }
}

impl Dumps for PostgresDumps {
    fn engine(&self) -> &'static str {
        "postgresql"
    }

    fn dump_documents<'a>(
        &'a self,
        _permit: &'a Permit,
    ) -> Answer<'a, Vec<(StoreName, Box<dyn StoreDump>)>> {
        Box::pin(async {
            let (identity, records) = (StoreName::Identity, StoreName::Records);
            let unavailable = |store| move |failure: Failure| failure.in_store(store);
            // A row of the identity store counts if the records store says so. While no row is written there
            // and no decision forgotten here, each that is seen there is decided here as it ever will be.
            let decisions = self.hold(records).await.map_err(unavailable(records))?;
            let rows = self.hold(identity).await.map_err(unavailable(identity))?;
            let first = self.begin(identity).await.map_err(unavailable(identity))?;
            let second = self.begin(records).await.map_err(unavailable(records))?;
            drop((rows, decisions));
            Ok(vec![
                (identity, Box::new(first) as Box<dyn StoreDump>),
                (records, Box::new(second) as Box<dyn StoreDump>),
            ])
        })
    }

    fn dump_keys<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Box<dyn StoreDump>> {
        Box::pin(async {
            let dump = self.begin(StoreName::Keys).await;
            let dump = dump.map_err(|failure| failure.in_store(StoreName::Keys))?;
            Ok(Box::new(dump) as Box<dyn StoreDump>)
        })
    }
}

/// One database as it stood at one moment.
struct PostgresDump {
    store: StoreName,
    schema: u32,
    link: Link,
    tables: VecDeque<Table>,
    is_begun: bool,
}

impl PostgresDump {
    async fn read(&mut self) -> Result<Option<DumpPart>, Failure> {
        while let Some(table) = self.tables.front() {
            if !self.is_begun {
                self.is_begun = true;
                let select = table.select();
                self.link.batch(&format!("DECLARE reading NO SCROLL CURSOR FOR {select}")).await?;
                let columns = table.columns.iter().map(|column| column.name.clone()).collect();
                return Ok(Some(DumpPart::Table(DumpTable { name: table.name.clone(), columns })));
            }
            let fetched = self.link.rows_once(&format!("FETCH {ROWS_PER_PART} FROM reading")).await;
            let rows = self.link.vouch_for(fetched)?;
            if rows.is_empty() {
                self.link.batch("CLOSE reading").await?;
                self.is_begun = false;
                self.tables.pop_front();
                continue;
            }
            let values: Result<_, Failure> = rows.iter().map(values).collect();
            return Ok(Some(DumpPart::Rows(values?)));
        }
        Ok(None)
    }
}

impl StoreDump for PostgresDump {
    fn schema(&self) -> u32 {
        self.schema
    }

    fn next_part(&mut self) -> Result<Option<DumpPart>, StoreError> {
        let store = self.store;
        Handle::current().block_on(self.read()).map_err(|failure| failure.in_store(store))
    }
}

fn values(row: &Row) -> Result<Vec<DumpValue>, Failure> {
    let value = |(place, kind): (usize, &Type)| {
        Ok(match *kind {
            Type::INT8 => row.try_get::<_, Option<i64>>(place)?.map(DumpValue::Integer),
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(place)?.map(DumpValue::Bytes),
            _ => row.try_get::<_, Option<String>>(place)?.map(DumpValue::Text),
        }
        .unwrap_or(DumpValue::Null))
    };
    row.columns().iter().map(tokio_postgres::Column::type_).enumerate().map(value).collect()
}
