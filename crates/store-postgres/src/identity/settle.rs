//! What becomes of rows once the transaction they wait for is decided.

use store::{Outcome, TransactionId};

use crate::failure::Failure;
use crate::link::{Arguments, Link};

/// What the rows follow: of a document, one version at a time is live. The engine finds each by its row
/// alone, however many a tenant has.
const RETIRE: &str = "
    UPDATE versions SET state = 0 WHERE sequence = ANY (ARRAY(
        SELECT before.sequence FROM pending p JOIN versions next USING (sequence)
        CROSS JOIN LATERAL (
            SELECT v.sequence FROM versions v
            WHERE v.tenant = next.tenant AND v.row_key = next.row_key
                AND v.version = next.version - 1 OFFSET 0) AS before
        WHERE p.transaction_id = $1))";
const LIST: &str = "
    INSERT INTO about (tenant, subject, type, born)
    SELECT v.tenant, person, v.type, v.born
    FROM pending p JOIN versions v USING (sequence), unnest(p.about) AS person
    WHERE p.transaction_id = $1
    ON CONFLICT DO NOTHING";
const COUNT: &str = "
    UPDATE versions v SET state = CASE v.state WHEN 2 THEN 1 ELSE 0 END
    FROM pending p WHERE p.transaction_id = $1 AND v.sequence = p.sequence";
const DROP: &str = "
    DELETE FROM versions v USING pending p
    WHERE p.transaction_id = $1 AND v.sequence = p.sequence";
const FORGET: &str = "DELETE FROM pending WHERE transaction_id = $1";

/// Makes the rows of a transaction count, or takes them away. The transaction is locked.
pub(super) async fn settle(
    link: &Link,
    transaction: TransactionId,
    outcome: Outcome,
) -> Result<(), Failure> {
    let id = transaction.as_bytes().as_slice();
    let transaction: Arguments<'_> = &[&id];
    // Sent in one go, and done in this order.
    match outcome {
        Outcome::Committed => {
            link.prepare_all(&[RETIRE, LIST, COUNT, FORGET]).await?;
            futures_util::try_join!(
                link.execute(RETIRE, transaction),
                link.execute(LIST, transaction),
                link.execute(COUNT, transaction),
                link.execute(FORGET, transaction),
            )?;
        }
        Outcome::Aborted => {
            link.prepare_all(&[DROP, FORGET]).await?;
            futures_util::try_join!(
                link.execute(DROP, transaction),
                link.execute(FORGET, transaction),
            )?;
        }
    }
    Ok(())
}
