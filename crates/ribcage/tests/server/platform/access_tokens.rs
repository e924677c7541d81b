//! Machines that sign with keys of their own: what they register, what they get, and how far that reaches.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair,
    EcdsaSigningAlgorithm, KeyPair as _, RSA_PKCS1_SHA384,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::bulk_exports::{Export, asked};
use crate::harness::{Answer, Caller, Server, observation, patient};

const TOKEN: &str = "/oauth/token";
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// A key that a machine signs with.
enum Key {
    Ec(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

impl Key {
    fn ec() -> Self {
        Self::of_curve(&ECDSA_P384_SHA384_FIXED_SIGNING)
    }

    fn of_curve(curve: &'static EcdsaSigningAlgorithm) -> Self {
        Self::Ec(EcdsaKeyPair::generate(curve).expect("a key"))
    }

    fn rsa() -> Self {
        Self::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).expect("a key"))
    }

    const fn algorithm(&self) -> &'static str {
        match self {
            Self::Ec(_) => "ES384",
            Self::Rsa(_) => "RS384",
        }
    }

    /// Its public part as a JWK.
    fn jwk(&self, kid: &str) -> Value {
        match self {
            Self::Ec(pair) => {
                let point = pair.public_key().as_ref();
                let (x, y) = point[1..].split_at((point.len() - 1) / 2);
                let curve = if x.len() == 48 { "P-384" } else { "P-256" };
                json!({
                    "kty": "EC", "crv": curve, "kid": kid, "use": "sig",
                    "x": BASE64.encode(x), "y": BASE64.encode(y)
                })
            }
            Self::Rsa(pair) => {
                let public = pair.public_key();
                let (n, e) = (public.modulus(), public.exponent());
                json!({
                    "kty": "RSA", "kid": kid, "alg": "RS384",
                    "n": BASE64.encode(n.big_endian_without_leading_zero()),
                    "e": BASE64.encode(e.big_endian_without_leading_zero())
                })
            }
        }
    }

    fn sign(&self, header: &Value, claims: &Value) -> String {
        let part = |value: &Value| BASE64.encode(value.to_string());
        let message = format!("{}.{}", part(header), part(claims));
        let signature = match self {
            Self::Ec(pair) => {
                let signed = pair.sign(&SystemRandom::new(), message.as_bytes());
                signed.expect("a signature").as_ref().to_vec()
            }
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                let message = message.as_bytes();
                pair.sign(&RSA_PKCS1_SHA384, &SystemRandom::new(), message, &mut signature)
                    .expect("a signature");
                signature
            }
        };
        format!("{message}.{}", BASE64.encode(signature))
    }
}

/// A machine with a key of its own.
struct Machine {
    server: Server,
    administrator: Caller,
    key: Key,
    id: String,
    client_id: String,
}

