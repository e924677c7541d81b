//! Looks for the newest versions of rows: while one question is under way, all that is asked for
//! meanwhile becomes the next.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::{RowKey, StoreName, TenantId};
use store::{Sealed, StoreError};
use tokio::sync::oneshot;
use tokio_postgres::Row;

use crate::link::Link;
use crate::readers::{POINT_LINKS, Reach, Readers};
use crate::rows::{self, id, int, number, sealed_columns};
use crate::writer::{Boxed, unavailable};

/// How many rows one question is about.
const ROWS_MAX: usize = 256;
/// How many rows may wait to be asked for; who asks for a further one is told to come again.
const WAITING_MAX: usize = 2_048;

macro_rules! newest {
    ($transaction:literal, $pending:literal) => {
        concat!(
            "SELECT ",
            sealed_columns!(),
            ", ",
            $transaction,
            " FROM unnest($1::bigint[], $2::bytea[]) AS wanted (tenant, row_key)
              CROSS JOIN LATERAL (
                  SELECT * FROM versions
                  WHERE tenant = wanted.tenant AND row_key = wanted.row_key
                  ORDER BY version DESC LIMIT 1) AS v",
            $pending
        )
    };
}

/// In the identity store a row may wait for its transaction.
const IDENTITY: &str =
    newest!("p.transaction_id", " LEFT JOIN pending p ON p.sequence = v.sequence");
const RECORDS: &str = newest!("NULL::bytea", "");

type Name = (TenantId, RowKey);
type Found = oneshot::Sender<Result<Option<Sealed>, StoreError>>;

/// Who looks for the newest versions in a database.
pub(crate) struct NewestRows(Arc<Inner>);

struct Inner {
    store: StoreName,
    sql: &'static str,
    readers: Arc<Readers>,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    rows: BTreeMap<Name, Vec<Found>>,
    /// How many questions are under way, each on a connection of its own.
    asking: usize,
}

impl NewestRows {
    /// Looks through a database's connections for single rows.
    pub(crate) fn new(store: StoreName, readers: Arc<Readers>) -> Self {
        let sql = if store == StoreName::Identity { IDENTITY } else { RECORDS };
        Self(Arc::new(Inner { store, sql, readers, waiting: Mutex::default() }))
    }

    /// The newest version of a row, decided or not.
    pub(crate) async fn find(
        &self,
        tenant: TenantId,
        row: RowKey,
    ) -> Result<Option<Sealed>, StoreError> {
        let store = self.0.store;
        let (done, found) = oneshot::channel();
        {
            let mut waiting = self.0.lock();
            if waiting.rows.len() >= WAITING_MAX {
                return Err(StoreError::Busy { store });
            }
            waiting.rows.entry((tenant, row)).or_default().push(done);
            if waiting.asking < POINT_LINKS {
                waiting.asking += 1;
                // Not a part of this request: others wait for what it finds.
                tokio::spawn(Arc::clone(&self.0).ask_all());
            }
        }
        found.await.unwrap_or_else(|_| Err(unavailable(store)))
    }
}

impl Inner {
    /// Asks for everything that waits, until nothing does.
    async fn ask_all(self: Arc<Self>) {
        loop {
            // Whoever is ready to run may ask too: a larger question costs little more.
            tokio::task::yield_now().await;
            let mut wanted = BTreeMap::new();
            {
                let mut waiting = self.lock();
                while wanted.len() < ROWS_MAX
                    && let Some((name, asking)) = waiting.rows.pop_first()
                {
                    wanted.insert(name, asking);
                }
                if wanted.is_empty() {
                    waiting.asking -= 1;
                    return;
                }
            }
            self.ask(wanted).await;
        }
    }

    async fn ask(&self, mut wanted: BTreeMap<Name, Vec<Found>>) {
        let names: Arc<[Name]> = wanted.keys().copied().collect();
        let found = look(&self.readers, self.sql, names);
        let mut failure = match found.await {
            Ok(found) => {
                for (name, row) in found {
                    for asking in wanted.remove(&name).into_iter().flatten() {
                        let waits_for = rows::transaction(&row, 8);
                        let sealed = waits_for
                            .and_then(|waits_for| rows::sealed(self.store, &row, waits_for));
                        // Whoever asked may have gone away.
                        let _ = asking
                            .send(sealed.map(Some).map_err(|failure| failure.in_store(self.store)));
                    }
                }
                None
            }
            Err(failure) => Some(failure),
        };
        let failed = failure.is_some();
        for asking in wanted.into_values().flatten() {
            let _ = asking.send(match failure.take() {
                Some(failure) => Err(failure),
                None if failed => Err(unavailable(self.store)),
                None => Ok(None),
            });
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Every change is whole by the time the lock is given back.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The newest version of each of the rows that are there.
fn look<'a>(
    readers: &'a Readers,
    sql: &'static str,
    names: Arc<[Name]>,
) -> Boxed<'a, Result<Vec<(Name, Row)>, StoreError>> {
    Box::pin(readers.read(Reach::Point, async move |link: &Link| {
        let tenants: Vec<i64> = names.iter().map(|(tenant, _)| int(tenant.number())).collect();
        let keys: Vec<&[u8]> = names.iter().map(|(_, row)| row.as_bytes().as_slice()).collect();
        let found = link.rows(sql, &[&tenants, &keys]).await?;
        let rows = found.into_iter().map(|row| {
            let tenant = TenantId::from_number(number(&row, 0)?);
            Ok(((tenant, id::<RowKey>(&row, 2)?), row))
        });
        rows.collect()
    }))
}
