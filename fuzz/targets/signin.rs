//! What strangers send to sign in: messages of the password exchange, answers of browsers, typed codes.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use model::{Rng, Timestamp};
use signin::passkey::{Passkey, Passkeys, User, Verification};
use signin::password::{
    LoginState, PasswordRecord, PasswordServer, decode_message, encode_message,
};
use signin::recovery::{RecoveryCode, RecoveryVerifier};
use signin::totp::TotpSecret;

/// The same bytes each time, so that an input always does the same.
struct Fixed;

impl Rng for Fixed {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill(7);
    }
}

static SERVER: LazyLock<PasswordServer> = LazyLock::new(|| PasswordServer::generate(&Fixed));
static PASSKEYS: LazyLock<Passkeys> = LazyLock::new(|| {
    Passkeys::new("example.org", "Fuzz", &["https://example.org"]).expect("a relying party")
});

fuzz_target!(|input: &[u8]| {
    let Some((kind, rest)) = input.split_first() else { return };
    match kind % 4 {
        0 => password(rest),
        1 => passkey_json(rest),
        2 => attestation(rest),
        _ => typed(rest),
    }
});

fn password(input: &[u8]) {
    drop(SERVER.register_start(input, b"id"));
    if let Ok(record) = PasswordServer::register_finish(input) {
        assert!(PasswordRecord::from_bytes(record.as_bytes()).is_ok());
    }
    if let Ok((state, _)) = SERVER.login_start(None, input, b"id", &Fixed) {
        assert!(PasswordServer::login_finish(&state, input).is_err(), "nobody has this account");
    }
    drop(LoginState::from_bytes(input));
    drop(PasswordRecord::from_bytes(input));
    drop(PasswordServer::deserialize(input));
}

fn passkey_json(input: &[u8]) {
    drop(Passkeys::claim(input));
    let discovery = PASSKEYS.start_discovery(&Fixed);
    assert!(PASSKEYS.finish_authentication(&discovery.state, input, &[]).is_err());
    drop(PASSKEYS.finish_registration(input, input));
    if let Ok(passkey) = Passkey::from_bytes(input) {
        assert_eq!(Passkey::from_bytes(&passkey.to_bytes()), Ok(passkey));
    }
}

/// The input as an attestation object, in an answer that is right otherwise.
fn attestation(input: &[u8]) {
    let user = User { handle: b"handle", name: "name", display_name: "Name" };
    let started =
        PASSKEYS.start_registration(&user, &[], Verification::Preferred, &Fixed).expect("a user");
    let challenge = encode_message(&[7; 32]);
    let client_data = format!(
        r#"{{"type":"webauthn.create","challenge":"{challenge}","origin":"https://example.org"}}"#
    );
    let answer = format!(
        r#"{{"id":"AQ","rawId":"AQ","type":"public-key","response":{{"clientDataJSON":"{}","attestationObject":"{}"}}}}"#,
        encode_message(client_data.as_bytes()),
        encode_message(input),
    );
    if let Ok(passkey) = PASSKEYS.finish_registration(&started.state, answer.as_bytes()) {
        assert_eq!(passkey.credential_id(), [1]);
        assert_eq!(Passkey::from_bytes(&passkey.to_bytes()), Ok(passkey));
    }
}

fn typed(input: &[u8]) {
    drop(RecoveryVerifier::from_bytes(input));
    let Ok(text) = std::str::from_utf8(input) else { return };
    if let Ok(code) = RecoveryCode::parse(text) {
        let again = RecoveryCode::parse(&code.expose()).ok().map(|code| code.verifier(b"account"));
        assert_eq!(again, Some(code.verifier(b"account")));
    }
    if let Ok(message) = decode_message(text) {
        assert_eq!(encode_message(&message), text);
    }
    let secret = TotpSecret::from_bytes(&[7; 20]).expect("20 bytes");
    assert_eq!(secret.verify(text, Timestamp::UNIX_EPOCH, Some(1)).ok(), None);
}
