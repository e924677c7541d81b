//! Ceremonies with an authenticator that answers rightly, and with one that does not.

use proptest::prelude::*;
use serde_json::{Value, json};
use testkit::TestRng;

use testkit::authenticator::{BACKED_UP, BACKUP_ELIGIBLE, PRESENT, VERIFIED};
use testkit::{Authenticator, PasskeyKey};

use super::credential::PublicKey;
use super::*;

const HANDLE: &[u8] = b"a random handle";
const USER: User<'_> =
    User { handle: HANDLE, name: "ann@clinic.example", display_name: "Ann Arbor" };

fn server() -> Passkeys {
    let origins = ["https://app.clinic.example", "https://clinic.example:8443"];
    Passkeys::new("clinic.example", "Clinic", &origins).expect("a relying party")
}

fn bytes(answer: &Value) -> Vec<u8> {
    answer.to_string().into_bytes()
}

fn json_of(options: &str) -> Value {
    serde_json::from_str(options).expect("JSON")
}

/// Registers an authenticator, whose flags say how it behaves now.
fn try_registration(
    authenticator: &mut Authenticator,
    verification: Verification,
) -> Result<Passkey, PasskeyError> {
    let rng = TestRng::new(1);
    let started = server().start_registration(&USER, &[], verification, &rng).expect("options");
    let answer = authenticator.create(&started.options);
    server().finish_registration(&started.state, &bytes(&answer))
}

fn register(authenticator: &mut Authenticator) -> Passkey {
    try_registration(authenticator, Verification::Required).expect("a passkey")
}

fn authenticate(
    authenticator: &Authenticator,
    passkey: &Passkey,
    verification: Verification,
) -> Result<Authenticated, PasskeyError> {
    let passkeys = [passkey.clone()];
    let started = server()
        .start_authentication(HANDLE, &passkeys, verification, &TestRng::new(2))
        .expect("options");
    let answer = authenticator.get(&started.options);
    server().finish_authentication(&started.state, &bytes(&answer), &passkeys)
}

fn discover(authenticator: &Authenticator, passkeys: &[Passkey]) -> Result<Claim, PasskeyError> {
    let started = server().start_discovery(&TestRng::new(3));
    let answer = bytes(&authenticator.get(&started.options));
    let claim = Passkeys::claim(&answer)?;
    server().finish_authentication(&started.state, &answer, passkeys).map(|_| claim)
}

#[test]
fn passkey_that_was_registered_signs_in() {
    let mut authenticator = Authenticator::new(b"first");
    let passkey = register(&mut authenticator);
    assert_eq!((passkey.credential_id(), passkey.user_handle()), (&b"first"[..], HANDLE));
    assert_eq!(passkey.transports(), ["internal", "hybrid"]);
    assert!(passkey.was_verified() && !passkey.is_backed_up() && !passkey.is_backup_eligible());
    let kept = Passkey::from_bytes(&passkey.to_bytes()).expect("what was kept");
    assert_eq!(kept, passkey);
    let found = authenticate(&authenticator, &kept, Verification::Required).expect("it fits");
    assert!(found.is_verified);
    assert_eq!(found.passkey, passkey);
}

#[test]
fn every_algorithm_that_is_offered_is_verified() {
    for key in [PasskeyKey::es256(), PasskeyKey::es384(), PasskeyKey::rs256()] {
        let mut authenticator = Authenticator::new(b"first");
        authenticator.key = key;
        let passkey = register(&mut authenticator);
        assert_eq!(Passkey::from_bytes(&passkey.to_bytes()), Ok(passkey.clone()));
        assert!(authenticate(&authenticator, &passkey, Verification::Required).is_ok());
        authenticator.key = PasskeyKey::es384();
        let found = authenticate(&authenticator, &passkey, Verification::Required);
        assert_eq!(found.err(), Some(PasskeyError::Signature));
    }
}

#[test]
fn person_is_found_by_what_the_authenticator_says() {
    let mut authenticator = Authenticator::new(b"first");
    let passkey = register(&mut authenticator);
    let claim = discover(&authenticator, std::slice::from_ref(&passkey)).expect("it fits");
    let user_handle = Some(HANDLE.to_vec());
    assert_eq!(claim, Claim { user_handle, credential_id: b"first".to_vec() });
    for handle in [None, Some(vec![]), Some(b"somebody else".to_vec())] {
        authenticator.user_handle = handle;
        let found = discover(&authenticator, std::slice::from_ref(&passkey));
        assert_eq!(found.err(), Some(PasskeyError::OtherUser));
    }
}

