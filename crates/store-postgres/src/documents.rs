//! The SQL of versioned documents, which the identity and the records store share.

use model::{ErasureId, Pseudonym, ResourceType, RowKey, StoreName, TenantId, Version};
use seal::KeyReference;
use store::{Head, Sealed, Selection, Sequence, Versions};

use crate::failure::Failure;
use crate::link::Link;
use crate::rows::{self, bound, int, kind_code, limit, sealed_columns};

/// One version of a row.
pub(crate) async fn find_version(
    link: &Link,
    tenant: TenantId,
    row: RowKey,
    version: Version,
) -> Result<Option<Sealed>, Failure> {
    let found = link
        .find(
            concat!(
                "SELECT ",
                sealed_columns!(),
                " FROM versions v WHERE v.tenant = $1 AND v.row_key = $2 AND v.version = $3"
            ),
            &[&int(tenant.number()), &row.as_bytes().as_slice(), &int(version.0)],
        )
        .await?;
    found.map(|row| rows::sealed(StoreName::Records, &row, None)).transpose()
}

/// Live documents, newest-born first.
pub(crate) async fn list_live(
    link: &Link,
    store: StoreName,
    tenant: TenantId,
    selection: Selection,
    before: Option<Sequence>,
    count: usize,
) -> Result<Vec<Sealed>, Failure> {
    let tenant = int(tenant.number());
    let before = before.map_or(i64::MAX, |sequence| bound(sequence.0));
    let found = match selection {
        Selection::OfKind(kind) => {
            let sql = concat!(
                "SELECT ",
                sealed_columns!(),
                " FROM versions v
                  WHERE v.tenant = $1 AND v.type = $2 AND v.state = 1 AND v.born < $3
                  ORDER BY v.born DESC LIMIT $4"
            );
            link.rows(sql, &[&tenant, &kind_code(kind), &before, &limit(count)]).await?
        }
        Selection::About { subject, kind } => {
            let sql = concat!(
                "SELECT ",
                sealed_columns!(),
                " FROM about a JOIN versions v
                      ON v.tenant = a.tenant AND v.type = a.type AND v.born = a.born AND v.state = 1
                  WHERE a.tenant = $1 AND a.subject = $2 AND a.type = $3 AND a.born < $4
                  ORDER BY a.born DESC LIMIT $5"
            );
            let subject = subject.as_bytes().as_slice();
            link.rows(sql, &[&tenant, &subject, &kind_code(kind), &before, &limit(count)]).await?
        }
    };
    found.iter().map(|row| rows::sealed(store, row, None)).collect()
}

/// Live documents of a type by where they were born.
pub(crate) async fn list_born(
    link: &Link,
    store: StoreName,
    tenant: TenantId,
    kind: ResourceType,
    born: &[Sequence],
) -> Result<Vec<Sealed>, Failure> {
    let sql = concat!(
        "SELECT ",
        sealed_columns!(),
        " FROM versions v
          WHERE v.tenant = $1 AND v.type = $2 AND v.state = 1 AND v.born = ANY ($3::bigint[])"
    );
    let born: Vec<i64> = born.iter().map(|born| bound(born.0)).collect();
    let found = link.rows(sql, &[&int(tenant.number()), &kind_code(kind), &born]).await?;
    found.iter().map(|row| rows::sealed(store, row, None)).collect()
}

/// How many live documents there are.
pub(crate) async fn count_live(
    link: &Link,
    tenant: TenantId,
    selection: Selection,
) -> Result<u64, Failure> {
    let tenant = int(tenant.number());
    let row = match selection {
        Selection::OfKind(kind) => {
            link.one(
                "SELECT count(*) FROM versions WHERE tenant = $1 AND type = $2 AND state = 1",
                &[&tenant, &kind_code(kind)],
            )
            .await?
        }
        Selection::About { subject, kind } => {
            link.one(
                "SELECT count(*) FROM about JOIN versions USING (tenant, type, born)
                 WHERE about.tenant = $1 AND about.subject = $2 AND about.type = $3
                     AND versions.state = 1",
                &[&tenant, &subject.as_bytes().as_slice(), &kind_code(kind)],
            )
            .await?
        }
    };
    rows::number(&row, 0)
}

/// Decided versions, newest first.
pub(crate) async fn list_versions(
    link: &Link,
    store: StoreName,
    tenant: TenantId,
    versions: Versions,
    before: Option<Sequence>,
    count: usize,
) -> Result<Vec<Sealed>, Failure> {
    let tenant = int(tenant.number());
    let before = before.map_or(i64::MAX, |sequence| bound(sequence.0));
    let found = match versions {
        Versions::OfRow(row) => {
            let sql = concat!(
                "SELECT ",
                sealed_columns!(),
                " FROM versions v
                  WHERE v.tenant = $1 AND v.row_key = $2 AND v.sequence < $3 AND v.state < 2
                  ORDER BY v.version DESC LIMIT $4"
            );
            let row = row.as_bytes().as_slice();
            link.rows(sql, &[&tenant, &row, &before, &limit(count)]).await?
        }
        Versions::OfKind(kind) => {
            let sql = concat!(
                "SELECT ",
                sealed_columns!(),
                " FROM versions v
                  WHERE v.tenant = $1 AND v.type = $2 AND v.sequence < $3 AND v.state < 2
                  ORDER BY v.sequence DESC LIMIT $4"
            );
            link.rows(sql, &[&tenant, &kind_code(kind), &before, &limit(count)]).await?
        }
    };
    found.iter().map(|row| rows::sealed(store, row, None)).collect()
}

