//! The trait of archives that wait to be fetched.

use std::io::{Read, Result, Seek, Write};

use model::{JobId, TenantId};

/// An archive that is whole.
pub trait ExportFile: Read + Seek + Send {}

impl<T: Read + Seek + Send> ExportFile for T {}

/// Where archives are kept until they are fetched. They are sealed for whoever asked for them before they get here.
pub trait ExportFiles: Send + Sync {
    /// Begins one, in the place of whatever is there. Nobody sees it before it is finished.
    fn begin(&self, tenant: TenantId, id: JobId) -> Result<Box<dyn Write + Send>>;

    /// Lets it be seen, whole, and says how large it is.
    fn finish(&self, tenant: TenantId, id: JobId) -> Result<u64>;

    /// One that is finished.
    fn open(&self, tenant: TenantId, id: JobId) -> Result<Option<Box<dyn ExportFile>>>;

    /// Removes one, finished or not.
    fn remove(&self, tenant: TenantId, id: JobId) -> Result<()>;

    /// Removes all of a tenant.
    fn remove_all(&self, tenant: TenantId) -> Result<()>;
}