impl Machine {
    async fn new(key: Key, roles: &[&str]) -> Self {
        let server = Server::start();
        let administrator = server.tenant("Clinic").await;
        let body = json!({"name": "backend", "roles": roles, "jwks": {"keys": [key.jwk("first")]}});
        let answer = administrator.post("/api/clients", &body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        let made = answer.json();
        assert!(made.get("token").is_none(), "{made}");
        assert_eq!(made["client"]["key_ids"], json!(["first"]));
        let text = |name: &str| made["client"][name].as_str().expect("a text").to_owned();
        let (id, client_id) = (text("id"), text("client_id"));
        Self { server, administrator, key, id, client_id }
    }

    /// What it signs, changed in some way.
    fn claims(&self, name: &str, change: impl FnOnce(&mut Value)) -> Value {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
        let mut claims = json!({
            "iss": self.client_id, "sub": self.client_id, "jti": name,
            "aud": format!("{}{TOKEN}", self.server.url), "exp": now + 240,
            // Clocks may be a little apart.
            "iat": now + 10, "nbf": now + 10
        });
        change(&mut claims);
        claims
    }

    fn header(&self) -> Value {
        json!({"alg": self.key.algorithm(), "kid": "first", "typ": "JWT"})
    }

    fn assertion(&self, name: &str) -> String {
        self.key.sign(&self.header(), &self.claims(name, |_| ()))
    }

    async fn ask(&self, assertion: &str, scope: &str) -> Answer {
        self.send(&[
            ("grant_type", "client_credentials"),
            ("client_assertion_type", JWT_BEARER),
            ("client_assertion", assertion),
            ("scope", scope),
        ])
        .await
    }

    async fn send(&self, form: &[(&str, &str)]) -> Answer {
        let request = self.server.http().post(format!("{}{TOKEN}", self.server.url));
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let kind = "application/x-www-form-urlencoded";
        self.administrator.send(request.header(CONTENT_TYPE, kind).body(body)).await
    }

    /// Somebody with an access token.
    async fn signed_in(&self, name: &str, scope: &str) -> Caller {
        let answer = self.ask(&self.assertion(name), scope).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        self.server.caller(answer.json()["access_token"].as_str().expect("a token"))
    }
}

fn is_refused(answer: &Answer, status: u16, error: &str, why: &str) {
    assert_eq!(answer.status, status, "{why}: {answer:?}");
    assert_eq!(answer.json()["error"], error, "{why}: {answer:?}");
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{why}");
}

#[tokio::test]
async fn a_machine_signs_with_its_key_and_reaches_as_far_as_its_scopes() {
    for key in [Key::ec(), Key::rsa()] {
        let machine = Machine::new(key, &["clinician"]).await;
        let scope = "openid system/Observation.crs system/Patient.c system/Sandwich.rs";
        let answer = machine.ask(&machine.assertion("one"), scope).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let given = answer.json();
        assert_eq!((&given["token_type"], &given["expires_in"]), (&json!("bearer"), &json!(300)));
        assert_eq!(given["scope"], "system/Observation.crs system/Patient.c");
        let (event, _) = answer.event();
        let event = machine.administrator.get(&format!("/api/events/{event}")).await.json();
        assert_eq!(event["operation"], "create_access_token");
        assert_eq!(event["actor"]["name"], "backend");

        let backend = machine.server.caller(given["access_token"].as_str().expect("a token"));
        let ann = backend.create(&patient("Maple")).await;
        let weight = backend.create(&observation(&ann)).await;
        let of_one = json!({
            "resourceType": "Bundle", "type": "transaction", "entry": [{
                "resource": observation(&ann), "request": {"method": "POST", "url": "Observation"}
            }]
        });
        assert_eq!(backend.post("/fhir/R4", &of_one).await.status, StatusCode::OK);
        for (path, status) in [
            (format!("/fhir/R4/Observation/{weight}"), 200),
            (format!("/fhir/R4/Observation?patient={ann}"), 200),
            (format!("/fhir/R4/Observation?patient.family=maple&_id={weight}"), 403),
            (format!("/fhir/R4/Patient/{ann}"), 403),
            ("/fhir/R4/Condition".to_owned(), 403),
            (format!("/fhir/R4/Patient/{ann}/$everything"), 403),
            ("/api/clients".to_owned(), 403),
            ("/api/events".to_owned(), 403),
        ] {
            let answer = backend.get(&path).await;
            assert_eq!(answer.status, status, "{path}: {answer:?}");
        }
        let weight = format!("/fhir/R4/Observation/{weight}");
        assert_eq!(backend.delete(&weight).await.status, StatusCode::FORBIDDEN);
        let mut in_bundle = of_one.clone();
        in_bundle["entry"][0]["request"] = json!({"method": "DELETE", "url": &weight[9..]});
        assert_eq!(backend.post("/fhir/R4", &in_bundle).await.status, StatusCode::FORBIDDEN);
        // What is shown beside the matches is of other types.
        let included = backend.get("/fhir/R4/Observation?_include=Observation:subject").await;
        assert!(!included.body.contains("Maple"), "{included:?}");
    }
}

#[tokio::test]
async fn scopes_give_no_more_than_the_roles() {
    let machine = Machine::new(Key::ec(), &["auditor"]).await;
    let backend = machine.signed_in("one", "system/*.cruds").await;
    assert_eq!(backend.get("/fhir/R4/Patient").await.status, StatusCode::FORBIDDEN);
    assert_eq!(backend.get("/fhir/R4/AuditEvent").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_machine_exports_in_bulk_what_its_scopes_reach() {
    let machine = Machine::new(Key::ec(), &["service"]).await;
    let clinician = machine.administrator.client("ward", &["clinician"]).await;
    let ann = clinician.create(&patient("Maple")).await;
    let weight = clinician.create(&observation(&ann)).await;
    let narrow = machine.signed_in("one", "system/Observation.read system/Condition.rs").await;
    for path in ["$export", "Patient/$export"] {
        let export = Export::of(&narrow, path).await;
        assert_eq!(export.counts("output"), [("Observation".to_owned(), 1)], "{path}");
        assert_eq!(export.ids(&narrow, "Observation").await, std::slice::from_ref(&weight));
        let other = narrow.get(&format!("{}/Patient-1.ndjson", export.place)).await;
        assert_eq!(other.status, StatusCode::FORBIDDEN, "{other:?}");
    }
    for path in ["$export?_type=Observation,Patient", "Group/any/$export"] {
        let refused = asked(&narrow, path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path} {refused:?}");
    }
    let writes = machine.signed_in("two", "system/Observation.c").await;
    assert_eq!(asked(&writes, "$export").await.status, StatusCode::FORBIDDEN);
    // It is the machine's, whichever of its tokens it comes with; and each reaches as far as it does.
    let wide = machine.signed_in("three", "system/*.read").await;
    let export = Export::of(&wide, "$export").await;
    assert_eq!(export.ids(&wide, "Patient").await, [ann]);
    let patients = format!("{}/Patient-1.ndjson", export.place);
    assert_eq!(narrow.get(&patients).await.status, StatusCode::FORBIDDEN);
    assert_eq!(export.ids(&narrow, "Observation").await, [weight]);
}

#[tokio::test]
async fn only_what_the_machine_has_signed_for_this_server_and_for_now_is_taken_and_only_once() {
    let machine = Machine::new(Key::ec(), &["clinician"]).await;
    let scope = "system/Observation.rs";
    let sign = |change: &dyn Fn(&mut Value)| {
        machine.key.sign(&machine.header(), &machine.claims("one", |claims| change(claims)))
    };
    let stranger = Key::ec().sign(&machine.header(), &machine.claims("one", |_| ()));
    let mut other_name = machine.header();
    other_name["kid"] = json!("second");
    let mut critical = machine.header();
    critical["crit"] = json!(["b64"]);
    let mut none = machine.header();
    none["alg"] = json!("none");
    let good = machine.assertion("one");
    let (message, _) = good.rsplit_once('.').expect("a signature");
    for (why, assertion) in [
        ("for another server", sign(&|claims| claims["aud"] = json!("https://example.org/token"))),
        ("over", sign(&|claims| claims["exp"] = json!(1_700_000_000))),
        ("good for too long", sign(&|claims| claims["exp"] = json!(4_000_000_000_u64))),
        ("good later", sign(&|claims| claims["nbf"] = json!(claims["exp"]))),
        ("signed later", sign(&|claims| claims["iat"] = json!(claims["exp"]))),
        ("good from a word on", sign(&|claims| claims["nbf"] = json!("now"))),
        ("without an end", sign(&|claims| claims["exp"] = Value::Null)),
        ("without a name", sign(&|claims| claims["jti"] = json!(""))),
        ("of one about another", sign(&|claims| claims["sub"] = json!("somebody"))),
        (
            "of a client of nobody",
            sign(&|claims| {
                let nobody = format!("0000000000000000-{}", "0".repeat(32));
                claims["iss"] = json!(nobody);
                claims["sub"] = json!(nobody);
            }),
        ),
        ("signed by a stranger", stranger),
        (
            "with a key that is not there",
            machine.key.sign(&other_name, &machine.claims("one", |_| ())),
        ),
        (
            "with what must be understood",
            machine.key.sign(&critical, &machine.claims("one", |_| ())),
        ),
        ("without a signature", machine.key.sign(&none, &machine.claims("one", |_| ()))),
        ("cut off", message.to_owned()),
        ("with an empty signature", format!("{message}.")),
        ("no assertion", "rubbish".to_owned()),
    ] {
        is_refused(&machine.ask(&assertion, scope).await, 401, "invalid_client", why);
    }
    let first = machine.ask(&good, scope).await;
    assert_eq!(first.status, StatusCode::OK, "{first:?}");
    is_refused(&machine.ask(&good, scope).await, 401, "invalid_client", "used before");
    let many = sign(&|claims| {
        claims["jti"] = json!("two");
        claims["aud"] = json!(["https://example.org", claims["aud"]]);
    });
    assert_eq!(machine.ask(&many, scope).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_no_request_for_a_token_is_refused_in_the_words_of_the_standard() {
    let machine = Machine::new(Key::ec(), &["clinician"]).await;
    let assertion = machine.assertion("one");
    let whole = [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", JWT_BEARER),
        ("client_assertion", &*assertion),
        ("scope", "system/Observation.rs"),
    ];
    let with = |name: &str, value: &'static str| {
        whole.map(|(known, is)| (known, if known == name { value } else { is }))
    };
    for (form, error) in [
        (with("grant_type", "password"), "unsupported_grant_type"),
        (with("client_assertion_type", "saml"), "invalid_request"),
        (with("scope", "openid launch system/Sandwich.rs"), "invalid_scope"),
    ] {
        is_refused(&machine.send(&form).await, 400, error, error);
    }
    for missing in 0..whole.len() {
        let mut form = whole.to_vec();
        form.remove(missing);
        is_refused(&machine.send(&form).await, 400, "invalid_request", whole[missing].0);
    }
    let twice = [&whole[..], &[("scope", "system/*.rs")]].concat();
    is_refused(&machine.send(&twice).await, 400, "invalid_request", "twice");
    let http = machine.server.http();
    let request = http.post(format!("{}{TOKEN}", machine.server.url)).json(&json!({}));
    let in_json = machine.administrator.send(request).await;
    is_refused(&in_json, 400, "invalid_request", "JSON");
}

#[tokio::test]
async fn whatever_changes_about_a_machine_ends_its_tokens_at_once() {
    let machine = Machine::new(Key::ec(), &["clinician"]).await;
    let path = format!("/api/clients/{}", machine.id);
    let backend = machine.signed_in("one", "system/*.rs").await;
    assert_eq!(backend.get("/fhir/R4/Patient").await.status, StatusCode::OK);
    let other = Key::rsa();
    let change = json!({"jwks": {"keys": [other.jwk("first")]}});
    let changed = machine.administrator.patch(&path, &change).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(backend.get("/fhir/R4/Patient").await.status, StatusCode::UNAUTHORIZED);
    let old = machine.ask(&machine.assertion("two"), "system/*.rs").await;
    is_refused(&old, 401, "invalid_client", "the old key");

    let machine = Machine { key: other, ..machine };
    let backend = machine.signed_in("three", "system/*.rs").await;
    assert_eq!(backend.get("/fhir/R4/Patient").await.status, StatusCode::OK);
    assert_eq!(machine.administrator.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(backend.get("/fhir/R4/Patient").await.status, StatusCode::UNAUTHORIZED);
    let gone = machine.ask(&machine.assertion("four"), "system/*.rs").await;
    is_refused(&gone, 401, "invalid_client", "revoked");
}

#[tokio::test]
async fn keys_that_are_weak_private_or_of_another_kind_are_refused() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let good = Key::ec().jwk("first");
    let with = |name: &str, value: Value| {
        let mut key = good.clone();
        key[name] = value;
        key
    };
    let mut weak = Key::rsa().jwk("first");
    weak["n"] = json!(BASE64.encode([0xff; 128]));
    for (why, keys) in [
        ("none", json!([])),
        ("a private one", json!([with("d", json!("AAAA"))])),
        ("without a name", json!([with("kid", json!(""))])),
        ("two of the same name", json!([good, good])),
        ("for encryption", json!([with("use", json!("enc"))])),
        ("for another algorithm", json!([with("alg", json!("RS384"))])),
        ("on another curve", json!([Key::of_curve(&ECDSA_P256_SHA256_FIXED_SIGNING).jwk("first")])),
        ("of 1,024 bits", json!([weak])),
        ("a secret", json!([{"kty": "oct", "kid": "first", "k": "AAAA"}])),
    ] {
        let body = json!({"name": "backend", "roles": ["service"], "jwks": {"keys": keys}});
        let answer = administrator.post("/api/clients", &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{why}: {answer:?}");
        assert!(answer.body.contains("jwks"), "{why}: {answer:?}");
    }
}

#[tokio::test]
async fn anybody_can_ask_how_machines_sign_in() {
    let server = Server::start();
    let ask = async |path: &str| -> Value {
        let answer = server.http().get(format!("{}{path}", server.url)).send().await;
        let answer = answer.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.json().await.expect("JSON")
    };
    let configuration = ask("/fhir/R4/.well-known/smart-configuration").await;
    let endpoint = format!("{}{TOKEN}", server.url);
    assert_eq!(configuration["token_endpoint"], endpoint);
    assert_eq!(configuration["token_endpoint_auth_methods_supported"], json!(["private_key_jwt"]));
    let statement = ask("/fhir/R4/metadata").await;
    let security = &statement["rest"][0]["security"];
    assert_eq!(security["service"][0]["coding"][0]["code"], "SMART-on-FHIR");
    assert_eq!(security["extension"][0]["extension"][0]["valueUri"], endpoint);
}
