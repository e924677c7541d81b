//! Azurite, the store of Azure's interface that Microsoft has for tests, as it is.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::program::Program;
use crate::tools;

/// Where `scripts/test` puts it, in the folder that `RIBCAGE_TOOLS` names.
const PROGRAM: &str = "azurite/node_modules/azurite/dist/src/blob/main.js";
/// Which version of the interface a signature is for.
const VERSION: &str = "2020-08-04";
/// Until when it is good.
const EXPIRY: &str = "2999-01-01T00:00:00Z";
/// What a bearer of one may speak. It is TLS until the face that Azurite has here.
const PROTOCOLS: &str = "https,http";

/// A storage account.
pub(super) struct Account {
    secret: String,
}

impl Account {
    /// What it is called.
    pub(super) const NAME: &str = "ribcagetest";

    pub(super) fn new(secret: &str) -> Self {
        Self { secret: secret.to_owned() }
    }

    fn key(&self) -> String {
        BASE64_STANDARD.encode(&self.secret)
    }

    pub(super) fn key_line(&self) -> String {
        format!("account_key = {}\n", self.key())
    }

    /// A signature for what is in a container: to read, write, delete and list.
    /// <https://learn.microsoft.com/rest/api/storageservices/create-service-sas>
    pub(super) fn signature_line(&self, container: &str) -> String {
        let place = format!("/blob/{}/{container}", Self::NAME);
        let kind = "c";
        let signature = self.sign(&format!(
            "rwdl\n\n{EXPIRY}\n{place}\n\n\n{PROTOCOLS}\n{VERSION}\n{kind}\n\n\n\n\n\n"
        ));
        format!(
            "sas_token = sv={VERSION}&sr={kind}&sp=rwdl&se={EXPIRY}&spr={PROTOCOLS}&sig={signature}\n"
        )
    }

    /// A signature that lets its bearer make containers.
    /// <https://learn.microsoft.com/rest/api/storageservices/create-account-sas>
    fn signature(&self) -> String {
        let signature =
            self.sign(&format!("{}\nc\nb\nc\n\n{EXPIRY}\n\n{PROTOCOLS}\n{VERSION}\n", Self::NAME));
        format!("sv={VERSION}&ss=b&srt=c&sp=c&se={EXPIRY}&spr={PROTOCOLS}&sig={signature}")
    }

    /// Signs, so that it may stand in an address.
    fn sign(&self, text: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.secret.as_bytes());
        let signature = BASE64_STANDARD.encode(hmac::sign(&key, text.as_bytes()));
        signature.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
    }
}

/// Starts one with an account. None if Node or Azurite is not there.
pub(super) fn start(objects: &Path, account: &Account) -> Option<Program> {
    let mut command = Command::new("node");
    command
        .arg(tools::find(PROGRAM)?)
        .args(["--blobHost", "127.0.0.1", "--blobPort", "0", "--silent", "--disableTelemetry"])
        .arg("--location")
        .arg(objects)
        .env("AZURITE_ACCOUNTS", format!("{}:{}", Account::NAME, account.key()));
    Program::start(&mut command)
}

/// Makes an empty container.
pub(super) fn make_container(address: SocketAddr, account: &Account, container: &str) {
    let (name, signature) = (Account::NAME, account.signature());
    let request = format!(
        "PUT /{name}/{container}?restype=container&{signature} HTTP/1.1\r\nhost: {address}\r\n\
         x-ms-version: {VERSION}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    );
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("text");
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
}
