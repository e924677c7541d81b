//! A directory of which every file is sealed, and of which one that was changed does not open.
#![expect(clippy::disallowed_methods, reason = "this back end keeps files")]

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::Range;
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use model::Rng;
use seal::{Key, STREAM_HEAD_BYTES, StreamOpener, StreamSealer};
use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, OwnedBytes,
    TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};

use crate::Place;
use crate::memory::Memory;

/// How many bytes are written at a time.
const WRITE_BYTES: usize = 256 * 1024;

/// The files of one index.
#[derive(Clone)]
pub(crate) struct SealedDirectory(Arc<Sealed>);

struct Sealed {
    folder: PathBuf,
    /// What stands before the name of a file in the place it is sealed for.
    place: String,
    key: Key,
    memory: Arc<Memory>,
    rng: Arc<dyn Rng>,
    /// Whether somebody opens what is there, or removes what is not needed.
    busy: (Mutex<bool>, Condvar),
}

impl SealedDirectory {
    pub(crate) fn new(
        folder: PathBuf,
        place: &Place,
        key: &Key,
        memory: Arc<Memory>,
        rng: Arc<dyn Rng>,
    ) -> Self {
        let place =
            format!("{:016x}/{}/{}/", place.tenant.number(), place.store.name(), place.epoch);
        let key = Key::from_bytes(key.expose()).expect("it is as long as a key");
        Self(Arc::new(Sealed { folder, place, key, memory, rng, busy: <_>::default() }))
    }

    /// The folder on the disk.
    pub(crate) fn folder(&self) -> &Path {
        &self.0.folder
    }

    fn path(&self, name: &Path) -> PathBuf {
        self.0.folder.join(name)
    }

    fn place(&self, name: &Path) -> Vec<u8> {
        format!("{}{}", self.0.place, name.display()).into_bytes()
    }

    fn open(&self, name: &Path) -> io::Result<SealedFile> {
        let path = self.path(name);
        let file = File::open(&path)?;
        let mut head = [0; STREAM_HEAD_BYTES];
        let bytes = file.metadata()?.len();
        file.read_exact_at(&mut head, 0).map_err(|_| damaged())?;
        let opener = StreamOpener::new(&self.0.key, &self.place(name), &head, bytes);
        let opener = opener.map_err(|_| damaged())?;
        Ok(SealedFile { path, file, opener, memory: Arc::clone(&self.0.memory) })
    }

    fn write(&self, name: &Path, path: &Path) -> io::Result<SealedWriter> {
        let file = File::options().write(true).create_new(true).mode(0o600).open(path)?;
        let mut waiting = Vec::with_capacity(WRITE_BYTES);
        let place = self.place(name);
        let sealer = StreamSealer::new(&self.0.key, &place, self.0.rng.as_ref(), &mut waiting);
        Ok(SealedWriter { file, sealer: Some(sealer), waiting })
    }

    fn sync(&self) -> io::Result<()> {
        File::open(&self.0.folder)?.sync_all()
    }
}

impl fmt::Debug for SealedDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SealedDirectory").field(&self.0.folder).finish()
    }
}

impl Directory for SealedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = self.open(path).map_err(|error| not_read(error, path))?;
        Ok(Arc::new(file))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.0.memory.forget(&self.path(path));
        fs::remove_file(self.path(path)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => DeleteError::FileDoesNotExist(path.to_owned()),
            _ => DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() },
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.path(path).try_exists().map_err(|error| not_read(error, path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let writer = self.write(path, &self.path(path)).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() },
        })?;
        Ok(WritePtr::new(Box::new(writer)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let content = self.open(path).and_then(|file| file.read_whole());
        content.map_err(|error| not_read(error, path))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let beside = self.path(path).with_extension("new");
        // What another run has left half written.
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut writer = self.write(path, &beside)?;
        writer.write_all(data)?;
        writer.end()?;
        fs::rename(&beside, self.path(path))?;
        self.sync()
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.sync()
    }

    /// One process at a time writes an index, and one writer in it: that is seen to above. Here it is
    /// only seen to that nothing is removed while it is being opened.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        if lock.filepath == INDEX_WRITER_LOCK.filepath {
            return Ok(DirectoryLock::from(Box::new(())));
        }
        let (busy, changed) = &self.0.busy;
        let mut is_busy = busy.lock().unwrap_or_else(PoisonError::into_inner);
        while *is_busy {
            is_busy = changed.wait(is_busy).unwrap_or_else(PoisonError::into_inner);
        }
        *is_busy = true;
        Ok(DirectoryLock::from(Box::new(Busy(Arc::clone(&self.0)))))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

/// Ends when it is dropped.
struct Busy(Arc<Sealed>);

