//! Whether the tables of a store are there, and whether its role may use them.

use super::{Ailment, ailment};
use crate::failure::Failure;
use crate::link::Link;
use crate::rows::value;
use crate::schema::Schema;

/// What the schema says of itself is in a table too.
const OWN: &str = "deployment";

/// What is there, whose it is, and whether the role may do with it what a server does.
const FIND: &str = "
    SELECT c.relname::text, pg_get_userbyid(c.relowner)::text,
        has_schema_privilege(c.relnamespace, 'USAGE') AND CASE c.relkind
            WHEN 'S' THEN has_sequence_privilege(c.oid, 'USAGE')
                AND has_sequence_privilege(c.oid, 'SELECT')
            ELSE has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
                AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE')
        END
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'S') AND c.relname = ANY ($1)
    ORDER BY c.relname";

/// What a role that does not own its tables needs.
const GIVE: &str = "let the role own them: as a superuser, in that database, ALTER TABLE … OWNER TO the \
     role for each, and ALTER SEQUENCE for places (or REASSIGN OWNED BY whoever owns them, if that is \
     no superuser); GRANT ALL ON ALL TABLES IN SCHEMA public and ON ALL SEQUENCES IN SCHEMA public \
     does until the next version of Ribcage; pg_restore has --no-owner and --role for this";

/// Tables and sequences that the role may not use.
pub(super) async fn barred(link: &Link, schema: &Schema) -> Result<Vec<Ailment>, Failure> {
    let names: Vec<&str> = names(schema, schema.migrations.len()).collect();
    let (mut barred, mut owners) = (Vec::new(), Vec::<String>::new());
    for row in link.rows(FIND, &[&names]).await? {
        let is_free: bool = value(&row, 2)?;
        if !is_free {
            barred.push(value::<String>(&row, 0)?);
            owners.push(value(&row, 1)?);
        }
    }
    if barred.is_empty() {
        return Ok(Vec::new());
    }
    owners.sort_unstable();
    owners.dedup();
    let (barred, owners) = (barred.join(", "), owners.join(", "));
    Ok(vec![ailment(format!("its role may not use {barred}, which {owners} owns"), GIVE)])
}

/// Tables and sequences of a schema of this version that are not there.
pub(super) async fn missing(
    link: &Link,
    schema: &Schema,
    version: u32,
) -> Result<Vec<Ailment>, Failure> {
    let steps = usize::try_from(version).unwrap_or(usize::MAX);
    let names: Vec<&str> = names(schema, steps).collect();
    let found = link.rows(FIND, &[&names]).await?;
    let found: Vec<String> = found.iter().map(|row| value(row, 0)).collect::<Result<_, _>>()?;
    let missing = names.iter().filter(|name| found.iter().all(|found| found != *name));
    let missing: Vec<&str> = missing.copied().collect();
    if missing.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![ailment(
        format!("these tables or sequences are missing: {}", missing.join(", ")),
        "put the database back whole, from a backup; and look at what pg_restore said, if it was \
         put back already",
    )])
}

/// What the first steps of a schema make.
fn names(schema: &Schema, steps: usize) -> impl Iterator<Item = &'static str> {
    let lines = schema.migrations.iter().take(steps).flat_map(|step| step.sql.lines());
    let made = lines.filter_map(|line| {
        let rest = line.strip_prefix("CREATE TABLE ").or(line.strip_prefix("CREATE SEQUENCE "))?;
        rest.split(|end: char| !end.is_ascii_alphanumeric() && end != '_').next()
    });
    made.chain([OWN])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_migrations_make_is_known_by_name() {
        let keys: Vec<_> = names(&crate::keys::SCHEMA, 1).collect();
        assert_eq!(keys, ["tenant_keys", "tenant_secrets", "subjects", "document_keys", OWN]);
        let records: Vec<_> = names(&crate::records::SCHEMA, 2).collect();
        assert!(records.contains(&"places") && records.contains(&"leases"));
        assert!(!names(&crate::records::SCHEMA, 1).any(|name| name == "leases"));
    }
}
