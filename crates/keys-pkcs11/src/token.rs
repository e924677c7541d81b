//! The module, the token in it, and the session in which everything is done.

#![expect(clippy::disallowed_methods, reason = "a back end is where files are")]

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use cryptoki::types::AuthPin;
use zeroize::Zeroizing;

use crate::Settings;
use crate::failure::Failure;

/// What tells one state of a file from another.
type Stamp = (u64, i64, i64);

/// A token, and a session with it while there is one.
pub(crate) struct Token {
    module: PathBuf,
    label: String,
    pin_file: PathBuf,
    loaded: Option<Pkcs11>,
    session: Option<Session>,
    /// The state of the PIN's file that the token did not take. It is not tried again: a token that is
    /// given a wrong PIN a few times locks itself.
    refused_pin: Option<(Stamp, String)>,
}

impl Token {
    pub(crate) fn new(settings: Settings<'_>) -> Self {
        Self {
            module: settings.module.to_owned(),
            label: settings.token.to_owned(),
            pin_file: settings.pin_file.to_owned(),
            loaded: None,
            session: None,
            refused_pin: None,
        }
    }

    /// Does something in the session; once more in a new one if that was of no use any more.
    pub(crate) fn with_session<T>(
        &mut self,
        act: impl Fn(&Session) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let was_open = self.session.is_some();
        let mut done = act(self.session()?);
        if was_open && done.as_ref().is_err_and(Failure::is_of_the_session) {
            self.forget();
            done = act(self.session()?);
        }
        if done.as_ref().is_err_and(Failure::is_of_the_session) {
            self.forget();
        }
        done
    }

    /// Lets go of everything, so that a token that was away is looked for anew.
    fn forget(&mut self) {
        self.session = None;
        if let Some(module) = self.loaded.take() {
            // It may be in no state to do even that.
            let _ = module.finalize();
        }
    }

    fn session(&mut self) -> Result<&Session, Failure> {
        if self.session.is_none() {
            match self.open() {
                Ok(session) => self.session = Some(session),
                Err(failure) => {
                    self.forget();
                    return Err(failure);
                }
            }
        }
        Ok(self.session.as_ref().expect("it was put there"))
    }

    fn open(&mut self) -> Result<Session, Failure> {
        let module = match self.loaded.take() {
            Some(module) => module,
            None => load(&self.module)?,
        };
        let module = self.loaded.insert(module);
        let slot = find(module, &self.label)?;
        let session = module.open_rw_session(slot)?;
        let (pin, stamp) = read_pin(&self.pin_file)?;
        if let Some((refused, why)) = &self.refused_pin
            && *refused == stamp
        {
            return Err(Failure::Refused(format!(
                "{why}, and is not asked again with the same one"
            )));
        }
        match session.login(UserType::User, Some(&AuthPin::new(pin.as_str().into()))) {
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(session),
            Err(error) => {
                let failure = Failure::from(error);
                if let Failure::Refused(why) = &failure {
                    self.refused_pin = Some((stamp, why.clone()));
                }
                Err(failure)
            }
        }
    }
}

fn load(path: &std::path::Path) -> Result<Pkcs11, Failure> {
    let module = Pkcs11::new(path)?;
    match module.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        // Somebody else in this process uses it too.
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => Ok(module),
        Err(error) => Err(error.into()),
    }
}

/// The slot of the token with a label.
fn find(module: &Pkcs11, label: &str) -> Result<Slot, Failure> {
    for slot in module.get_slots_with_initialized_token()? {
        if module.get_token_info(slot)?.label() == label {
            return Ok(slot);
        }
    }
    Err(Failure::Refused(format!("the module shows no token with the label {label}")))
}

/// The PIN, from a file that nobody else may read.
fn read_pin(path: &std::path::Path) -> Result<(Zeroizing<String>, Stamp), Failure> {
    let metadata = fs::metadata(path).map_err(Failure::Pin)?;
    let mode = metadata.mode() & 0o777;
    if mode & 0o077 != 0 {
        let why = format!("the PIN file may be read by others: its mode is {mode:o}");
        return Err(Failure::Pin(io::Error::new(io::ErrorKind::PermissionDenied, why)));
    }
    let text = Zeroizing::new(fs::read_to_string(path).map_err(Failure::Pin)?);
    let pin = Zeroizing::new(text.trim_end_matches(['\n', '\r']).to_owned());
    Ok((pin, (metadata.ino(), metadata.mtime(), metadata.mtime_nsec())))
}
