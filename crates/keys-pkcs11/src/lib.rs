//! The key service of a hardware security module, through PKCS#11: root keys are AES keys of a token,
//! which they never leave (`docs/formats.md`, section 3).
//!
//! A module is somebody else's C code. One thread speaks to it; should it hang, whoever waits is told
//! in time, and nobody else is held up.

mod failure;
mod root_key;
mod token;

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use cryptoki::session::Session;
use model::{Rng, Timestamp};
use seal::Key;
use store::{Answer, KeyService, KeyServiceError, RootEpoch, TenantKeyName, TenantKeyVersion};
use tokio::sync::oneshot;

use crate::failure::{Failure, unavailable};
use crate::token::Token;

/// How long whoever asks waits for the module.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);
/// How many may wait.
const WAITING_MAX: usize = 64;
/// How long is waited for the module to let go of the token in the end.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// Where the token is, and what the keys are called in it.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// The module, a shared library.
    pub module: &'a Path,
    /// The label of the token.
    pub token: &'a str,
    /// The label of the keys.
    pub key: &'a str,
    /// The file with the user's PIN, which is read again whenever it is needed.
    pub pin_file: &'a Path,
}

type Job = Box<dyn FnOnce(&mut Token) + Send>;

/// Root keys in a token.
pub struct Pkcs11KeyService {
    thread: Thread,
    label: String,
    rng: Arc<dyn Rng>,
}

impl Pkcs11KeyService {
    /// Prepares to use the token. The module is loaded when it is first needed.
    pub fn new(settings: Settings<'_>, rng: Arc<dyn Rng>) -> std::io::Result<Self> {
        let thread = Thread::start(Token::new(settings))?;
        Ok(Self { thread, label: settings.key.to_owned(), rng })
    }

    /// Makes the first root key. Refuses to take those that are there.
    pub async fn create(&self, at: Timestamp) -> Result<(), KeyServiceError> {
        let (label, rng) = (self.label.clone(), Arc::clone(&self.rng));
        self.run(move |session| {
            if !root_key::list(session, &label)?.is_empty() {
                let what = format!("the token has keys with the label {label} already");
                return Err(Failure::Refused(what));
            }
            root_key::generate(session, &label, 1, at, rng.as_ref())
        })
        .await
    }

    /// Does something in a session, once more in a new one if the one at hand is of no use any more.
    async fn run<T: Send + 'static>(
        &self,
        act: impl Fn(&Session) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, KeyServiceError> {
        let (done, answer) = oneshot::channel();
        let job: Job = Box::new(move |token| {
            // Whoever asked may have gone away.
            let _ = done.send(token.with_session(act));
        });
        self.thread.hand_over(job).map_err(unavailable)?;
        match tokio::time::timeout(ANSWER_TIMEOUT, answer).await {
            Ok(Ok(result)) => result.map_err(KeyServiceError::from),
            Ok(Err(_)) => Err(unavailable("the thread that uses the module has ended")),
            Err(_) => Err(unavailable("the module does not answer")),
        }
    }
}

/// The thread that uses the module.
struct Thread {
    jobs: Option<SyncSender<Job>>,
    /// Nothing is ever sent; it closes when the thread has let go of the module.
    used: Mutex<Receiver<()>>,
    handle: Option<JoinHandle<()>>,
}

impl Thread {
    fn start(mut token: Token) -> std::io::Result<Self> {
        let (jobs, waiting) = sync_channel::<Job>(WAITING_MAX);
        let (using, used) = sync_channel(1);
        let thread = std::thread::Builder::new().name("pkcs11".to_owned());
        // One thing after the other, until nobody can ask for anything any more.
        let handle = thread.spawn(move || {
            while let Ok(job) = waiting.recv() {
                job(&mut token);
            }
            drop(token);
            drop(using);
        })?;
        Ok(Self { jobs: Some(jobs), used: Mutex::new(used), handle: Some(handle) })
    }