impl Drop for Busy {
    fn drop(&mut self) {
        let (busy, changed) = &self.0.busy;
        *busy.lock().unwrap_or_else(PoisonError::into_inner) = false;
        changed.notify_one();
    }
}

/// A file that is read. It stays readable when it is removed meanwhile.
struct SealedFile {
    path: PathBuf,
    file: File,
    opener: StreamOpener,
    memory: Arc<Memory>,
}

impl SealedFile {
    fn read_whole(&self) -> io::Result<Vec<u8>> {
        let mut content = Vec::with_capacity(self.len());
        for chunk in 0..self.opener.chunks() {
            content.extend_from_slice(&self.chunk(chunk)?);
        }
        Ok(content)
    }

    fn chunk(&self, chunk: u64) -> io::Result<seal::Plaintext> {
        let range = self.opener.place_of(chunk);
        let mut sealed = vec![0; size(range.end - range.start)];
        self.file.read_exact_at(&mut sealed, range.start)?;
        self.opener.open(chunk, &sealed).map_err(|_| damaged())
    }

    fn read_some(&self, range: &Range<usize>) -> io::Result<Vec<u8>> {
        let mut content = Vec::with_capacity(range.len());
        let mut at = range.start;
        while at < range.end {
            let chunk = self.chunk((at / seal::STREAM_CHUNK_BYTES) as u64)?;
            let start = at % seal::STREAM_CHUNK_BYTES;
            let part = (chunk.len().saturating_sub(start)).min(range.end - at);
            if part == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            content.extend_from_slice(&chunk[start..start + part]);
            at += part;
        }
        Ok(content)
    }
}

impl fmt::Debug for SealedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SealedFile").field(&self.path).finish()
    }
}

impl HasLen for SealedFile {
    fn len(&self) -> usize {
        size(self.opener.content_bytes())
    }
}

impl FileHandle for SealedFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.end > self.len() || range.start > range.end {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some(content) = self.memory.find(&self.path) {
            return Ok(content.slice(range));
        }
        if !self.memory.takes(self.len()) {
            return self.read_some(&range).map(OwnedBytes::new);
        }
        let content = OwnedBytes::new(self.read_whole()?);
        self.memory.keep(&self.path, &content);
        Ok(content.slice(range))
    }
}

/// A file that is written once.
struct SealedWriter {
    file: File,
    sealer: Option<StreamSealer>,
    waiting: Vec<u8>,
}

impl SealedWriter {
    fn end(&mut self) -> io::Result<()> {
        if let Some(sealer) = self.sealer.take() {
            sealer.finish(&mut self.waiting);
        }
        self.flush()?;
        self.file.sync_all()
    }
}

impl Write for SealedWriter {
    fn write(&mut self, content: &[u8]) -> io::Result<usize> {
        let sealer = self.sealer.as_mut().ok_or(io::ErrorKind::WriteZero)?;
        sealer.push(content, &mut self.waiting);
        if self.waiting.len() >= WRITE_BYTES {
            self.flush()?;
        }
        Ok(content.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.write_all(&self.waiting)?;
        self.waiting.clear();
        Ok(())
    }
}

impl TerminatingWrite for SealedWriter {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.end()
    }
}

/// Makes an empty folder, which only its owner can look into.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    remove_folder(folder)?;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Removes a folder with everything in it, if it is there.
pub(crate) fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Removes all folders in a folder, and leaves its files.
pub(crate) fn remove_folders_in(folder: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove_folder(&entry.path())?;
        }
    }
    Ok(())
}

/// The folders whose names are numbers.
pub(crate) fn numbered_folders(folder: &Path) -> io::Result<Vec<u64>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut numbers = Vec::new();
    for entry in entries {
        numbers.extend(entry?.file_name().to_str().and_then(|name| name.parse::<u64>().ok()));
    }
    Ok(numbers)
}

/// How many bytes the files of a folder take.
pub(crate) fn folder_bytes(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        // A file that was removed meanwhile takes none.
        bytes += entry?.metadata().map_or(0, |file| file.len());
    }
    Ok(bytes)
}

/// When a file was last replaced, as far as that shows.
pub(crate) fn version_of(path: &Path) -> io::Result<Option<FileVersion>> {
    use std::os::unix::fs::MetadataExt;
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        found => found.map(|file| Some((file.ino(), file.mtime(), file.mtime_nsec()))),
    }
}

/// Which file it is, and when it was written.
pub(crate) type FileVersion = (u64, i64, i64);

fn not_read(error: io::Error, path: &Path) -> OpenReadError {
    match error.kind() {
        io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
        _ => OpenReadError::IoError { io_error: Arc::new(error), filepath: path.to_owned() },
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it is not what was written")
}

fn size(bytes: u64) -> usize {
    usize::try_from(bytes).expect("a file fits the address space")
}
