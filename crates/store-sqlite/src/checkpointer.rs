//! Folds a write-ahead log into its file beside the thread that writes, so that no group of changes
//! waits while the disk takes what earlier ones have changed.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use model::StoreName;
use rusqlite::Connection;

/// Pages after which it begins (4 MiB).
const PAGES_MIN: i64 = 1024;

/// The handle of the folding thread. Dropping it ends the thread.
pub(crate) struct Checkpointer {
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpointer {
    /// Starts the thread with a connection of its own.
    pub(crate) fn start(store: StoreName, connection: Connection) -> std::io::Result<Self> {
        let (wake, woken) = sync_channel(1);
        let thread = std::thread::Builder::new()
            .name(format!("fold-{store}"))
            .spawn(move || run(store, &connection, &woken))?;
        Ok(Self { wake: Some(wake), thread: Some(thread) })
    }

    /// Looks, on the connection that writes, whether there is enough to fold, and has it folded.
    pub(crate) fn look(&self, writer: &Connection) {
        let unfolded =
            writer.prepare_cached("PRAGMA wal_checkpoint(NOOP)").and_then(|mut statement| {
                statement.query_row([], |row| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?))
            });
        if unfolded.is_ok_and(|pages| pages >= PAGES_MIN)
            && let Some(wake) = &self.wake
        {
            // One that is folding already will be asked again after the next group.
            let _ = wake.try_send(());
        }
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        drop(self.wake.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(store: StoreName, connection: &Connection, woken: &Receiver<()>) {
    while woken.recv().is_ok() {
        let folded = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        if let Err(error) = folded {
            // The writer folds by itself when the log has grown too long.
            tracing::warn!(store = store.name(), %error, "a journal could not be folded");
        }
    }
}