    fn hand_over(&self, job: Job) -> Result<(), &'static str> {
        let jobs = self.jobs.as_ref().expect("it is there until the end");
        jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => "the module does not answer, and enough wait for it",
            TrySendError::Disconnected(_) => "the thread that uses the module has ended",
        })
    }
}

impl Drop for Thread {
    /// Waits until the module is let go of: at the end of a process it clears up after itself, and must
    /// not be in use then.
    fn drop(&mut self) {
        drop(self.jobs.take());
        let used = self.used.get_mut().unwrap_or_else(PoisonError::into_inner);
        if used.recv_timeout(CLOSE_TIMEOUT) == Err(RecvTimeoutError::Disconnected)
            && let Some(handle) = self.handle.take()
        {
            // That it panicked was shown when it did.
            let _ = handle.join();
        }
    }
}

impl KeyService for Pkcs11KeyService {
    fn wrap<'a>(
        &'a self,
        name: TenantKeyName,
        key: &'a Key,
    ) -> Answer<'a, TenantKeyVersion, KeyServiceError> {
        let (label, rng) = (self.label.clone(), Arc::clone(&self.rng));
        // The thread has it for itself: whoever asked may be gone when its turn comes.
        let key = Key::from_bytes(key.expose()).expect("it has the length of a key");
        Box::pin(self.run(move |session| {
            let roots = root_key::list(session, &label)?;
            let newest = root_key::newest(&roots, &label)?;
            let wrapped = newest.wrap(session, &name.binding(), key.expose(), rng.as_ref())?;
            Ok(TenantKeyVersion { version: name.version, epoch: newest.epoch, wrapped })
        }))
    }

    fn unwrap<'a>(
        &'a self,
        name: TenantKeyName,
        wrapped: &'a TenantKeyVersion,
    ) -> Answer<'a, Key, KeyServiceError> {
        let (label, rng) = (self.label.clone(), Arc::clone(&self.rng));
        let wrapped = wrapped.clone();
        Box::pin(self.run(move |session| {
            let mut outcome = Err(Failure::UnknownEpoch(wrapped.epoch));
            for root in root_key::list(session, &label)? {
                if root.epoch == wrapped.epoch {
                    outcome = root.unwrap(session, &name.binding(), &wrapped.wrapped, rng.as_ref());
                    // Two servers may have begun the same epoch at once, each with a key.
                    if !matches!(outcome, Err(Failure::WrongRootKey)) {
                        break;
                    }
                }
            }
            outcome
        }))
    }

    fn list_epochs(&self) -> Answer<'_, Vec<RootEpoch>, KeyServiceError> {
        let label = self.label.clone();
        Box::pin(self.run(move |session| {
            let roots = root_key::list(session, &label)?;
            root_key::newest(&roots, &label)?;
            Ok(root_key::epochs(&roots))
        }))
    }

    fn begin_epoch(&self, newest: u64, at: Timestamp) -> Answer<'_, RootEpoch, KeyServiceError> {
        let (label, rng) = (self.label.clone(), Arc::clone(&self.rng));
        Box::pin(self.run(move |session| {
            let roots = root_key::list(session, &label)?;
            if root_key::newest(&roots, &label)?.epoch == newest {
                root_key::generate(session, &label, newest + 1, at, rng.as_ref())?;
            }
            let roots = root_key::list(session, &label)?;
            root_key::epochs(&roots).pop().ok_or(Failure::UnknownEpoch(newest))
        }))
    }

    fn destroy_epochs_before(&self, first: u64) -> Answer<'_, (), KeyServiceError> {
        let label = self.label.clone();
        Box::pin(self.run(move |session| {
            let roots = root_key::list(session, &label)?;
            let first = first.min(root_key::newest(&roots, &label)?.epoch);
            for root in roots.iter().filter(|root| root.epoch < first) {
                root.destroy(session)?;
            }
            Ok(())
        }))
    }
}
