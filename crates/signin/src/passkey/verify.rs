//! Verifies answers with `webauthn-rs-core`, whose types end here.
//!
//! The library draws its own challenges, so the states of its ceremonies are not the ones it starts: they are made of
//! ours when the answer is there, from the form in which it would keep them. Its version is pinned for that, and the
//! vectors would fail if the form changed.

use serde_json::{Value, json};
use webauthn_rs_core::WebauthnCore;
use webauthn_rs_core::error::WebauthnError;
use webauthn_rs_core::proto::{
    AttestationFormat, AuthenticationExtensionsClientOutputs, AuthenticatorAssertionResponseRaw,
    AuthenticatorAttestationResponseRaw, COSEAlgorithm, COSEEC2Key, COSEKey, COSEKeyType,
    COSERSAKey, Credential, ECDSACurve, ParsedAttestation, PublicKeyCredential,
    RegisterPublicKeyCredential, RegisteredExtensions, RegistrationExtensionsClientOutputs,
    UserVerificationPolicy,
};

use super::answer::{Asserted, Attested, encode};
use super::credential::PublicKey;
use super::state::{State, name_of};
use super::{Authenticated, Passkey, PasskeyError};

const PUBLIC_KEY: &str = "public-key";

pub(super) fn registration(
    core: &WebauthnCore,
    state: &State,
    attested: Attested,
) -> Result<Passkey, PasskeyError> {
    let library_state = json!({
        "policy": name_of(state.verification),
        "exclude_credentials": [],
        "challenge": encode(&state.challenge),
        "credential_algorithms": ["ES256", "ES384", "RS256"],
        "require_resident_key": false,
        "authenticator_attachment": Value::Null,
        "extensions": {},
        "allow_synchronised_authenticators": true,
    });
    let library_state = serde_json::from_value(library_state).expect("the version is pinned");
    let answer = RegisterPublicKeyCredential {
        id: encode(&attested.id),
        raw_id: attested.id,
        response: AuthenticatorAttestationResponseRaw {
            attestation_object: attested.attestation_object,
            client_data_json: attested.client_data_json,
            transports: None,
        },
        type_: PUBLIC_KEY.to_owned(),
        extensions: RegistrationExtensionsClientOutputs::default(),
    };
    let registered = core.register_credential(&answer, &library_state, None);
    let credential = registered.map_err(|error| refusal(&error))?;
    // What the browser calls it and what the authenticator calls it is the same.
    if credential.cred_id != answer.raw_id {
        return Err(PasskeyError::Malformed("answer of a browser"));
    }
    Ok(Passkey {
        credential_id: credential.cred_id,
        user_handle: state.user_handle.clone(),
        key: public_key(credential.cred)?,
        counter: credential.counter,
        was_verified: credential.user_verified,
        is_backup_eligible: credential.backup_eligible,
        is_backed_up: credential.backup_state,
        transports: attested.transports,
    })
}

pub(super) fn authentication(
    core: &WebauthnCore,
    state: &State,
    asserted: Asserted,
    passkey: &Passkey,
) -> Result<Authenticated, PasskeyError> {
    let library_state = json!({
        "credentials": [],
        "policy": name_of(state.verification),
        "challenge": encode(&state.challenge),
        "appid": Value::Null,
        "allow_backup_eligible_upgrade": false,
    });
    let library_state = serde_json::from_value(library_state).expect("the version is pinned");
    let answer = PublicKeyCredential {
        id: encode(&asserted.id),
        raw_id: asserted.id,
        response: AuthenticatorAssertionResponseRaw {
            authenticator_data: asserted.authenticator_data,
            client_data_json: asserted.client_data_json,
            signature: asserted.signature,
            user_handle: asserted.user_handle,
        },
        extensions: AuthenticationExtensionsClientOutputs::default(),
        type_: PUBLIC_KEY.to_owned(),
    };
    let result = core.authenticate_single_credential(&answer, &library_state, &credential(passkey));
    let result = result.map_err(|error| refusal(&error))?;
    let mut passkey = passkey.clone();
    passkey.counter = result.counter();
    passkey.is_backed_up = result.backup_state();
    Ok(Authenticated { passkey, is_verified: result.user_verified() })
}

