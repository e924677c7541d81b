//! What a bucket is called: `s3://BUCKET` or `s3://BUCKET/PREFIX`.

use crate::name::is_name;

/// It is no such address.
#[derive(Debug, thiserror::Error)]
#[error(
    "an address of a bucket is s3://BUCKET or s3://BUCKET/PREFIX, of letters, digits, - _ and ."
)]
pub struct AddressError;

/// A bucket, and what the names of all objects in it begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketAddress {
    pub(crate) bucket: String,
    /// Empty, or parts with `/` between them.
    pub(crate) prefix: String,
}

impl BucketAddress {
    /// How all of them begin.
    pub const SCHEME: &str = "s3://";

    /// Reads an address.
    pub fn parse(address: &str) -> Result<Self, AddressError> {
        let rest = address.strip_prefix(Self::SCHEME).ok_or(AddressError)?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let prefix = prefix.strip_suffix('/').unwrap_or(prefix);
        let is_bucket = is_name(bucket) && (3..=63).contains(&bucket.len());
        if !is_bucket || !(prefix.is_empty() || is_name(prefix)) {
            return Err(AddressError);
        }
        Ok(Self { bucket: bucket.to_owned(), prefix: prefix.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_bucket_and_perhaps_a_prefix() {
        let read =
            |address| BucketAddress::parse(address).ok().map(|read| (read.bucket, read.prefix));
        let expected = |bucket: &str, prefix: &str| Some((bucket.to_owned(), prefix.to_owned()));
        assert_eq!(read("s3://clinic"), expected("clinic", ""));
        assert_eq!(read("s3://clinic/"), expected("clinic", ""));
        assert_eq!(read("s3://clinic/a/b/"), expected("clinic", "a/b"));
        for address in [
            "s3:clinic",
            "s3://",
            "s3://ab",
            "s3:///a",
            "s3://clinic/../a",
            "s3://clinic//a",
            "s3://a:b@c",
            "s3://clinic?a=b",
        ] {
            assert_eq!(read(address), None, "{address}");
        }
    }
}