#[test]
fn options_are_those_that_browsers_parse() {
    let rng = TestRng::new(1);
    let passkey = register(&mut Authenticator::new(b"first"));
    let known = [passkey];
    let started = server().start_registration(&USER, &known, Verification::Required, &rng);
    let mut options = json_of(&started.expect("options").options);
    assert_eq!(options["challenge"].take().as_str().map(str::len), Some(43));
    assert_eq!(
        options,
        json!({
            "rp": { "id": "clinic.example", "name": "Clinic" },
            "user": {
                "id": "YSByYW5kb20gaGFuZGxl",
                "name": "ann@clinic.example",
                "displayName": "Ann Arbor",
            },
            "challenge": null,
            "pubKeyCredParams": [
                { "type": "public-key", "alg": -7 },
                { "type": "public-key", "alg": -35 },
                { "type": "public-key", "alg": -257 },
            ],
            "timeout": 300_000,
            "excludeCredentials":
                [{ "type": "public-key", "id": "Zmlyc3Q", "transports": ["internal", "hybrid"] }],
            "authenticatorSelection": {
                "residentKey": "required",
                "requireResidentKey": true,
                "userVerification": "required",
            },
            "attestation": "none",
            "extensions": { "credProps": true },
        })
    );
    let started = server().start_authentication(HANDLE, &known, Verification::Preferred, &rng);
    let mut options = json_of(&started.expect("options").options);
    assert_eq!(options["challenge"].take().as_str().map(str::len), Some(43));
    assert_eq!(
        options,
        json!({
            "challenge": null,
            "timeout": 300_000,
            "rpId": "clinic.example",
            "allowCredentials":
                [{ "type": "public-key", "id": "Zmlyc3Q", "transports": ["internal", "hybrid"] }],
            "userVerification": "preferred",
        })
    );
    let options = json_of(&server().start_discovery(&rng).options);
    assert_eq!(options["allowCredentials"], json!([]));
    assert_eq!(options["userVerification"], "required");
}

/// What a registration refuses, by what is wrong with the answer.
#[test]
fn registrations_are_refused_for_what_is_wrong_with_them() {
    type Fault = (fn(&mut Authenticator), PasskeyError);
    let faults: [Fault; 11] = [
        (|it| it.origin = "https://app.clinic.example.evil".into(), PasskeyError::OtherOrigin),
        (|it| it.origin = "http://app.clinic.example".into(), PasskeyError::OtherOrigin),
        (|it| it.origin = "https://app.clinic.example:444".into(), PasskeyError::OtherOrigin),
        (|it| it.relying_party = "example".into(), PasskeyError::OtherRelyingParty),
        (|it| it.flags = VERIFIED, PasskeyError::NotPresent),
        (|it| it.flags = PRESENT, PasskeyError::NotVerified),
        (|it| it.flags |= BACKED_UP, PasskeyError::Backup),
        (|it| it.client_data = json!({"challenge": "AAAA"}), PasskeyError::OtherChallenge),
        (|it| it.client_data = json!({"type": "webauthn.get"}), PasskeyError::OtherCeremony),
        (|it| it.client_data = json!({"crossOrigin": true}), PasskeyError::CrossOrigin),
        (
            |it| it.client_data = json!({"topOrigin": "https://evil.example"}),
            PasskeyError::CrossOrigin,
        ),
    ];
    for (at, (spoil, refusal)) in faults.into_iter().enumerate() {
        let mut authenticator = Authenticator::new(b"first");
        spoil(&mut authenticator);
        let registered = try_registration(&mut authenticator, Verification::Required);
        assert_eq!(registered.err(), Some(refusal), "{at}");
    }
}

