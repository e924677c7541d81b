//! What a browser answers, in the JSON of `PublicKeyCredential.toJSON` (Level 3, section 5.1), bounded before it is
//! read.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::{ANSWER_BYTES_MAX, PasskeyError, USER_HANDLE_BYTES_MAX};

/// The longest id of a passkey (Level 3, section 6.5.1).
const CREDENTIAL_ID_BYTES_MAX: usize = 1023;
/// How many ways to reach an authenticator are kept.
const TRANSPORTS_MAX: usize = 8;
/// Those that there are (Level 3, section 5.8.4); others are left out.
const TRANSPORTS: [&str; 6] = ["usb", "nfc", "ble", "smart-card", "hybrid", "internal"];

/// The answer to a registration.
pub(super) struct Attested {
    pub(super) id: Vec<u8>,
    pub(super) client_data: ClientData,
    pub(super) client_data_json: Vec<u8>,
    pub(super) attestation_object: Vec<u8>,
    pub(super) transports: Vec<String>,
}

/// The answer to an authentication.
pub(super) struct Asserted {
    pub(super) id: Vec<u8>,
    pub(super) client_data: ClientData,
    pub(super) client_data_json: Vec<u8>,
    pub(super) authenticator_data: Vec<u8>,
    pub(super) signature: Vec<u8>,
    pub(super) user_handle: Option<Vec<u8>>,
}

/// Which page asked.
pub(super) struct ClientData {
    pub(super) origin: String,
    pub(super) cross_origin: bool,
    pub(super) has_top_origin: bool,
}

#[derive(Deserialize)]
struct Answer<Response> {
    id: String,
    #[serde(rename = "rawId")]
    raw_id: String,
    #[serde(rename = "type")]
    kind: String,
    response: Response,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Creation {
    #[serde(rename = "clientDataJSON")]
    client_data_json: String,
    attestation_object: String,
    #[serde(default)]
    transports: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    #[serde(rename = "clientDataJSON")]
    client_data_json: String,
    authenticator_data: String,
    signature: String,
    user_handle: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Collected {
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    top_origin: Option<IgnoredAny>,
}

impl Attested {
    pub(super) fn parse(answer: &[u8]) -> Result<Self, PasskeyError> {
        let (id, response) = open::<Creation>(answer)?;
        let client_data_json = decode(&response.client_data_json)?;
        let known = response.transports.into_iter();
        let known = known.filter(|transport| TRANSPORTS.contains(&transport.as_str()));
        Ok(Self {
            id,
            client_data: ClientData::parse(&client_data_json)?,
            client_data_json,
            attestation_object: decode(&response.attestation_object)?,
            transports: known.take(TRANSPORTS_MAX).collect(),
        })
    }
}

impl Asserted {
    pub(super) fn parse(answer: &[u8]) -> Result<Self, PasskeyError> {
        let (id, response) = open::<Request>(answer)?;
        let client_data_json = decode(&response.client_data_json)?;
        let user_handle = response.user_handle.as_deref().map(decode).transpose()?;
        // An authenticator that keeps no handle may say so with an empty one.
        let user_handle = user_handle.filter(|handle| !handle.is_empty());
        if user_handle.as_ref().is_some_and(|handle| handle.len() > USER_HANDLE_BYTES_MAX) {
            return Err(PasskeyError::Malformed("user handle"));
        }
        Ok(Self {
            id,
            client_data: ClientData::parse(&client_data_json)?,
            client_data_json,
            authenticator_data: decode(&response.authenticator_data)?,
            signature: decode(&response.signature)?,
            user_handle,
        })
    }
}

impl ClientData {
    fn parse(bytes: &[u8]) -> Result<Self, PasskeyError> {
        let collected: Collected =
            serde_json::from_slice(bytes).map_err(|_| PasskeyError::Malformed("client data"))?;
        Ok(Self {
            origin: collected.origin,
            cross_origin: collected.cross_origin,
            has_top_origin: collected.top_origin.is_some(),
        })
    }
}

/// Writes bytes as they stand in the JSON of Web Authentication.
pub(super) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads them.
pub(super) fn decode(text: &str) -> Result<Vec<u8>, PasskeyError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| PasskeyError::Malformed("base64url without padding"))
}

fn open<Response: DeserializeOwned>(answer: &[u8]) -> Result<(Vec<u8>, Response), PasskeyError> {
    const WHAT: PasskeyError = PasskeyError::Malformed("answer of a browser");
    if answer.len() > ANSWER_BYTES_MAX {
        return Err(WHAT);
    }
    let answer: Answer<Response> = serde_json::from_slice(answer).map_err(|_| WHAT)?;
    let id = decode(&answer.raw_id)?;
    let is_id = !id.is_empty() && id.len() <= CREDENTIAL_ID_BYTES_MAX;
    if answer.kind != "public-key" || answer.id != answer.raw_id || !is_id {
        return Err(WHAT);
    }
    Ok((id, answer.response))
}
