//! The SQL of people's keys.

use model::{LogSubject, Pseudonym, RowKey, TenantId};
use store::{SubjectName, SubjectRecord};
use tokio_postgres::Row;

use crate::failure::Failure;
use crate::link::Link;
use crate::rows::{id, int, number, value};

pub(super) async fn find_subject(
    link: &Link,
    tenant: TenantId,
    name: SubjectName,
) -> Result<Option<SubjectRecord>, Failure> {
    let (sql, name): (_, &[u8]) = match &name {
        SubjectName::Row(row) => (
            "SELECT row_key, identity, records, log_subject, tenant_key_version, wrapped
             FROM subjects WHERE tenant = $1 AND row_key = $2",
            row.as_bytes(),
        ),
        SubjectName::Identity(pseudonym) => (
            "SELECT row_key, identity, records, log_subject, tenant_key_version, wrapped
             FROM subjects WHERE tenant = $1 AND identity = $2",
            pseudonym.as_bytes(),
        ),
        SubjectName::Records(pseudonym) => (
            "SELECT row_key, identity, records, log_subject, tenant_key_version, wrapped
             FROM subjects WHERE tenant = $1 AND records = $2",
            pseudonym.as_bytes(),
        ),
    };
    let found = link.find(sql, &[&int(tenant.number()), &name]).await?;
    found.as_ref().map(subject).transpose()
}

fn subject(row: &Row) -> Result<SubjectRecord, Failure> {
    Ok(SubjectRecord {
        row: id::<RowKey>(row, 0)?,
        identity: id::<Pseudonym>(row, 1)?,
        records: id::<Pseudonym>(row, 2)?,
        log_subject: id::<LogSubject>(row, 3)?,
        tenant_key_version: number(row, 4)?,
        wrapped: value(row, 5)?,
    })
}

/// Keeps a new person, unless they are there or their key's wrapping is superseded. Says whether it
/// did.
pub(super) async fn put_subject(
    link: &Link,
    tenant: TenantId,
    record: &SubjectRecord,
) -> Result<bool, Failure> {
    let sql = "INSERT INTO subjects
             (tenant, row_key, identity, records, log_subject, tenant_key_version, wrapped)
         SELECT $1, $2, $3, $4, $5, $6, $7
             WHERE (SELECT max(version) FROM tenant_keys WHERE tenant = $1) <= $6
         ON CONFLICT (tenant, row_key) DO NOTHING";
    let put = link
        .execute(
            sql,
            &[
                &int(tenant.number()),
                &record.row.as_bytes().as_slice(),
                &record.identity.as_bytes().as_slice(),
                &record.records.as_bytes().as_slice(),
                &record.log_subject.as_bytes().as_slice(),
                &int(record.tenant_key_version),
                &record.wrapped,
            ],
        )
        .await?;
    Ok(put == 1)
}

/// Destroys the key of a person.
pub(super) async fn destroy_subject(
    link: &Link,
    tenant: TenantId,
    name: SubjectName,
) -> Result<(), Failure> {
    let (sql, name) = match &name {
        SubjectName::Row(row) => {
            ("DELETE FROM subjects WHERE tenant = $1 AND row_key = $2", row.as_bytes())
        }
        SubjectName::Identity(pseudonym) => {
            ("DELETE FROM subjects WHERE tenant = $1 AND identity = $2", pseudonym.as_bytes())
        }
        SubjectName::Records(pseudonym) => {
            ("DELETE FROM subjects WHERE tenant = $1 AND records = $2", pseudonym.as_bytes())
        }
    };
    link.execute(sql, &[&int(tenant.number()), &name.as_slice()]).await?;
    Ok(())
}