/// The same for an authentication, where the library leaves frames and spelling of origins to us.
#[test]
fn authentications_are_refused_for_what_is_wrong_with_them() {
    type Fault = (fn(&mut Authenticator), PasskeyError);
    let faults: [Fault; 13] = [
        (|it| it.origin = "https://evil.example".into(), PasskeyError::OtherOrigin),
        (|it| it.origin = "https://app.clinic.example/".into(), PasskeyError::OtherOrigin),
        (|it| it.origin = "https://clinic.example".into(), PasskeyError::OtherOrigin),
        (|it| it.relying_party = "app.clinic.example".into(), PasskeyError::OtherRelyingParty),
        (|it| it.flags = VERIFIED, PasskeyError::NotPresent),
        (|it| it.flags = PRESENT, PasskeyError::NotVerified),
        (|it| it.flags |= BACKUP_ELIGIBLE, PasskeyError::Backup),
        (|it| it.client_data = json!({"challenge": "AAAA"}), PasskeyError::OtherChallenge),
        (|it| it.client_data = json!({"type": "webauthn.create"}), PasskeyError::OtherCeremony),
        (|it| it.client_data = json!({"crossOrigin": true}), PasskeyError::CrossOrigin),
        (
            |it| it.client_data = json!({"topOrigin": "https://evil.example"}),
            PasskeyError::CrossOrigin,
        ),
        (|it| it.user_handle = Some(b"somebody else".to_vec()), PasskeyError::OtherUser),
        (|it| it.id = b"another".to_vec(), PasskeyError::UnknownPasskey),
    ];
    for (at, (spoil, refusal)) in faults.into_iter().enumerate() {
        let mut authenticator = Authenticator::new(b"first");
        let passkey = register(&mut authenticator);
        spoil(&mut authenticator);
        let found = authenticate(&authenticator, &passkey, Verification::Required);
        assert_eq!(found.err(), Some(refusal), "{at}");
    }
}

#[test]
fn passkey_that_is_a_second_factor_need_not_verify() {
    let mut authenticator = Authenticator::new(b"first");
    authenticator.flags = PRESENT;
    let passkey = try_registration(&mut authenticator, Verification::Preferred);
    let passkey = passkey.expect("a passkey");
    assert!(!passkey.was_verified());
    let found = authenticate(&authenticator, &passkey, Verification::Preferred);
    assert!(!found.expect("it fits").is_verified);
    let found = authenticate(&authenticator, &passkey, Verification::Required);
    assert_eq!(found.err(), Some(PasskeyError::NotVerified));
    let found = discover(&authenticator, &[passkey]);
    assert_eq!(found.err(), Some(PasskeyError::NotVerified));
}

#[test]
fn counter_that_goes_back_is_told_apart() {
    let mut authenticator = Authenticator::new(b"first");
    authenticator.counter = 5;
    let passkey = register(&mut authenticator);
    assert_eq!(passkey.counter(), 5);
    for counter in [5, 4, 0] {
        authenticator.counter = counter;
        let found = authenticate(&authenticator, &passkey, Verification::Required);
        assert_eq!(found.err(), Some(PasskeyError::CounterWentBack));
    }
    authenticator.counter = 9;
    let found = authenticate(&authenticator, &passkey, Verification::Required).expect("it fits");
    assert_eq!(found.passkey.counter(), 9);
    let found = authenticate(&authenticator, &found.passkey, Verification::Required);
    assert_eq!(found.err(), Some(PasskeyError::CounterWentBack));
}

#[test]
fn counter_counts_only_if_the_signature_is_right() {
    let mut authenticator = Authenticator::new(b"first");
    authenticator.counter = 5;
    let passkey = register(&mut authenticator);
    let other = Authenticator::new(b"first");
    let found = authenticate(&other, &passkey, Verification::Required);
    assert_eq!(found.err(), Some(PasskeyError::Signature));
}

#[test]
fn copies_are_noticed_when_they_are_made() {
    let mut authenticator = Authenticator::new(b"first");
    authenticator.flags |= BACKUP_ELIGIBLE;
    let passkey = register(&mut authenticator);
    assert!(passkey.is_backup_eligible() && !passkey.is_backed_up());
    authenticator.flags |= BACKED_UP;
    let found = authenticate(&authenticator, &passkey, Verification::Required).expect("it fits");
    assert!(found.passkey.is_backed_up());
    authenticator.flags = PRESENT | VERIFIED;
    let found = authenticate(&authenticator, &found.passkey, Verification::Required);
    assert_eq!(found.err(), Some(PasskeyError::Backup));
}

#[test]
fn passkey_of_another_person_is_refused() {
    let mut authenticator = Authenticator::new(b"first");
    let passkey = register(&mut authenticator);
    let of_another = Passkey { user_handle: b"somebody else".to_vec(), ..passkey.clone() };
    let rng = TestRng::new(4);
    let verification = Verification::Required;
    let mixed = [passkey.clone(), of_another.clone()];
    let started = server().start_authentication(HANDLE, &mixed, verification, &rng);
    assert_eq!(started.err(), Some(PasskeyError::OtherUser));
    let started =
        server().start_authentication(HANDLE, &[passkey], verification, &rng).expect("options");
    let answer = bytes(&authenticator.get(&started.options));
    let found = server().finish_authentication(&started.state, &answer, &[of_another]);
    assert_eq!(found.err(), Some(PasskeyError::OtherUser));
    let found = server().finish_authentication(&started.state, &answer, &[]);
    assert_eq!(found.err(), Some(PasskeyError::UnknownPasskey));
}

