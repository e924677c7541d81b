//! What a user shows to sign in, as far as it has to be known for that. One document, so that whatever changes in it is
//! seen by everybody who was about to rest on it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::clock::format_instant;
use model::{ResourceType, RowKey, StoreName, Timestamp, UserId, Version};
use serde::{Deserialize, Serialize};
use signin::passkey::{PASSKEYS_MAX, Passkey};
use signin::password::PasswordRecord;
use signin::recovery::{RecoveryCode, RecoveryVerifier};
use signin::totp::TotpSecret;
use zeroize::Zeroizing;

use super::{KnownUser, document_about, id_of_user};
use crate::Service;
use crate::directory;
use crate::error::ServiceError;
use crate::events::Touch;
use crate::keys::{Subject, TenantKeys};
use crate::passkeys::{PasskeyView, StoredPasskey};
use crate::sign_in::{Assurance, Factor};
use crate::work::{Change, Work};

/// What is known of somebody's ways in, at which version.
pub(crate) struct Credentials {
    pub(crate) version: Version,
    pub(crate) body: CredentialsBody,
}

/// Credentials as they are stored.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct CredentialsBody {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    password: Option<StoredPassword>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) totp: Option<StoredTotp>,
    /// What is kept of those that were not used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    recovery_codes: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    passkeys: Vec<StoredPasskey>,
    /// When somebody signed in last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) used_at: Option<String>,
}

/// What is kept of a password.
#[derive(Clone, Serialize, Deserialize)]
struct StoredPassword {
    /// Under which name the record was made. It is of the password, so another address changes nothing.
    credential: String,
    record: Zeroizing<String>,
}

/// What is kept of codes of the moment.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct StoredTotp {
    secret: Zeroizing<String>,
    /// Whether a code made with it was shown: before, it is no factor.
    pub(crate) is_confirmed: bool,
    /// The step of the last code that was shown: neither it nor one before is taken again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_step: Option<u64>,
}

impl StoredTotp {
    pub(crate) fn new(secret: &TotpSecret) -> Self {
        let secret = Zeroizing::new(STANDARD.encode(secret.expose()));
        Self { secret, is_confirmed: false, last_step: None }
    }

    /// Uses a code up that is of now, or nearly so, and newer than the last that was shown.
    pub(crate) fn use_code(&mut self, code: &str, now: Timestamp) -> Result<(), ServiceError> {
        let secret = TotpSecret::from_bytes(&decode(&self.secret)?);
        let secret = secret.map_err(|_| ServiceError::Integrity)?;
        let step = secret.verify(code, now, self.last_step);
        self.last_step = Some(step.map_err(|_| ServiceError::SignInFailed)?);
        Ok(())
    }
}

impl CredentialsBody {
    /// The name and the record of the password, if there is one.
    pub(crate) fn password(&self) -> Result<Option<(Vec<u8>, PasswordRecord)>, ServiceError> {
        let Some(StoredPassword { credential, record }) = &self.password else { return Ok(None) };
        let credential = hex::decode(credential).map_err(|_| ServiceError::Integrity)?;
        let record = PasswordRecord::from_bytes(&decode(record)?);
        Ok(Some((credential, record.map_err(|_| ServiceError::Integrity)?)))
    }

    /// Another password.
    pub(crate) fn set_password(&mut self, credential: &[u8], record: &PasswordRecord) {
        let record = Zeroizing::new(STANDARD.encode(record.as_bytes()));
        self.password = Some(StoredPassword { credential: hex::encode(credential), record });
    }

    /// What stands for all of it: another one once any of it is another.
    pub(crate) fn ways_in(&self) -> String {
        let password = self.password.as_ref().map_or("", |password| password.record.as_str());
        let totp = self.totp.as_ref().filter(|totp| totp.is_confirmed);
        let totp = totp.map_or("", |totp| totp.secret.as_str());
        let passkeys = self.good_passkeys().map(StoredPasskey::made).collect::<Vec<_>>().join(" ");
        let parts = [password, totp, &passkeys].map(|part| seal::sha256(&[part.as_bytes()]));
        hex::encode(&seal::sha256(&parts.each_ref().map(<[u8; 32]>::as_slice))[..16])
    }

