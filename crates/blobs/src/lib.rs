//! Places where objects are kept by name: a folder, or a bucket of an S3 compatible store, behind one trait
//! (`store::ObjectPlace`). What is kept there was sealed before; a place knows sizes and names.

mod credentials;
mod folder;
mod folder_writer;
mod name;
mod patience;
mod s3;
mod s3_address;
mod s3_writer;

pub use credentials::CredentialsError;
pub use folder::Folder;
pub use patience::Patience;
pub use s3::{Bucket, BucketSettings, SettingError, Timeouts};
pub use s3_address::{AddressError, BucketAddress};
