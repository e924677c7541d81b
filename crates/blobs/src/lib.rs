//! Places where objects are kept by name: a folder, or a bucket of an object store with the interface of S3, Azure or
//! Google, behind one trait (`store::ObjectPlace`). What is kept there was sealed before; a place knows sizes and names.

mod address;
mod azure;
mod bucket;
mod bucket_writer;
mod connection;
mod credentials;
mod folder;
mod folder_writer;
mod gcs;
mod name;
mod patience;
mod s3;

pub use address::{AddressError, BucketAddress, StoreKind};
pub use bucket::Bucket;
pub use connection::{BucketSettings, SettingError, Timeouts};
pub use credentials::CredentialsError;
pub use folder::Folder;
pub use patience::Patience;