/// The passkey in the library's words.
fn credential(passkey: &Passkey) -> Credential {
    let ec2 = |curve, x: &[u8], y: &[u8]| {
        COSEKeyType::EC_EC2(COSEEC2Key { curve, x: x.to_vec(), y: y.to_vec() })
    };
    let (type_, key) = match &passkey.key {
        PublicKey::Es256 { x, y } => (COSEAlgorithm::ES256, ec2(ECDSACurve::SECP256R1, x, y)),
        PublicKey::Es384 { x, y } => (COSEAlgorithm::ES384, ec2(ECDSACurve::SECP384R1, x, y)),
        PublicKey::Rs256 { modulus, exponent } => {
            let key = COSERSAKey { n: modulus.clone(), e: *exponent };
            (COSEAlgorithm::RS256, COSEKeyType::RSA(key))
        }
    };
    Credential {
        cred_id: passkey.credential_id.clone(),
        cred: COSEKey { type_, key },
        counter: passkey.counter,
        transports: None,
        user_verified: passkey.was_verified,
        backup_eligible: passkey.is_backup_eligible,
        backup_state: passkey.is_backed_up,
        // Whether somebody has to be verified is asked anew each time, and goes by the state alone.
        registration_policy: UserVerificationPolicy::Discouraged_DO_NOT_USE,
        extensions: RegisteredExtensions::none(),
        attestation: ParsedAttestation::default(),
        attestation_format: AttestationFormat::None,
    }
}

/// The library takes an algorithm with any curve; an authenticator has to use the one that it is named for.
fn public_key(key: COSEKey) -> Result<PublicKey, PasskeyError> {
    match (key.type_, key.key) {
        (COSEAlgorithm::ES256, COSEKeyType::EC_EC2(key)) if key.curve == ECDSACurve::SECP256R1 => {
            Ok(PublicKey::Es256 { x: key.x, y: key.y })
        }
        (COSEAlgorithm::ES384, COSEKeyType::EC_EC2(key)) if key.curve == ECDSACurve::SECP384R1 => {
            Ok(PublicKey::Es384 { x: key.x, y: key.y })
        }
        (COSEAlgorithm::RS256, COSEKeyType::RSA(key)) => {
            Ok(PublicKey::Rs256 { modulus: key.n, exponent: key.e })
        }
        _ => Err(PasskeyError::Malformed("public key of an algorithm that was asked for")),
    }
}

fn refusal(error: &WebauthnError) -> PasskeyError {
    match error {
        WebauthnError::InvalidClientDataType => PasskeyError::OtherCeremony,
        WebauthnError::MismatchedChallenge => PasskeyError::OtherChallenge,
        WebauthnError::InvalidRPOrigin => PasskeyError::OtherOrigin,
        WebauthnError::CredentialCrossOrigin => PasskeyError::CrossOrigin,
        WebauthnError::InvalidRPIDHash => PasskeyError::OtherRelyingParty,
        WebauthnError::UserNotPresent => PasskeyError::NotPresent,
        WebauthnError::UserNotVerified => PasskeyError::NotVerified,
        WebauthnError::CredentialNotFound => PasskeyError::UnknownPasskey,
        WebauthnError::CredentialBackupEligibilityInconsistent
        | WebauthnError::CredentialMayNotBeHardwareBound => PasskeyError::Backup,
        WebauthnError::AuthenticationFailure | WebauthnError::SignatureInvalid => {
            PasskeyError::Signature
        }
        WebauthnError::CredentialPossibleCompromise => PasskeyError::CounterWentBack,
        _ => PasskeyError::Malformed("answer of an authenticator"),
    }
}