/// A passkey that was registered after the question was asked is none that it was about.
#[test]
fn only_passkeys_that_were_asked_for_count() {
    let mut authenticator = Authenticator::new(b"first");
    let passkey = register(&mut authenticator);
    let mut later = Authenticator::new(b"later");
    let both = [passkey.clone(), register(&mut later)];
    let rng = TestRng::new(5);
    let started = server().start_authentication(HANDLE, &[passkey], Verification::Required, &rng);
    let started = started.expect("options");
    let answer = bytes(&later.get(&started.options));
    let found = server().finish_authentication(&started.state, &answer, &both);
    assert_eq!(found.err(), Some(PasskeyError::UnknownPasskey));
}

#[test]
fn state_of_one_ceremony_ends_no_other() {
    let mut authenticator = Authenticator::new(b"first");
    let rng = TestRng::new(6);
    let server = server();
    let registering =
        server.start_registration(&USER, &[], Verification::Required, &rng).expect("options");
    let attested = bytes(&authenticator.create(&registering.options));
    let passkey = server.finish_registration(&registering.state, &attested).expect("a passkey");
    let discovery = server.start_discovery(&rng);
    let asserted = bytes(&authenticator.get(&discovery.options));
    let wrong = server.finish_registration(&discovery.state, &attested);
    assert_eq!(wrong.err(), Some(PasskeyError::OtherCeremony));
    let passkeys = [passkey];
    let wrong = server.finish_authentication(&registering.state, &asserted, &passkeys);
    assert_eq!(wrong.err(), Some(PasskeyError::OtherCeremony));
    let later = server.start_discovery(&rng);
    let wrong = server.finish_authentication(&later.state, &asserted, &passkeys);
    assert_eq!(wrong.err(), Some(PasskeyError::OtherChallenge));
    assert!(server.finish_authentication(&discovery.state, &asserted, &passkeys).is_ok());
}

#[test]
fn passkey_is_registered_once() {
    let mut authenticator = Authenticator::new(b"first");
    let known = [register(&mut authenticator)];
    let rng = TestRng::new(7);
    let started = server().start_registration(&USER, &known, Verification::Required, &rng);
    let started = started.expect("options");
    let answer = bytes(&authenticator.create(&started.options));
    let again = server().finish_registration(&started.state, &answer);
    assert_eq!(again.err(), Some(PasskeyError::RegisteredAlready));
}

#[test]
fn browser_that_names_another_id_than_the_authenticator_is_refused() {
    let mut authenticator = Authenticator::new(b"first");
    let rng = TestRng::new(8);
    let started =
        server().start_registration(&USER, &[], Verification::Required, &rng).expect("options");
    let answer = authenticator.create(&started.options);
    for (member, value) in [("id", "Zmlyc3R4"), ("rawId", "Zmlyc3R4"), ("type", "password")] {
        let mut changed = answer.clone();
        changed[member] = json!(value);
        let registered = server().finish_registration(&started.state, &bytes(&changed));
        assert!(matches!(registered, Err(PasskeyError::Malformed(_))), "{member}");
    }
    let mut changed = answer;
    changed["id"] = json!("Zmlyc3R4");
    changed["rawId"] = json!("Zmlyc3R4");
    let registered = server().finish_registration(&started.state, &bytes(&changed));
    assert!(matches!(registered, Err(PasskeyError::Malformed(_))));
}

#[test]
fn keys_of_another_size_are_none() {
    let passkey = register(&mut Authenticator::new(b"first"));
    let keys = [
        PublicKey::Es256 { x: vec![1; 31], y: vec![1; 32] },
        PublicKey::Es384 { x: vec![1; 48], y: vec![1; 49] },
        PublicKey::Rs256 { modulus: vec![1; 255], exponent: [1, 0, 1] },
    ];
    for key in keys {
        let spoiled = Passkey { key, ..passkey.clone() };
        let read = Passkey::from_bytes(&spoiled.to_bytes());
        assert_eq!(read, Err(PasskeyError::Malformed("passkey")));
    }
}

