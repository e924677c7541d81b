//! What sends mail, as the settings have it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use api::Metrics;
use mail::{NoMailer, Settings, SmtpMailer};
use model::Clock;
use store::{Answer, Mail, MailError, Mailer};

use crate::ambient::SystemClock;
use crate::configuration::Configuration;

/// What sends mail; nothing does, if no mail server is given.
pub(crate) fn open(configuration: &Configuration) -> anyhow::Result<Arc<dyn Mailer>> {
    let Configuration { mail_server, mail_from, mail_user, mail_password_file, .. } = configuration;
    let Some(server) = mail_server else {
        let others = [
            ("mail_from", mail_from.is_some()),
            ("mail_user", mail_user.is_some()),
            ("mail_password_file", mail_password_file.is_some()),
            ("mail_ca_file", configuration.mail_ca_file.is_some()),
        ];
        let alone = others.into_iter().find(|(_, is_given)| *is_given);
        return match alone {
            Some((name, _)) => anyhow::bail!("{name} is given, and mail_server is not"),
            None => Ok(Arc::new(NoMailer)),
        };
    };
    let from = mail_from.as_deref().context("mail_server is given, and mail_from is not")?;
    ensure!(
        mail_user.is_some() == mail_password_file.is_some(),
        "mail_user and mail_password_file belong together: give both or none"
    );
    let ca = configuration.mail_ca_file.as_deref().map(read).transpose()?;
    let login = mail_user.as_deref().zip(mail_password_file.as_deref());
    let settings = Settings { server, from, login, ca: ca.as_deref() };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::new());
    Ok(Arc::new(SmtpMailer::new(settings, clock).context("mail cannot be sent")?))
}

/// That mail can be sent as the settings have it, or is not to be.
pub(crate) fn check(configuration: &Configuration) -> anyhow::Result<()> {
    open(configuration).map(drop)
}

/// The same, for a command that has other things to do: without, if the settings are not good. A server with such
/// settings does not start, and `ribcage doctor` says what is wrong with them.
pub(crate) fn open_or_none(configuration: &Configuration) -> Arc<dyn Mailer> {
    open(configuration).unwrap_or_else(|_| Arc::new(NoMailer))
}

/// The same settings, by which nobody is sent anything: what waits in a backup was left by the deployment that it is of.
pub(crate) fn without(configuration: &Configuration) -> Configuration {
    Configuration {
        mail_server: None,
        mail_from: None,
        mail_user: None,
        mail_password_file: None,
        mail_ca_file: None,
        ..configuration.clone()
    }
}

/// The file that nobody else may read, since it opens our account at the mail server.
pub(crate) fn secret_file(configuration: &Configuration) -> Option<PathBuf> {
    configuration.mail_password_file.clone()
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// A mailer whose messages are counted.
pub(crate) struct CountedMailer {
    pub(crate) inner: Arc<dyn Mailer>,
    pub(crate) metrics: Arc<Metrics>,
}

impl Mailer for CountedMailer {
    fn is_configured(&self) -> bool {
        self.inner.is_configured()
    }

    fn send<'a>(&'a self, mail: &'a Mail) -> Answer<'a, String, MailError> {
        Box::pin(async move {
            let sent = self.inner.send(mail).await;
            match sent {
                Ok(_) => self.metrics.mail("sent"),
                Err(MailError::Refused(_)) => self.metrics.mail("refused"),
                Err(MailError::Later(_)) => self.metrics.mail("later"),
                Err(MailError::NotConfigured) => {}
            }
            sent
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(change: impl FnOnce(&mut Configuration)) -> String {
        let mut configuration = Configuration {
            mail_server: Some("smtps://mail.example.org".to_owned()),
            mail_from: Some("no-reply@example.org".to_owned()),
            ..Configuration::default()
        };
        change(&mut configuration);
        match open(&configuration) {
            Ok(mailer) => format!("configured: {}", mailer.is_configured()),
            Err(error) => format!("{error:#}"),
        }
    }

    #[test]
    fn a_combination_that_cannot_be_is_refused_and_named() {
        let file = || Some(PathBuf::from("/nowhere/password"));
        assert_eq!(said(|_| {}), "configured: true");
        assert_eq!(said(|it| (it.mail_server, it.mail_from) = (None, None)), "configured: false");
        assert!(said(|it| it.mail_server = None).contains("mail_from is given"));
        assert!(said(|it| it.mail_from = None).contains("mail_from is not"));
        assert!(said(|it| it.mail_user = Some("u".to_owned())).contains("belong together"));
        assert!(said(|it| it.mail_password_file = file()).contains("belong together"));
        assert!(said(|it| it.mail_server = Some("smtp://mail".to_owned())).contains("without TLS"));
        assert!(said(|it| it.mail_from = Some("nobody".to_owned())).contains("the sender"));
        assert!(said(|it| it.mail_ca_file = file()).contains("/nowhere/password cannot be read"));
        let with_password = |it: &mut Configuration| {
            (it.mail_user, it.mail_password_file) = (Some("u".to_owned()), file());
        };
        assert!(said(with_password).contains("/nowhere/password cannot be read"));
    }

    #[test]
    fn a_command_that_sends_nothing_opens_whatever_is_wrong_with_the_settings_of_mail() {
        let configuration =
            Configuration { mail_server: Some("nonsense".to_owned()), ..Configuration::default() };
        assert!(open(&configuration).is_err());
        assert!(!open_or_none(&configuration).is_configured());
    }
}
