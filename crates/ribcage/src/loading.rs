//! New stores, filled with the rows of a backup.

use anyhow::Context as _;
use backup::{Part, RowDecoder};
use model::dump::{DumpTable, DumpValue};
use model::{DeploymentId, StoreName};

use crate::configuration::{Configuration, Engine};
use crate::stores;

/// How many rows are put into a store at a time.
const ROWS_PER_PART: usize = 500;

/// A store that is being filled.
pub(crate) struct Loading {
    loader: Loader,
    decoder: RowDecoder,
    table: Option<DumpTable>,
    waiting: Vec<Vec<DumpValue>>,
    rows: u64,
}

enum Loader {
    Sqlite(store_sqlite::Loader),
    Postgresql(Box<store_postgres::Loader>),
}

impl Loading {
    /// Makes the store. It is refused if there is anything in it.
    pub(crate) async fn begin(
        configuration: &Configuration,
        store: StoreName,
        deployment: DeploymentId,
        schema: u32,
    ) -> anyhow::Result<Self> {
        let loader = match configuration.database {
            Engine::Sqlite => {
                let folder = &configuration.data;
                let durability = configuration.durability();
                let loader =
                    store_sqlite::Loader::create(folder, store, deployment, schema, durability)?;
                Loader::Sqlite(loader)
            }
            Engine::Postgresql => {
                let addresses = stores::addresses(configuration)?;
                let how = (schema, configuration.is_thrown_away);
                let loader =
                    store_postgres::Loader::create(&addresses, store, deployment, how).await?;
                Loader::Postgresql(Box::new(loader))
            }
        };
        let (decoder, table, waiting) = (RowDecoder::default(), None, Vec::new());
        Ok(Self { loader, decoder, table, waiting, rows: 0 })
    }

    /// The rows that follow are of this table.
    pub(crate) async fn begin_table(&mut self, table: DumpTable) -> anyhow::Result<()> {
        self.put().await?;
        anyhow::ensure!(self.decoder.is_finished(), "a row is cut off");
        self.decoder = RowDecoder::of_table(table.columns.len());
        self.table = Some(table);
        Ok(())
    }

    /// How many rows it has by now.
    pub(crate) async fn count(&mut self) -> anyhow::Result<u64> {
        self.put().await?;
        Ok(self.rows)
    }

    /// Takes more of the stream of rows.
    pub(crate) async fn push(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.decoder.push(bytes);
        while let Some(part) = self.decoder.next_part()? {
            match part {
                Part::Table(table) => {
                    self.put().await?;
                    self.table = Some(table);
                }
                Part::Row(row) => self.waiting.push(row),
            }
            if self.waiting.len() >= ROWS_PER_PART {
                self.put().await?;
            }
        }
        Ok(())
    }

    async fn put(&mut self) -> anyhow::Result<()> {
        let rows = std::mem::take(&mut self.waiting);
        if rows.is_empty() {
            return Ok(());
        }
        let table = self.table.as_ref().context("a row belongs to no table")?;
        self.rows += rows.len() as u64;
        match &mut self.loader {
            Loader::Sqlite(loader) => loader.put(table, &rows)?,
            Loader::Postgresql(loader) => loader.put(table, &rows).await?,
        }
        Ok(())
    }

    /// Sees to it that it is as many rows as there should be.
    pub(crate) async fn complete(mut self, rows: u64) -> anyhow::Result<Self> {
        self.put().await?;
        anyhow::ensure!(self.decoder.is_finished() && self.rows == rows, "rows are missing");
        Ok(self)
    }

    /// Makes all of it durable.
    pub(crate) async fn finish(self) -> anyhow::Result<()> {
        match self.loader {
            Loader::Sqlite(loader) => loader.finish()?,
            Loader::Postgresql(loader) => loader.finish().await?,
        }
        Ok(())
    }
}