    /// Whether they sign in by any of it.
    pub(crate) fn can_sign_in(&self) -> bool {
        self.password.is_some() || !self.passkeys.is_empty()
    }

    /// The second factors there are.
    pub(crate) fn second_factors(&self) -> Vec<Factor> {
        let totp = self.totp.as_ref().filter(|totp| totp.is_confirmed).map(|_| Factor::Totp);
        let passkey = self.good_passkeys().next().map(|_| Factor::Passkey);
        let codes = (!self.recovery_codes.is_empty()).then_some(Factor::RecoveryCode);
        // Codes are for when another factor is lost, and are none by themselves.
        let codes = codes.filter(|_| totp.is_some() || !self.passkeys.is_empty());
        totp.into_iter().chain(passkey).chain(codes).collect()
    }

    /// How sure it can be of who somebody is, by all they have.
    pub(crate) fn best(&self) -> Assurance {
        if self.good_passkeys().next().is_some() {
            Assurance::PhishingResistant
        } else if self.has_second_factor() {
            Assurance::TwoFactors
        } else {
            Assurance::OneFactor
        }
    }

    /// Whether there is a second factor that can be lost. A passkey of which there are two is as good as lost, and asked for
    /// all the same: otherwise a password would be enough from then on.
    pub(crate) fn has_second_factor(&self) -> bool {
        !self.second_factors().is_empty() || !self.passkeys.is_empty()
    }

    fn good_passkeys(&self) -> impl Iterator<Item = &StoredPasskey> {
        self.passkeys.iter().filter(|passkey| passkey.is_good())
    }

    /// The passkeys that let somebody in.
    pub(crate) fn passkeys_to_show(&self) -> Result<Vec<Passkey>, ServiceError> {
        self.good_passkeys().map(StoredPasskey::passkey).collect()
    }

    /// The passkeys, those of which there are two among them.
    pub(crate) fn passkeys(&self) -> Result<Vec<Passkey>, ServiceError> {
        self.passkeys.iter().map(StoredPasskey::passkey).collect()
    }

    /// The passkeys as their holder sees them.
    pub(crate) fn passkey_views(&self) -> Result<Vec<PasskeyView>, ServiceError> {
        self.passkeys.iter().map(StoredPasskey::view).collect()
    }

    /// One more passkey.
    pub(crate) fn add_passkey(&mut self, passkey: StoredPasskey) -> Result<(), ServiceError> {
        if self.passkeys.len() >= PASSKEYS_MAX {
            return Err(ServiceError::BadRequest(format!(
                "there are {PASSKEYS_MAX} passkeys; remove one first"
            )));
        }
        self.passkeys.push(passkey);
        Ok(())
    }

    /// Keeps what a passkey is after it has answered a challenge that was drawn then. It answers none again, nor one of
    /// before: not every device counts what it signs.
    pub(crate) fn use_passkey(
        &mut self,
        passkey: &Passkey,
        times: (i64, i64),
    ) -> Result<(), ServiceError> {
        self.passkey_of(passkey.credential_id())?.answer(passkey, times)
    }

    /// The passkey of this id.
    pub(crate) fn passkey_of(&mut self, id: &[u8]) -> Result<&mut StoredPasskey, ServiceError> {
        for stored in &mut self.passkeys {
            if stored.passkey()?.credential_id() == id {
                return Ok(stored);
            }
        }
        Err(ServiceError::SignInFailed)
    }

    /// Removes a passkey by its id. Recovery codes go with the last factor that they are for.
    pub(crate) fn remove_passkey(&mut self, id: &str) -> Result<(), ServiceError> {
        let at = self.passkey_views()?.iter().position(|view| view.id == id);
        self.passkeys.remove(at.ok_or(ServiceError::NotFound)?);
        self.drop_idle_codes();
        Ok(())
    }