/// The newest decided version of each document that any version was ever about a person.
pub(crate) async fn list_about(
    link: &Link,
    store: StoreName,
    tenant: TenantId,
    subject: Pseudonym,
    after: Option<(ResourceType, Sequence)>,
    count: usize,
) -> Result<Vec<Head>, Failure> {
    let (kind, born) = after.map_or((0, 0), |(kind, born)| (kind_code(kind), bound(born.0)));
    // A document's first version stands where the document was born.
    let sql = "SELECT v.type, v.row_key, v.version, v.key, v.born
          FROM about a JOIN versions f ON f.sequence = a.born AND f.tenant = a.tenant
              JOIN versions v ON v.tenant = f.tenant AND v.row_key = f.row_key
          WHERE a.tenant = $1 AND a.subject = $2 AND (a.type, a.born) > ($3, $4)
              AND v.version = (
                  SELECT max(n.version) FROM versions n
                  WHERE n.tenant = f.tenant AND n.row_key = f.row_key AND n.state < 2
              )
          ORDER BY a.type, a.born LIMIT $5";
    let subject = subject.as_bytes().as_slice();
    let found =
        link.rows(sql, &[&int(tenant.number()), &subject, &kind, &born, &limit(count)]).await?;
    found.iter().map(|row| rows::head(store, row)).collect()
}

/// What holds of a version `v` that the document of a first version `f` had when the stream stood at a place.
macro_rules! as_of {
    () => {
        "v.version = (
             SELECT max(n.version) FROM versions n
             WHERE n.tenant = f.tenant AND n.row_key = f.row_key AND n.state < 2
                 AND n.sequence <= $2
         )"
    };
}

/// The version that each document of a selection had when the stream stood at a place, by birth.
pub(crate) async fn list_as_of(
    link: &Link,
    store: StoreName,
    tenant: TenantId,
    selection: Selection,
    (at, after): (Sequence, Sequence),
    count: usize,
) -> Result<Vec<Sealed>, Failure> {
    let (tenant, at, after) = (int(tenant.number()), bound(at.0), bound(after.0));
    // A document's first version stands where the document was born.
    let found = match selection {
        Selection::OfKind(kind) => {
            let sql = concat!(
                "SELECT ",
                sealed_columns!(),
                " FROM versions f JOIN versions v ON v.tenant = f.tenant AND v.row_key = f.row_key
                  WHERE f.tenant = $1 AND f.type = $4 AND f.version = 1
                      AND f.sequence > $3 AND f.sequence <= $2 AND ",
                as_of!(),
                " ORDER BY f.sequence LIMIT $5"
            );
            link.rows(sql, &[&tenant, &at, &after, &kind_code(kind), &limit(count)]).await?
        }
        Selection::About { subject, kind } => {
            let sql = concat!(
                "SELECT ",
                sealed_columns!(),
                " FROM about a JOIN versions f ON f.sequence = a.born AND f.tenant = a.tenant
                      JOIN versions v ON v.tenant = f.tenant AND v.row_key = f.row_key
                  WHERE a.tenant = $1 AND a.subject = $6 AND a.type = $4
                      AND a.born > $3 AND a.born <= $2 AND ",
                as_of!(),
                " ORDER BY a.born LIMIT $5"
            );
            let (kind, subject) = (kind_code(kind), subject.as_bytes().as_slice());
            link.rows(sql, &[&tenant, &at, &after, &kind, &limit(count), &subject]).await?
        }
    };
    found.iter().map(|row| rows::sealed(store, row, None)).collect()
}

/// Takes the content out of the decided versions of a row that are sealed under one of these keys.
pub(crate) async fn erase_versions(
    link: &Link,
    tenant: TenantId,
    erasure: ErasureId,
    row: RowKey,
    keys: &[KeyReference],
) -> Result<(), Failure> {
    let gone = KeyReference::Erased(erasure).to_bytes();
    let (row, keys) = (row.as_bytes().as_slice(), keys.iter().map(|key| key.to_bytes().to_vec()));
    let sql = "UPDATE versions SET state = 0, key = $1, message = ''
         WHERE tenant = $2 AND row_key = $3 AND state < 2 AND key = ANY ($4)";
    let keys: Vec<Vec<u8>> = keys.collect();
    link.execute(sql, &[&gone.as_slice(), &int(tenant.number()), &row, &keys]).await?;
    Ok(())
}

/// Forgets of so many documents that they are about a person, and says whether there were any.
pub(crate) async fn unlist(
    link: &Link,
    tenant: TenantId,
    subject: Pseudonym,
    count: usize,
) -> Result<bool, Failure> {
    let sql = "DELETE FROM about WHERE (tenant, subject, type, born) IN (
             SELECT tenant, subject, type, born FROM about
             WHERE tenant = $1 AND subject = $2 LIMIT $3
         )";
    let subject = subject.as_bytes().as_slice();
    let forgotten = link.execute(sql, &[&int(tenant.number()), &subject, &limit(count)]).await?;
    Ok(forgotten > 0)
}
