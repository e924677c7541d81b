//! The SQL of people's keys.

use model::{LogSubject, Pseudonym, RowKey, TenantId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use store::{SubjectName, SubjectRecord};

use crate::rows::{self, int, number};

pub(super) fn find_subject(
    connection: &Connection,
    tenant: TenantId,
    name: SubjectName,
) -> rusqlite::Result<Option<SubjectRecord>> {
    let (condition, value) = subject_name(&name);
    connection
        .prepare_cached(&format!(
            "SELECT row_key, identity, records, log_subject, tenant_key_version, wrapped
             FROM subjects WHERE tenant = ?1 AND {condition} = ?2"
        ))?
        .query_row(params![int(tenant.number()), value], subject)
        .optional()
}

/// The column that has a name of a person, and the name.
const fn subject_name(name: &SubjectName) -> (&'static str, &[u8; 16]) {
    match name {
        SubjectName::Row(row) => ("row_key", row.as_bytes()),
        SubjectName::Identity(pseudonym) => ("identity", pseudonym.as_bytes()),
        SubjectName::Records(pseudonym) => ("records", pseudonym.as_bytes()),
    }
}

fn subject(row: &Row<'_>) -> rusqlite::Result<SubjectRecord> {
    Ok(SubjectRecord {
        row: rows::id::<RowKey>(row, 0)?,
        identity: rows::id::<Pseudonym>(row, 1)?,
        records: rows::id::<Pseudonym>(row, 2)?,
        log_subject: rows::id::<LogSubject>(row, 3)?,
        tenant_key_version: number(row, 4)?,
        wrapped: row.get(5)?,
    })
}

pub(super) fn put_subject(
    connection: &Connection,
    tenant: TenantId,
    record: &SubjectRecord,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO subjects
                 (tenant, row_key, identity, records, log_subject, tenant_key_version, wrapped)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            int(tenant.number()),
            record.row.as_bytes(),
            record.identity.as_bytes(),
            record.records.as_bytes(),
            record.log_subject.as_bytes(),
            int(record.tenant_key_version),
            record.wrapped,
        ])?;
    Ok(())
}

/// Destroys the key of a person.
pub(super) fn destroy_subject(
    connection: &Connection,
    tenant: TenantId,
    name: SubjectName,
) -> rusqlite::Result<()> {
    let (column, value) = subject_name(&name);
    let sql = format!("DELETE FROM subjects WHERE tenant = ?1 AND {column} = ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.execute(params![int(tenant.number()), value])?;
    Ok(())
}
