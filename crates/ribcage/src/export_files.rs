//! Archives that wait to be fetched, each a file. They are sealed before they get here.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::PathBuf;

use model::{JobId, TenantId};
use store::{ExportFile, ExportFiles};

/// A folder of archives, by tenant.
pub(crate) struct ExportFolder {
    path: PathBuf,
}

impl ExportFolder {
    pub(crate) const fn new(path: PathBuf) -> Self {
        Self { path }
    }

    fn folder(&self, tenant: TenantId) -> PathBuf {
        self.path.join(tenant.to_string())
    }

    fn unfinished(&self, tenant: TenantId, id: JobId) -> PathBuf {
        self.folder(tenant).join(format!("{id}.part"))
    }

    fn finished(&self, tenant: TenantId, id: JobId) -> PathBuf {
        self.folder(tenant).join(format!("{id}.tar.age"))
    }
}

impl ExportFiles for ExportFolder {
    fn begin(&self, tenant: TenantId, id: JobId) -> io::Result<Box<dyn Write + Send>> {
        DirBuilder::new().recursive(true).mode(0o700).create(self.folder(tenant))?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        let file = options.open(self.unfinished(tenant, id))?;
        Ok(Box::new(io::BufWriter::with_capacity(256 * 1024, file)))
    }

    fn finish(&self, tenant: TenantId, id: JobId) -> io::Result<u64> {
        let unfinished = self.unfinished(tenant, id);
        let file = OpenOptions::new().append(true).open(&unfinished)?;
        file.sync_all()?;
        fs::rename(unfinished, self.finished(tenant, id))?;
        File::open(self.folder(tenant))?.sync_all()?;
        Ok(file.metadata()?.len())
    }

    fn open(&self, tenant: TenantId, id: JobId) -> io::Result<Option<Box<dyn ExportFile>>> {
        match File::open(self.finished(tenant, id)) {
            Ok(file) => Ok(Some(Box::new(file))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn remove(&self, tenant: TenantId, id: JobId) -> io::Result<()> {
        for path in [self.unfinished(tenant, id), self.finished(tenant, id)] {
            unless_missing(fs::remove_file(path))?;
        }
        // Nothing is left in it if this was the last; if something is, it stays.
        let _ = fs::remove_dir(self.folder(tenant));
        Ok(())
    }

    fn remove_all(&self, tenant: TenantId) -> io::Result<()> {
        unless_missing(fs::remove_dir_all(self.folder(tenant)))
    }
}

fn unless_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
