//! The engine's floor: a 1 KB row and a 200-byte row a change, durable, a hundred changes a
//! transaction, nothing else. `floor FOLDER` prints changes a second.

use std::time::Instant;

use rusqlite::{Connection, params};

const CHANGES: usize = 100_000;
const GROUP: usize = 100;

#[expect(clippy::print_stdout, reason = "the program's answer")]
fn main() -> rusqlite::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let mut connection = Connection::open(format!("{folder}/floor.db"))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS documents (id INTEGER PRIMARY KEY, body BLOB);
         CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, body BLOB);",
    )?;
    let (document, event) = (vec![7_u8; 1024], vec![7_u8; 200]);
    #[expect(clippy::disallowed_methods, reason = "a program of its own")]
    let begun = Instant::now();
    for _ in 0..CHANGES / GROUP {
        let transaction = connection.transaction()?;
        for _ in 0..GROUP {
            transaction
                .prepare_cached("INSERT INTO documents (body) VALUES (?1)")?
                .execute(params![document])?;
            transaction
                .prepare_cached("INSERT INTO events (body) VALUES (?1)")?
                .execute(params![event])?;
        }
        transaction.commit()?;
    }
    let seconds = begun.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a small count")]
    let rate = CHANGES as f64 / seconds;
    println!("{rate:.0}");
    Ok(())
}
