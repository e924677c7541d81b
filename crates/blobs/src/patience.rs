//! How long is waited for folders. One on a mount that is dead neither answers nor fails, and whoever asks there
//! hangs with the thread that asked.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use store::PlaceError;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout, timeout_at};

/// How long an operation may come no further.
const STEP_TIME_MAX: Duration = Duration::from_secs(30);
/// The same while a place is only looked at, where next to nothing is read or written.
const LOOK_TIME_MAX: Duration = Duration::from_secs(10);
/// How many threads are at work in one folder at the same time, those that hang among them.
const THREADS_MAX: usize = 16;
/// How much is read or written in one step.
const STEP_BYTES: usize = 1024 * 1024;

/// How long folders are waited for, and which of them are known to hang. Whoever opens folders opens all of them with
/// the same, so that one that hangs holds a few threads, however often it is opened.
#[derive(Debug, Clone)]
pub struct Patience {
    step: Duration,
    look: Duration,
    folders: Arc<Mutex<HashMap<PathBuf, Arc<Threads>>>>,
}

impl Default for Patience {
    fn default() -> Self {
        Self { step: STEP_TIME_MAX, look: LOOK_TIME_MAX, folders: Arc::default() }
    }
}

impl Patience {
    /// One that waits for this long at most, whatever is done.
    pub fn of(time: Duration) -> Self {
        Self { step: time, look: time, ..Self::default() }
    }

    /// The same, for those who only look whether a folder is there.
    #[must_use]
    pub fn for_a_look(&self) -> Self {
        Self { step: self.look, ..self.clone() }
    }

    /// Does something that asks the disk about a folder, and fails if there is no answer.
    pub async fn ask<T: Send + 'static>(
        &self,
        folder: &Path,
        work: impl FnOnce() -> io::Result<T> + Send + 'static,
    ) -> Result<T, PlaceError> {
        self.turn(folder).run(move |_| work()).await
    }

    /// Leave to work in a folder.
    pub(crate) fn turn(&self, folder: &Path) -> Turn {
        let mut folders = locked(&self.folders);
        let threads = folders.entry(folder.to_owned()).or_default();
        Turn { time: self.step, threads: Arc::clone(threads) }
    }
}

/// The threads that are at work in a folder.
#[derive(Debug)]
struct Threads {
    free: Arc<Semaphore>,
    next: AtomicU64,
    working: Mutex<HashMap<u64, Arc<Mutex<Instant>>>>,
}

impl Default for Threads {
    fn default() -> Self {
        let free = Arc::new(Semaphore::new(THREADS_MAX));
        Self { free, next: AtomicU64::new(0), working: Mutex::default() }
    }
}

/// Leave to work in a folder, for so long without coming any further.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    time: Duration,
    threads: Arc<Threads>,
}

impl Turn {
    /// Does something in a thread where the disk may be waited for. If that comes no further it is given up, and the
    /// thread left to itself; until it ends, nothing else is begun in the folder.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Steps) -> io::Result<T> + Send + 'static,
    ) -> Result<T, PlaceError> {
        self.refuse_if_hanging()?;
        let free = timeout(self.time, Arc::clone(&self.threads.free).acquire_owned()).await;
        let free = free.map_err(|_| hanging())?;
        let free = free.map_err(|error| PlaceError::Unavailable(io::Error::other(error)))?;
        // Perhaps since it was waited for a thread.
        self.refuse_if_hanging()?;
        let steps = Steps::begin(self);
        let until = Arc::clone(&steps.until);
        let mut done = tokio::task::spawn_blocking(move || {
            let _free = free;
            work(&steps)
        });
        loop {
            let end = *locked(&until);
            match timeout_at(end, &mut done).await {
                Ok(done) => {
                    let done = done.map_err(io::Error::other).and_then(|done| done);
                    return done.map_err(PlaceError::Unavailable);
                }
                Err(_) if *locked(&until) > end => {}
                Err(_) => return Err(hanging()),
            }
        }
    }

    /// Whoever has given up may be gone: what counts is that a thread has come no further for too long.
    fn refuse_if_hanging(&self) -> Result<(), PlaceError> {
        let now = Instant::now();
        let is_hanging = locked(&self.threads.working).values().any(|until| *locked(until) <= now);
        if is_hanging { Err(hanging()) } else { Ok(()) }
    }
}

/// What is said by whoever is at work that they come further. It says that they have ended when it is dropped.
pub(crate) struct Steps {
    turn: Turn,
    number: u64,
    until: Arc<Mutex<Instant>>,
}

impl Steps {
    fn begin(turn: &Turn) -> Self {
        let number = turn.threads.next.fetch_add(1, Ordering::Relaxed);
        let until = Arc::new(Mutex::new(Instant::now() + turn.time));
        locked(&turn.threads.working).insert(number, Arc::clone(&until));
        Self { turn: turn.clone(), number, until }
    }

    /// Something was done, and there is more to do.
    pub(crate) fn step(&self) {
        *locked(&self.until) = Instant::now() + self.turn.time;
    }

    /// Reads from a file up to a length, or its end.
    pub(crate) fn read(&self, file: &mut File, bytes_max: u64) -> io::Result<Vec<u8>> {
        let (mut content, mut left) = (Vec::new(), bytes_max);
        while left > 0 {
            let read = file.take(left.min(STEP_BYTES as u64)).read_to_end(&mut content)?;
            if read == 0 {
                break;
            }
            left -= read as u64;
            self.step();
        }
        Ok(content)
    }

    /// Writes to a file.
    pub(crate) fn write(&self, file: &mut File, content: &[u8]) -> io::Result<()> {
        for part in content.chunks(STEP_BYTES) {
            file.write_all(part)?;
            self.step();
        }
        Ok(())
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        locked(&self.turn.threads.working).remove(&self.number);
    }
}

fn hanging() -> PlaceError {
    let what = "the folder does not answer: the mount that it is on may be dead";
    PlaceError::Unavailable(io::Error::new(io::ErrorKind::TimedOut, what))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[tokio::test]
    async fn what_takes_long_is_not_given_up_as_long_as_it_comes_further() {
        let time = Duration::from_secs(1);
        let (_open, nothing) = channel::<()>();
        let turn = Patience::of(time).turn(Path::new("/place"));
        let done = turn.run(move |steps| {
            for _ in 0..4 {
                let _ = nothing.recv_timeout(time / 3);
                steps.step();
            }
            Ok("done")
        });
        assert_eq!(done.await.expect("it is not given up"), "done");
    }

    #[test]
    fn files_are_read_and_written_whole_over_several_steps() {
        let content: Vec<u8> = (0..=250).cycle().take(2 * STEP_BYTES + 17).collect();
        let mut file = tempfile::tempfile().expect("a file");
        let steps = Steps::begin(&Patience::default().turn(Path::new("/place")));
        steps.write(&mut file, &content).expect("written");
        for bytes_max in [0, 1, STEP_BYTES, STEP_BYTES + 1, content.len(), usize::MAX] {
            io::Seek::rewind(&mut file).expect("at its start");
            let read = steps.read(&mut file, bytes_max as u64).expect("read");
            assert!(read == content[..bytes_max.min(content.len())], "{bytes_max}");
        }
    }
}
