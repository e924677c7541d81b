//! Between columns and the words of the contract.

use model::{LogName, ResourceType, RowKey, StoreName, TenantId, Tree, Version};
use seal::KeyReference;
use store::{Head, Sealed, Sequence, TransactionId, TreeName};
use tokio_postgres::Row;
use tokio_postgres::types::FromSql;

use crate::failure::Failure;

/// `state` of a version that a newer one follows, or that says its document was deleted.
pub(crate) const PAST: i16 = 0;
/// `state` of the newest version of a document that is there.
pub(crate) const LIVE: i16 = 1;
/// `state` of a version that will be live once its transaction is decided.
pub(crate) const PENDING_LIVE: i16 = 2;
/// `state` of a version that will say deleted once its transaction is decided.
pub(crate) const PENDING_DELETED: i16 = 3;

/// The number of the deployment's own tree; those of a tenant have [`Tree::code`].
const DEPLOYMENT_TREE: i16 = 3;

/// A number as the engine keeps it. Those that we give fit 63 bits; one that somebody else made up may
/// not, and becomes a negative number that no row has.
pub(crate) const fn int(number: u64) -> i64 {
    number.cast_signed()
}

/// A number to compare stored ones with, the largest of which are below any that does not fit.
pub(crate) fn bound(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// How many rows at most, as the engine wants it.
pub(crate) fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// The code of a type, as it is stored.
pub(crate) fn kind_code(kind: ResourceType) -> i32 {
    i32::from(kind.code())
}

/// A column of a type that the engine itself keeps.
pub(crate) fn value<'a, T: FromSql<'a>>(row: &'a Row, column: usize) -> Result<T, Failure> {
    row.try_get(column).map_err(|_| Failure::Impossible)
}

/// A number that is never negative.
pub(crate) fn number(row: &Row, column: usize) -> Result<u64, Failure> {
    u64::try_from(value::<i64>(row, column)?).map_err(|_| Failure::Impossible)
}

/// An id or hash.
pub(crate) fn id<T>(row: &Row, column: usize) -> Result<T, Failure>
where
    T: for<'a> TryFrom<&'a [u8]>,
{
    T::try_from(value::<&[u8]>(row, column)?).map_err(|_| Failure::Impossible)
}

/// The columns of a sealed version, from a table called `v`, in the order in which [`sealed`] reads
/// them.
macro_rules! sealed_columns {
    () => {
        "v.tenant, v.type, v.row_key, v.version, v.key, v.sequence, v.born, v.message"
    };
}
pub(crate) use sealed_columns;

/// A row that begins with [`sealed_columns`].
pub(crate) fn sealed(
    store: StoreName,
    row: &Row,
    pending: Option<TransactionId>,
) -> Result<Sealed, Failure> {
    Ok(Sealed::from_row(
        TenantId::from_number(number(row, 0)?),
        store,
        kind(row, 1)?,
        id::<RowKey>(row, 2)?,
        Version(number(row, 3)?),
        KeyReference::from_bytes(value::<&[u8]>(row, 4)?).map_err(|_| Failure::Impossible)?,
        (Sequence(number(row, 5)?), Sequence(number(row, 6)?)),
        pending,
        value(row, 7)?,
    ))
}

/// A row of type, row key, version, key and birth.
pub(crate) fn head(store: StoreName, row: &Row) -> Result<Head, Failure> {
    Ok(Head {
        store,
        kind: kind(row, 0)?,
        row: id::<RowKey>(row, 1)?,
        version: Version(number(row, 2)?),
        key: KeyReference::from_bytes(value::<&[u8]>(row, 3)?).map_err(|_| Failure::Impossible)?,
        born: Sequence(number(row, 4)?),
    })
}

/// A transaction's id, if there is one.
pub(crate) fn transaction(row: &Row, column: usize) -> Result<Option<TransactionId>, Failure> {
    let bytes: Option<&[u8]> = value(row, column)?;
    bytes
        .map(|bytes| bytes.try_into().map(TransactionId::from_bytes))
        .transpose()
        .map_err(|_| Failure::Impossible)
}

/// The tenant and tree numbers of a tree.
pub(crate) fn tree_numbers(tree: TreeName) -> (i64, i16) {
    match tree {
        TreeName::Events(log) => log_numbers(log),
        TreeName::Deployment => (int(TenantId::DEPLOYMENT.number()), DEPLOYMENT_TREE),
    }
}

/// The tenant and tree numbers of a log.
pub(crate) fn log_numbers(log: LogName) -> (i64, i16) {
    (int(log.tenant.number()), tree_code(log.tree))
}

/// The number of a tenant's tree.
pub(crate) fn tree_code(tree: Tree) -> i16 {
    i16::from(tree.code())
}

/// The tree of two columns.
pub(crate) fn tree_name(row: &Row, tenant: usize, tree: usize) -> Result<TreeName, Failure> {
    if value::<i16>(row, tree)? == DEPLOYMENT_TREE {
        return Ok(TreeName::Deployment);
    }
    log_name(row, tenant, tree).map(TreeName::Events)
}

/// The log of two columns.
pub(crate) fn log_name(row: &Row, tenant: usize, column: usize) -> Result<LogName, Failure> {
    Ok(LogName { tenant: TenantId::from_number(number(row, tenant)?), tree: tree(row, column)? })
}

/// A tenant's tree.
pub(crate) fn tree(row: &Row, column: usize) -> Result<Tree, Failure> {
    let code = u8::try_from(value::<i16>(row, column)?).ok();
    code.and_then(Tree::from_code).ok_or(Failure::Impossible)
}

pub(crate) fn kind(row: &Row, column: usize) -> Result<ResourceType, Failure> {
    let code = u16::try_from(value::<i32>(row, column)?).ok();
    code.and_then(store::resource_type_of_code).ok_or(Failure::Impossible)
}
