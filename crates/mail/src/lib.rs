//! Sends mail over SMTP (RFC 5321), never without TLS.
//!
//! Every message has a connection of its own: messages are rare, and a connection that is kept is one more thing that
//! can have gone away.

mod failure;
mod message;
mod password;
mod server;
mod setting_error;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use model::Clock;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use store::{Answer, Mail, MailError, Mailer};

use crate::password::PasswordFile;
use crate::server::{Protection, Server};

pub use crate::setting_error::SettingError;

/// How long is waited for a connection and its greetings,
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);
/// and for all of it: servers look through a message before they say that they have taken it.
const SEND_TIMEOUT: Duration = Duration::from_secs(90);

/// Where the mail server is, and who we are there.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// `smtps://HOST[:PORT]` (RFC 8314, port 465) or `smtp+starttls://HOST[:PORT]` (RFC 3207, port 587).
    pub server: &'a str,
    /// Who the messages are from: an address, or a name and an address in angle brackets.
    pub from: &'a str,
    /// Our name there and the file with the password, which is read for every message.
    pub login: Option<(&'a str, &'a Path)>,
    /// Certificates in PEM by which the server is known; those of the system without any.
    pub ca: Option<&'a [u8]>,
}

/// Hands messages to a mail server.
pub struct SmtpMailer {
    server: Server,
    from: Mailbox,
    login: Option<(String, PasswordFile)>,
    tls: TlsParameters,
    clock: Arc<dyn Clock>,
}

impl SmtpMailer {
    /// Prepares to send. No connection is made yet.
    pub fn new(settings: Settings<'_>, clock: Arc<dyn Clock>) -> Result<Self, SettingError> {
        let server = Server::parse(settings.server)?;
        let from: Mailbox = settings.from.parse().map_err(|_| SettingError::From)?;
        // It stands in the greeting and in the ids of messages, where nothing else may.
        if !from.email.domain().is_ascii() {
            return Err(SettingError::From);
        }
        let login = match settings.login {
            None => None,
            Some((user, path)) => {
                let file = PasswordFile::new(path);
                file.read()?;
                Some((user.to_owned(), file))
            }
        };
        let tls = tls(&server.host, settings.ca)?;
        Ok(Self { server, from, login, tls, clock })
    }

    fn transport(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailError> {
        let tls = self.tls.clone();
        let tls = match self.server.protection {
            Protection::Implicit => Tls::Wrapper(tls),
            Protection::StartTls => Tls::Required(tls),
        };
        let host = self.server.host.as_str();
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
            .port(self.server.port)
            .hello_name(ClientId::Domain(self.from.email.domain().to_owned()))
            .timeout(Some(CONNECT_TIMEOUT))
            .tls(tls);
        if let Some((user, file)) = &self.login {
            let password = file.read().map_err(|error| failure::later(&error))?;
            builder = builder.credentials(Credentials::new(user.clone(), password.to_string()));
        }
        Ok(builder.build())
    }

    async fn send_now(&self, mail: &Mail) -> Result<String, MailError> {
        let message: Message = message::build(mail, &self.from, self.clock.now())?;
        let transport = self.transport()?;
        match tokio::time::timeout(SEND_TIMEOUT, transport.send(message)).await {
            Ok(Ok(response)) => {
                let words: Vec<_> = response.message().collect();
                Ok(format!("{} {}", response.code(), failure::on_one_line(&words.join(" "))))
            }
            Ok(Err(error)) => Err(failure::of(&error, mail)),
            Err(elapsed) => Err(failure::later(&elapsed)),
        }
    }
}

impl Mailer for SmtpMailer {
    fn is_configured(&self) -> bool {
        true
    }

    fn send<'a>(&'a self, mail: &'a Mail) -> Answer<'a, String, MailError> {
        Box::pin(self.send_now(mail))
    }
}

/// Sends nothing, since no mail server is configured.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoMailer;

impl Mailer for NoMailer {
    fn is_configured(&self) -> bool {
        false
    }

    fn send<'a>(&'a self, _mail: &'a Mail) -> Answer<'a, String, MailError> {
        Box::pin(async { Err(MailError::NotConfigured) })
    }
}

/// How the server is known: by the certificates given and no others, or by those of the system.
fn tls(host: &str, ca: Option<&[u8]>) -> Result<TlsParameters, SettingError> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(pem) = ca {
        let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
        let certificates = certificates.ok().filter(|found| !found.is_empty());
        builder = builder.certificate_store(CertificateStore::None);
        for certificate in certificates.ok_or(SettingError::Certificates)? {
            let certificate = Certificate::from_der(certificate.to_vec());
            let certificate = certificate.map_err(|_| SettingError::Certificates)?;
            builder = builder.add_root_certificate(certificate);
        }
    }
    builder.build_rustls().map_err(|error| SettingError::Tls(Box::new(error)))
}
