//! Begins to make a password known: the server answers what it is blinded with, and gets to know nothing of it.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use signin::password::{PasswordRecord, PasswordServer};

use super::doors::Door;
use super::ticket::{Ticket, open_ticket, seal_ticket};
use crate::Service;
use crate::error::ServiceError;

/// How long the name of a password's record is.
const CREDENTIAL_ID_BYTES: usize = 16;

/// What the client goes on with.
#[derive(Debug)]
pub struct PasswordOffer {
    /// The ticket that comes back with what the client makes of it.
    pub registration: String,
    /// The server's message (`RegistrationResponse`, RFC 9807, section 5.1).
    pub response: Vec<u8>,
}

/// A password that the client has chosen, as it was registered.
#[derive(Debug, Clone)]
pub struct PasswordChoice {
    /// The ticket of the beginning.
    pub registration: String,
    /// The client's message (`RegistrationRecord`, RFC 9807, section 5.1).
    pub record: Vec<u8>,
}

/// A registration was begun.
#[derive(Serialize, Deserialize)]
struct Registration {
    credential: String,
}

impl Ticket for Registration {
    const KIND: &'static str = "password-registration";
}

impl Service {
    /// Answers the client's first message (`RegistrationRequest`). Anybody may ask: the answer is of use only to who
    /// is let in for another reason.
    pub async fn begin_password_registration(
        &self,
        address: Option<IpAddr>,
        request: &[u8],
    ) -> Result<PasswordOffer, ServiceError> {
        self.let_pass(Door::Registration, address).await?;
        let server = self.password_server().await?;
        let mut credential = [0; CREDENTIAL_ID_BYTES];
        self.rng().fill(&mut credential);
        let response = server.register_start(request, &credential).map_err(malformed)?;
        let registration = Registration { credential: hex::encode(credential) };
        let registration = seal_ticket(self, &registration).await?;
        Ok(PasswordOffer { registration, response })
    }

    /// The name and the record of a password that was chosen.
    pub(crate) async fn chosen_password(
        &self,
        choice: &PasswordChoice,
    ) -> Result<(Vec<u8>, PasswordRecord), ServiceError> {
        let registration: Registration = open_ticket(self, &choice.registration).await?;
        let credential =
            hex::decode(&registration.credential).map_err(|_| ServiceError::CeremonyOver)?;
        let record = PasswordServer::register_finish(&choice.record).map_err(malformed)?;
        Ok((credential, record))
    }
}

/// The client has sent something else than the protocol wants.
pub(super) fn malformed(error: signin::password::PasswordError) -> ServiceError {
    ServiceError::BadRequest(error.to_string())
}