#[test]
fn relying_party_has_pages_at_its_domain() {
    for (id, origin) in [
        ("clinic.example", "https://clinic.example"),
        ("clinic.example", "https://a.b.clinic.example:8443/"),
        ("localhost", "http://localhost:8080"),
        ("localhost", "https://localhost:8443"),
    ] {
        assert!(Passkeys::new(id, "Clinic", &[origin]).is_ok(), "{origin}");
    }
    for (id, origin) in [
        ("clinic.example", "http://clinic.example"),
        ("clinic.example", "https://badclinic.example"),
        ("clinic.example", "https://example"),
        ("clinic.example", "https://clinic.example/page"),
        ("clinic.example", "https://user@clinic.example"),
        ("", "https://clinic.example"),
        ("127.0.0.1", "https://127.0.0.1:8443"),
        ("clinic.example", "not an address"),
    ] {
        let made = Passkeys::new(id, "Clinic", &[origin]);
        assert!(matches!(made, Err(PasskeyError::Configuration(_))), "{origin}");
    }
    assert!(Passkeys::new("clinic.example", "Clinic", &[]).is_err());
    assert!(Passkeys::new("clinic.example", " ", &["https://clinic.example"]).is_err());
}

#[test]
fn sizes_are_bounded() {
    let (server, rng) = (server(), TestRng::new(9));
    let start = |handle: &[u8], name: &str, known: &[Passkey]| {
        let user = User { handle, name, display_name: "Ann" };
        server.start_registration(&user, known, Verification::Required, &rng)
    };
    let passkey = register(&mut Authenticator::new(b"first"));
    let (name, known) = ("x".repeat(LABEL_CHARACTERS_MAX + 1), vec![passkey; PASSKEYS_MAX + 1]);
    assert!(start(&[1; USER_HANDLE_BYTES_MAX], "ann", &[]).is_ok());
    assert!(start(&[1; USER_HANDLE_BYTES_MAX + 1], "ann", &[]).is_err());
    assert!(start(&[], "ann", &[]).is_err());
    assert!(start(HANDLE, "", &[]).is_err());
    assert!(start(HANDLE, &name, &[]).is_err());
    assert!(start(HANDLE, "ann", &known).is_err());
    let started = server.start_authentication(HANDLE, &[], Verification::Required, &rng);
    assert_eq!(started.err(), Some(PasskeyError::UnknownPasskey));
    let long = [b"[".repeat(ANSWER_BYTES_MAX), vec![b'[']].concat();
    for answer in [long.as_slice(), &long[1..]] {
        assert!(matches!(Passkeys::claim(answer), Err(PasskeyError::Malformed(_))));
    }
}

/// Nesting in CBOR is bounded by the library: whatever is sent, it is refused and nothing overflows.
#[test]
fn deep_attestation_objects_are_refused() {
    let mut authenticator = Authenticator::new(b"first");
    let rng = TestRng::new(10);
    let started =
        server().start_registration(&USER, &[], Verification::Required, &rng).expect("options");
    let mut answer = authenticator.create(&started.options);
    for byte in [0x81, 0xa1, 0xc1, 0x9f, 0xbf] {
        answer["response"]["attestationObject"] = json!(answer::encode(&vec![byte; 40_000]));
        let registered = server().finish_registration(&started.state, &bytes(&answer));
        assert!(matches!(registered, Err(PasskeyError::Malformed(_))), "{byte}");
    }
}

proptest! {
    #[test]
    fn changed_answers_never_sign_in(at: prop::sample::Index, bit in 0_u8..8) {
        let mut authenticator = Authenticator::new(b"first");
        let passkeys = [register(&mut authenticator)];
        let started = server().start_discovery(&TestRng::new(11));
        let mut answer = authenticator.get(&started.options);
        // Of the members that are signed or are the signature, one bit.
        for member in ["clientDataJSON", "authenticatorData", "signature"] {
            let whole = answer["response"][member].clone();
            let mut changed = answer::decode(whole.as_str().expect("a text")).expect("base64url");
            let at = at.index(changed.len());
            changed[at] ^= 1 << bit;
            answer["response"][member] = json!(answer::encode(&changed));
            let found = server().finish_authentication(&started.state, &bytes(&answer), &passkeys);
            prop_assert!(found.is_err(), "{member}, byte {at}, bit {bit}");
            answer["response"][member] = whole;
        }
        prop_assert!(
            server().finish_authentication(&started.state, &bytes(&answer), &passkeys).is_ok()
        );
    }

    #[test]
    fn no_bytes_make_the_readers_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        drop(Passkeys::claim(&bytes));
        drop(Passkey::from_bytes(&bytes));
        prop_assert!(State::decode(&bytes).is_err());
    }
}
