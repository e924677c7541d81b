//! Rows of a backup, put into databases with nothing in them.

use std::collections::HashMap;

use futures_util::future::try_join_all;
use model::dump::{DumpTable, DumpValue};
use model::{DeploymentId, StoreName};
use tokio_postgres::Statement;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::failure::Failure;
use crate::link::Link;
use crate::schema;
use crate::tables::{self, Table};
use crate::{Addresses, OpenError};

/// The table of what one server at a time does.
const LEASES: &str = "leases";

/// It may wait for what comes next as long as it takes; so the server must not end it for that.
const PATIENTLY: &str = "SET idle_in_transaction_session_timeout = 0";

/// Puts rows into an empty database, all or none.
pub struct Loader {
    store: StoreName,
    link: Link,
    tables: HashMap<String, Table>,
    /// The statement of the table that rows came for last.
    current: Option<(DumpTable, Statement)>,
}

impl Loader {
    /// Makes the tables of a store, of this deployment and with the schema that the rows are of. A database
    /// with anything in it is refused, and a schema that is newer than this program. It stands at the tables if they
    /// are to be thrown away again.
    pub async fn create(
        addresses: &Addresses,
        store: StoreName,
        deployment: DeploymentId,
        (schema, are_thrown_away): (u32, bool),
    ) -> Result<Self, OpenError> {
        let (address, known) = addresses.of(store);
        let link = schema::connect(address, known).await?;
        let begun = async {
            link.batch(PATIENTLY).await?;
            link.batch("BEGIN").await?;
            known.make_as_of(&link, deployment, schema).await
        };
        begun.await.map_err(|failure| schema::open_error(store, failure))??;
        let found = async {
            if are_thrown_away {
                schema::mark_thrown_away(&link).await?;
            }
            let tables = tables::list_kept(&link).await?;
            for table in &tables {
                // What migrations put there.
                if !table.is_sequence {
                    link.batch(&format!("DELETE FROM {}", table.name)).await?;
                }
            }
            Ok(tables.into_iter().map(|table| (table.name.clone(), table)).collect())
        };
        let tables = found.await.map_err(|failure| schema::open_error(store, failure))?;
        Ok(Self { store, link, tables, current: None })
    }

    /// Puts rows into a table.
    pub async fn put(
        &mut self,
        table: &DumpTable,
        rows: &[Vec<DumpValue>],
    ) -> Result<(), OpenError> {
        let store = self.store;
        let foreign = OpenError::Foreign { store };
        let found = self.tables.get(&table.name).ok_or(OpenError::Foreign { store })?;
        let sql = found.insert(&table.columns).ok_or(foreign)?;
        let put = async {
            if self.current.as_ref().is_none_or(|(current, _)| current != table) {
                self.current = Some((table.clone(), self.link.prepare_once(&sql).await?));
            }
            let (link, Some((_, statement))) = (&self.link, &self.current) else { return Ok(()) };
            // All are sent before the first answer is awaited.
            try_join_all(rows.iter().map(|row| {
                let values: Vec<_> = row.iter().map(Loaded).collect();
                async move {
                    let values: Vec<_> =
                        values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
                    link.send(statement, &values).await
                }
            }))
            .await?;
            Ok(())
        };
        put.await.map_err(|failure: Failure| schema::open_error(store, failure))
    }

    /// Makes all of it durable.
    pub async fn finish(self) -> Result<(), OpenError> {
        let store = self.store;
        let done = async {
            // Whoever held them when it was read is not here.
            if self.tables.contains_key(LEASES) {
                self.link.batch(&format!("UPDATE {LEASES} SET until = '-infinity'")).await?;
            }
            self.link.batch("COMMIT").await
        };
        done.await.map_err(|failure| schema::open_error(store, failure))
    }
}

/// A value as the engine takes it.
#[derive(Debug)]
struct Loaded<'a>(&'a DumpValue);

impl ToSql for Loaded<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut bytes::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self.0 {
            DumpValue::Null => Ok(IsNull::Yes),
            DumpValue::Integer(number) => number.to_sql(kind, out),
            DumpValue::Bytes(bytes) => bytes.as_slice().to_sql(kind, out),
            DumpValue::Text(text) => text.as_str().to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::BYTEA | Type::TEXT)
    }

    to_sql_checked!();
}
