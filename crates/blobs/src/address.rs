//! What a bucket is called: `s3://BUCKET`, `az://CONTAINER` or `gs://BUCKET`, each perhaps with a `/PREFIX`.

use std::fmt;

use crate::name::is_name;

/// It is no such address.
#[derive(Debug, thiserror::Error)]
#[error(
    "an address of a bucket is s3://BUCKET/PREFIX, az://CONTAINER/PREFIX or gs://BUCKET/PREFIX, of letters, digits, - _ and .; the prefix may be missing"
)]
pub struct AddressError;

/// Whose interface a store has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreKind {
    /// That of S3, which many have.
    S3,
    /// That of Azure Blob Storage.
    Azure,
    /// That of Google Cloud Storage.
    Gcs,
}

impl StoreKind {
    const ALL: [Self; 3] = [Self::S3, Self::Azure, Self::Gcs];

    const fn scheme(self) -> &'static str {
        match self {
            Self::S3 => "s3://",
            Self::Azure => "az://",
            Self::Gcs => "gs://",
        }
    }

    fn of(address: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| address.starts_with(kind.scheme()))
    }
}

/// How the names of its settings begin.
impl fmt::Display for StoreKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::S3 => "s3",
            Self::Azure => "azure",
            Self::Gcs => "gcs",
        })
    }
}

/// A bucket, and what the names of all objects in it begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketAddress {
    kind: StoreKind,
    pub(crate) bucket: String,
    /// Empty, or parts with `/` between them.
    pub(crate) prefix: String,
}

impl BucketAddress {
    /// Whether it is meant to be the address of a bucket, and not that of a folder.
    pub fn is_meant_by(address: &str) -> bool {
        StoreKind::of(address).is_some()
    }

    /// Reads an address.
    pub fn parse(address: &str) -> Result<Self, AddressError> {
        let kind = StoreKind::of(address).ok_or(AddressError)?;
        let rest = address.strip_prefix(kind.scheme()).ok_or(AddressError)?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let prefix = prefix.strip_suffix('/').unwrap_or(prefix);
        let is_bucket = is_name(bucket) && (3..=63).contains(&bucket.len());
        if !is_bucket || !(prefix.is_empty() || is_name(prefix)) {
            return Err(AddressError);
        }
        Ok(Self { kind, bucket: bucket.to_owned(), prefix: prefix.to_owned() })
    }

    /// Whose interface the store has that it is in.
    pub const fn kind(&self) -> StoreKind {
        self.kind
    }

    /// What the names of all objects in it begin with.
    pub(crate) fn start(&self) -> String {
        let slash = if self.prefix.is_empty() { "" } else { "/" };
        format!("{}{slash}", self.prefix)
    }
}

/// As it is read, without a `/` at its end.
impl fmt::Display for BucketAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, bucket, prefix } = self;
        let slash = if prefix.is_empty() { "" } else { "/" };
        write!(formatter, "{}{bucket}{slash}{prefix}", kind.scheme())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_bucket_and_perhaps_a_prefix() {
        for (address, kind, start, shown) in [
            ("s3://clinic", StoreKind::S3, "", "s3://clinic"),
            ("s3://clinic/", StoreKind::S3, "", "s3://clinic"),
            ("az://clinic/a/b/", StoreKind::Azure, "a/b/", "az://clinic/a/b"),
            ("gs://clinic/a", StoreKind::Gcs, "a/", "gs://clinic/a"),
        ] {
            let read = BucketAddress::parse(address).expect("an address");
            assert_eq!((read.kind(), read.bucket.as_str()), (kind, "clinic"), "{address}");
            assert_eq!((read.start().as_str(), read.to_string().as_str()), (start, shown));
        }
        for address in [
            "s3:clinic",
            "s3://",
            "s3://ab",
            "az:///a",
            "s3://clinic/../a",
            "gs://clinic//a",
            "s3://a:b@c",
            "az://clinic?a=b",
            "azure://clinic",
            "/mnt/clinic",
        ] {
            assert!(BucketAddress::parse(address).is_err(), "{address}");
        }
        assert!(BucketAddress::is_meant_by("gs://"));
        assert!(!BucketAddress::is_meant_by("/mnt/s3://clinic"));
    }
}
