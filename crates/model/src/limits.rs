//! Bounds on everything that comes from outside, each with its unit in its name.

/// The largest request body that is read.
pub const REQUEST_BODY_BYTES_MAX: usize = 4 * 1024 * 1024;
/// The largest body of a bundle of requests that is read.
pub const BUNDLE_BODY_BYTES_MAX: usize = 32 * 1024 * 1024;
/// How many values the JSON of a bundle of requests may hold.
pub const BUNDLE_VALUES_MAX: usize = 2_000_000;
/// How deep objects and arrays may nest in a JSON document.
pub const JSON_DEPTH_MAX: usize = 64;
/// How many values (members, elements, scalars) one JSON document may hold.
pub const JSON_VALUES_MAX: usize = 200_000;
/// The longest id of a resource (FHIR R4 `id`).
pub const RESOURCE_ID_BYTES_MAX: usize = 64;
/// How many entries a page has unless the caller says.
pub const PAGE_SIZE_DEFAULT: usize = 50;
/// The most entries a page has, whatever the caller says.
pub const PAGE_SIZE_MAX: usize = 500;
/// How many rows one page of a search or listing looks through before it answers with what it has.
pub const PAGE_SCAN_ROWS_MAX: usize = 10_000;
/// How many rows all requests of one bundle look at together, which are carried out one by one.
pub const BUNDLE_SCAN_ROWS_MAX: usize = 100_000;
/// The most people one document may be about.
pub const SUBJECTS_PER_DOCUMENT_MAX: usize = 500;
/// The most security labels one document may carry.
pub const LABELS_PER_DOCUMENT_MAX: usize = 32;
/// The longest name a person gives to a tenant or a client.
pub const NAME_CHARACTERS_MAX: usize = 100;
/// The longest reason a person states.
pub const REASON_CHARACTERS_MAX: usize = 1000;
/// How many paths of a type of a tenant's own may be open.
pub const TYPE_OPEN_PATHS_MAX: usize = 200;
/// By how many parameters documents of such a type may be found.
pub const TYPE_INDEXES_MAX: usize = 32;
/// The longest path in what a tenant says of a type of its own.
pub const PATH_BYTES_MAX: usize = 200;
/// How many bulk exports a tenant has at a time.
pub const BULK_EXPORTS_MAX: usize = 100;
/// How many of them one machine has.
pub const BULK_EXPORTS_PER_CLIENT_MAX: usize = 10;
/// How many patients a bulk export may name, those whom they replace included.
pub const BULK_EXPORT_PATIENTS_MAX: usize = 1_000;
/// How many searches may say what a bulk export has of the types.
pub const BULK_EXPORT_FILTERS_MAX: usize = 32;
/// How many resources one file of a bulk export has at most.
pub const BULK_EXPORT_FILE_RESOURCES_MAX: u64 = 10_000;
/// How many resources of a file of a bulk export are read, and written down as read, at a time.
pub const BULK_EXPORT_PART_RESOURCES_MAX: usize = 500;
/// With so many rows looked at such a part ends, even if nothing in them is wanted.
pub const BULK_EXPORT_PART_ROWS_MAX: usize = 2_000;
/// With so many bytes such a part is full.
pub const BULK_EXPORT_PART_BYTES: usize = 1024 * 1024;
/// How many files of bulk exports are sent at the same time.
pub const BULK_EXPORT_FILES_SENT_MAX: usize = 32;
/// How many of them one tenant's machines fetch.
pub const BULK_EXPORT_FILES_SENT_PER_TENANT_MAX: usize = 4;
/// How many write sets may wait for the writer before new ones are refused.
pub const COMMIT_QUEUE_LENGTH_MAX: usize = 4096;
/// How many write sets one transaction carries at most.
pub const COMMIT_GROUP_SETS_MAX: usize = 512;
/// How often an operation is tried again when another writer was quicker.
pub const COMMIT_RETRIES_MAX: usize = 4;
