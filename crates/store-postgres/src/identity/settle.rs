//! What becomes of rows once the transaction they wait for is decided.

use store::{Outcome, TransactionId};

use crate::failure::Failure;
use crate::link::Link;

/// Makes the rows of a transaction count, or takes them away. The transaction is locked.
pub(super) async fn settle(
    link: &Link,
    transaction: TransactionId,
    outcome: Outcome,
) -> Result<(), Failure> {
    let id = transaction.as_bytes().as_slice();
    match outcome {
        Outcome::Committed => {
            // What they follow first: of a document, one version at a time is live.
            link.execute(
                "UPDATE versions v SET state = 0
                 FROM pending p JOIN versions next USING (sequence)
                 WHERE p.transaction_id = $1 AND v.tenant = next.tenant
                     AND v.row_key = next.row_key AND v.version = next.version - 1 AND v.state = 1",
                &[&id],
            )
            .await?;
            link.execute(
                "INSERT INTO about (tenant, subject, type, born)
                 SELECT v.tenant, person, v.type, v.born
                 FROM pending p JOIN versions v USING (sequence), unnest(p.about) AS person
                 WHERE p.transaction_id = $1
                 ON CONFLICT DO NOTHING",
                &[&id],
            )
            .await?;
            link.execute(
                "UPDATE versions v SET state = CASE v.state WHEN 2 THEN 1 ELSE 0 END
                 FROM pending p WHERE p.transaction_id = $1 AND v.sequence = p.sequence",
                &[&id],
            )
            .await?;
        }
        Outcome::Aborted => {
            link.execute(
                "DELETE FROM versions v USING pending p
                 WHERE p.transaction_id = $1 AND v.sequence = p.sequence",
                &[&id],
            )
            .await?;
        }
    }
    link.execute("DELETE FROM pending WHERE transaction_id = $1", &[&id]).await?;
    Ok(())
}