    /// Removes what makes codes of the moment.
    pub(crate) fn remove_totp(&mut self) -> Result<(), ServiceError> {
        self.totp.take().ok_or(ServiceError::NotFound)?;
        self.drop_idle_codes();
        Ok(())
    }

    fn drop_idle_codes(&mut self) {
        if !self.has_second_factor() {
            self.recovery_codes.clear();
        }
    }

    /// How many recovery codes there are.
    pub(crate) const fn count_recovery_codes(&self) -> usize {
        self.recovery_codes.len()
    }

    /// Other recovery codes in the place of those before.
    pub(crate) fn set_recovery_codes(&mut self, user: UserId, codes: &[RecoveryCode]) {
        let kept = |code: &RecoveryCode| STANDARD.encode(code.verifier(user.as_bytes()).as_bytes());
        self.recovery_codes = codes.iter().map(kept).collect();
    }

    /// Uses a recovery code up.
    pub(crate) fn use_recovery_code(
        &mut self,
        user: UserId,
        typed: &str,
    ) -> Result<(), ServiceError> {
        let code = RecoveryCode::parse(typed).map_err(|_| ServiceError::SignInFailed)?;
        let known = self.recovery_codes.iter().map(|kept| {
            let verifier = RecoveryVerifier::from_bytes(&decode(kept)?);
            verifier.map_err(|_| ServiceError::Integrity)
        });
        let known = known.collect::<Result<Vec<_>, _>>()?;
        let at = code.find(user.as_bytes(), &known).ok_or(ServiceError::SignInFailed)?;
        self.recovery_codes.remove(at);
        Ok(())
    }

    /// That somebody signs in at this moment.
    pub(crate) fn use_at(&mut self, at: Timestamp) {
        self.used_at = Some(format_instant(at));
    }
}

impl Service {
    /// What is known of a user's ways in.
    pub(crate) async fn credentials_of(&self, user: UserId) -> Result<Credentials, ServiceError> {
        let keys = self.keys.tenant(&directory::permit()).await?;
        let found = self.find_of_directory(credentials_row(&keys, user)).await?;
        let document = found.ok_or(ServiceError::NotFound)?;
        let body = serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)?;
        Ok(Credentials { version: document.version, body })
    }
}

impl<T> Change<T> {
    /// A change after which a user signs in by these means; the version is the one that was looked at.
    pub(crate) fn putting_credentials(
        self,
        work: &Work<'_>,
        (user, subject): (UserId, &std::sync::Arc<Subject>),
        credentials: &Credentials,
    ) -> Self {
        let Credentials { version, body } = credentials;
        let (kind, version) = (ResourceType::CREDENTIALS, version.next());
        let id = id_of_user(user);
        let document = document_about(kind, id, version, work.ctx.at, subject, body);
        self.putting_about(work, credentials_row(&work.keys, user), &document, subject)
    }
}

impl Service {
    /// What an event says of credentials that were looked at.
    pub(crate) async fn touch_credentials(
        &self,
        work: &Work<'_>,
        user: &KnownUser,
    ) -> Result<Touch, ServiceError> {
        let id = user.user.id;
        Ok(Touch {
            store: StoreName::Identity,
            kind: ResourceType::CREDENTIALS.name().into(),
            id: id_of_user(id),
            row: credentials_row(&work.keys, id),
            version: self.credentials_of(id).await?.version,
            sha256: None,
            about: vec![std::sync::Arc::clone(&user.subject)],
            gone: Vec::new(),
        })
    }
}

fn credentials_row(keys: &TenantKeys, user: UserId) -> RowKey {
    keys.row_key(StoreName::Identity, ResourceType::CREDENTIALS.name(), &user.to_string())
}

fn decode(text: &str) -> Result<Zeroizing<Vec<u8>>, ServiceError> {
    STANDARD.decode(text).map(Zeroizing::new).map_err(|_| ServiceError::Integrity)
}
