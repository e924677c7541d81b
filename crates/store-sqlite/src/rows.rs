//! Between columns and the words of the contract.

use model::{LogName, Pseudonym, ResourceType, RowKey, StoreName, TenantId, Tree, Version};
use rusqlite::Row;
use rusqlite::types::{FromSqlError, Type};
use seal::KeyReference;
use store::{Head, Sealed, Sequence, TransactionId, TreeName};

/// `state` of a version that a newer one follows, or that says its document was deleted.
pub(crate) const PAST: i64 = 0;
/// `state` of the newest version of a document that is there.
pub(crate) const LIVE: i64 = 1;
/// `state` of a version that will be live once its transaction is decided.
pub(crate) const PENDING_LIVE: i64 = 2;
/// `state` of a version that will say deleted once its transaction is decided.
pub(crate) const PENDING_DELETED: i64 = 3;

/// The number of the deployment's own tree; those of a tenant have [`Tree::code`].
const DEPLOYMENT_TREE: i64 = 3;

/// The columns that [`sealed`] reads, in its order.
pub(crate) const SEALED_COLUMNS: &str =
    "tenant, type, row_key, version, key, sequence, born, message";

/// A number as SQLite keeps it. Those that we give fit 63 bits; one that somebody else made up may
/// not, and becomes a negative number that no row has.
pub(crate) const fn int(number: u64) -> i64 {
    number.cast_signed()
}

/// A number to compare stored ones with, the largest of which are below any that does not fit.
pub(crate) fn bound(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number as SQLite gave it.
pub(crate) fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| impossible(column, Type::Integer))
}

/// An id or hash as SQLite gave it.
pub(crate) fn id<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T: for<'a> TryFrom<&'a [u8]>,
{
    let bytes = row.get_ref(column)?.as_blob().map_err(|_| impossible(column, Type::Blob))?;
    T::try_from(bytes).map_err(|_| impossible(column, Type::Blob))
}

/// Pseudonyms, one after the other, as SQLite gave them.
pub(crate) fn pseudonyms(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<Pseudonym>> {
    let bytes = row.get_ref(column)?.as_blob().map_err(|_| impossible(column, Type::Blob))?;
    bytes
        .chunks(16)
        .map(|pseudonym| Pseudonym::try_from(pseudonym).map_err(|_| impossible(column, Type::Blob)))
        .collect()
}

/// A row of [`SEALED_COLUMNS`].
pub(crate) fn sealed(store: StoreName, row: &Row<'_>) -> rusqlite::Result<Sealed> {
    pending_sealed(store, row, None)
}

/// A row of [`SEALED_COLUMNS`] that may wait for a transaction.
pub(crate) fn pending_sealed(
    store: StoreName,
    row: &Row<'_>,
    pending: Option<TransactionId>,
) -> rusqlite::Result<Sealed> {
    Ok(Sealed::from_row(
        TenantId::from_number(number(row, 0)?),
        store,
        kind(row, 1)?,
        id::<RowKey>(row, 2)?,
        Version(number(row, 3)?),
        key_reference(row, 4)?,
        (Sequence(number(row, 5)?), Sequence(number(row, 6)?)),
        pending,
        row.get(7)?,
    ))
}

/// A row of type, row key, version, key and birth.
pub(crate) fn head(store: StoreName, row: &Row<'_>) -> rusqlite::Result<Head> {
    Ok(Head {
        store,
        kind: kind(row, 0)?,
        row: id::<RowKey>(row, 1)?,
        version: Version(number(row, 2)?),
        key: key_reference(row, 3)?,
        born: Sequence(number(row, 4)?),
    })
}

/// The transaction that a version waits for, if it waits.
pub(crate) fn waits_for(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<TransactionId>> {
    let bytes: Option<[u8; 16]> = row.get(column)?;
    Ok(bytes.map(TransactionId::from_bytes))
}

/// The tenant and tree numbers of a tree.
pub(crate) fn tree_numbers(tree: TreeName) -> (i64, i64) {
    match tree {
        TreeName::Events(log) => log_numbers(log),
        TreeName::Deployment => (int(TenantId::DEPLOYMENT.number()), DEPLOYMENT_TREE),
    }
}

/// The tenant and tree numbers of a log.
pub(crate) fn log_numbers(log: LogName) -> (i64, i64) {
    (int(log.tenant.number()), i64::from(log.tree.code()))
}

/// The tree of two columns.
pub(crate) fn tree_name(row: &Row<'_>, tenant: usize, tree: usize) -> rusqlite::Result<TreeName> {
    if row.get::<_, i64>(tree)? == DEPLOYMENT_TREE {
        return Ok(TreeName::Deployment);
    }
    log_name(row, tenant, tree).map(TreeName::Events)
}

/// The log of two columns.
pub(crate) fn log_name(row: &Row<'_>, tenant: usize, tree: usize) -> rusqlite::Result<LogName> {
    let code = u8::try_from(row.get::<_, i64>(tree)?).ok();
    let found = code.and_then(Tree::from_code).ok_or_else(|| impossible(tree, Type::Integer))?;
    Ok(LogName { tenant: TenantId::from_number(number(row, tenant)?), tree: found })
}

pub(crate) fn kind(row: &Row<'_>, column: usize) -> rusqlite::Result<ResourceType> {
    let code = u16::try_from(row.get::<_, i64>(column)?).ok();
    code.and_then(store::resource_type_of_code).ok_or_else(|| impossible(column, Type::Integer))
}

pub(crate) fn key_reference(row: &Row<'_>, column: usize) -> rusqlite::Result<KeyReference> {
    let bytes = row.get_ref(column)?.as_blob().map_err(|_| impossible(column, Type::Blob))?;
    KeyReference::from_bytes(bytes).map_err(|_| impossible(column, Type::Blob))
}

/// Somebody put a value there that we never write.
pub(crate) fn impossible(column: usize, kind: Type) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, kind, Box::new(FromSqlError::InvalidType))
}
