//! What can go wrong between us and a module, and what it means.

use cryptoki::error::{Error, RvError};
use store::KeyServiceError;

/// Something was not done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The token says no, or what is in it is not as it has to be.
    Refused(String),
    /// There is no key with this label. A token that was taken out may look so too.
    NoKey(String),
    /// There is no key of this epoch.
    UnknownEpoch(u64),
    /// It was not wrapped by this key.
    WrongRootKey,
    /// What stands between us and the token is of no use any more; a new session may be.
    Lost(Error),
    /// The module cannot.
    Unavailable(Error),
    /// The PIN cannot be had.
    Pin(std::io::Error),
}

impl Failure {
    /// Whether a new session may do better.
    pub(crate) const fn is_of_the_session(&self) -> bool {
        matches!(self, Self::Lost(_) | Self::NoKey(_))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let Error::Pkcs11(code, _) = &error else {
            return Self::Unavailable(error);
        };
        match code {
            RvError::PinIncorrect
            | RvError::PinInvalid
            | RvError::PinLenRange
            | RvError::PinExpired
            | RvError::PinLocked
            | RvError::UserPinNotInitialized => {
                Self::Refused(format!("the token does not take the PIN ({code})"))
            }
            RvError::KeyFunctionNotPermitted
            | RvError::MechanismInvalid
            | RvError::MechanismParamInvalid
            | RvError::TokenWriteProtected
            | RvError::AttributeReadOnly
            | RvError::AttributeValueInvalid
            | RvError::TemplateInconsistent
            | RvError::ActionProhibited
            | RvError::FunctionNotSupported
            | RvError::FunctionRejected => {
                Self::Refused(format!("the token does not do it ({code})"))
            }
            RvError::SessionHandleInvalid
            | RvError::SessionClosed
            | RvError::UserNotLoggedIn
            | RvError::TokenNotPresent
            | RvError::TokenNotRecognized
            | RvError::SlotIdInvalid
            | RvError::DeviceRemoved
            | RvError::DeviceError
            | RvError::ObjectHandleInvalid
            | RvError::KeyHandleInvalid
            | RvError::CryptokiNotInitialized
            | RvError::FunctionFailed
            | RvError::GeneralError => Self::Lost(error),
            _ => Self::Unavailable(error),
        }
    }
}

impl From<Failure> for KeyServiceError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(why) => Self::Refused(why),
            Failure::NoKey(label) => {
                Self::Refused(format!("the token has no key with the label {label}"))
            }
            Failure::UnknownEpoch(epoch) => Self::UnknownEpoch(epoch),
            Failure::WrongRootKey => Self::WrongRootKey,
            Failure::Lost(error) | Failure::Unavailable(error) => {
                Self::Unavailable(Box::new(error))
            }
            Failure::Pin(error) => Self::Unavailable(Box::new(error)),
        }
    }
}

pub(crate) fn unavailable(why: &'static str) -> KeyServiceError {
    KeyServiceError::Unavailable(why.into())
}
