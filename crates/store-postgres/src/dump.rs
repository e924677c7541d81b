//! What is in the databases, row by row, for backups.

use model::dump::{DumpRef, DumpSink, DumpTable};
use model::{StoreName, TenantId};
use policy::Permit;
use store::{Answer, Dumps, StoreDump, StoreError};
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
        let tables = tables::list_kept(&link).await?;
        Ok(PostgresDump { store, schema, link, tables })
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
    tables: Vec<Table>,
}

impl PostgresDump {
    async fn read_all(&self, to: &mut (dyn DumpSink + '_)) -> Result<(), Failure> {
        for table in &self.tables {
            let columns = table.columns.iter().map(|column| column.name.clone()).collect();
            to.table(&DumpTable { name: table.name.clone(), columns });
            let select = table.select();
            self.link.batch(&format!("DECLARE reading NO SCROLL CURSOR FOR {select}")).await?;
            loop {
                let fetch = format!("FETCH {ROWS_PER_PART} FROM reading");
                let rows = self.link.vouch_for(self.link.rows_once(&fetch).await)?;
                if rows.is_empty() {
                    break;
                }
                for row in &rows {
                    if to.row(&values(row)?).is_break() {
                        return Ok(());
                    }
                }
            }
            self.link.batch("CLOSE reading").await?;
        }
        Ok(())
    }
}

impl StoreDump for PostgresDump {
    fn schema(&self) -> u32 {
        self.schema
    }

    fn read(self: Box<Self>, to: &mut dyn DumpSink) -> Result<(), StoreError> {
        let store = self.store;
        Handle::current().block_on(self.read_all(to)).map_err(|failure| failure.in_store(store))
    }
}

fn values(row: &Row) -> Result<Vec<DumpRef<'_>>, Failure> {
    let value = |(place, kind): (usize, &Type)| {
        Ok(match *kind {
            Type::INT8 => row.try_get::<_, Option<_>>(place)?.map(DumpRef::Integer),
            Type::BYTEA => row.try_get::<_, Option<_>>(place)?.map(DumpRef::Bytes),
            _ => row.try_get::<_, Option<_>>(place)?.map(DumpRef::Text),
        }
        .unwrap_or(DumpRef::Null))
    };
    row.columns().iter().map(tokio_postgres::Column::type_).enumerate().map(value).collect()
}
