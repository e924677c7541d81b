//! People who sign in, as the directory knows them. Each is a subject with a key of their own, under which all of it
//! is sealed.

mod create_user;
mod credentials;
mod forget_user;

use std::sync::Arc;

use model::clock::format_instant;
use model::{Language, ResourceId, ResourceType, RowKey, StoreName, Timestamp, UserId, Version};
use serde::{Deserialize, Serialize};
use store::mail::is_address;
use store::{Document, DocumentState, Guard};

pub(crate) use create_user::NewUser;
pub(crate) use credentials::{Credentials, CredentialsBody, StoredTotp};

use crate::Service;
use crate::directory;
use crate::error::ServiceError;
use crate::keys::{Subject, TenantKeys};
use crate::work::{Change, Work, touch_put};

/// The address with which somebody signs in, in the one spelling that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads an address. Letters are taken for the same whether large or small, as everybody does who hands out
    /// addresses.
    pub fn parse(text: &str) -> Result<Self, ServiceError> {
        // Some letters take more bytes once they are small.
        let text = text.trim().to_lowercase();
        if is_address(&text) {
            Ok(Self(text))
        } else {
            Err(ServiceError::BadRequest(
                "email is an address such as ann@example.org, of at most 254 bytes".to_owned(),
            ))
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A person who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// What they are called; nothing while they are only invited.
    pub name: String,
    /// Where they are written to, and the name with which they sign in.
    pub email: Address,
    /// The language they are written to in.
    pub language: Language,
    /// Since when they are known.
    pub created_at: Timestamp,
}

/// A user as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct UserBody {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) language: String,
    created_at: String,
}

impl UserBody {
    pub(crate) fn new(user: &User) -> Self {
        Self {
            name: user.name.clone(),
            email: user.email.0.clone(),
            language: user.language.tag().to_owned(),
            created_at: format_instant(user.created_at),
        }
    }

    fn read(id: UserId, document: &Document) -> Result<User, ServiceError> {
        let body: Self =
            serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)?;
        Ok(User {
            id,
            name: body.name,
            email: Address(body.email),
            language: Language::from_tag(&body.language).ok_or(ServiceError::Integrity)?,
            created_at: body.created_at.parse().map_err(|_| ServiceError::Integrity)?,
        })
    }
}

/// Which user an address is of, as it is stored.
#[derive(Debug, Serialize, Deserialize)]
struct SignInNameBody {
    user: String,
}

/// A user who is known, with their key.
pub(crate) struct KnownUser {
    pub(crate) user: User,
    pub(crate) subject: Arc<Subject>,
    pub(crate) version: Version,
}

impl Service {
    /// A user by their id. Somebody who was erased is none.
    pub(crate) async fn find_user(&self, id: UserId) -> Result<Option<KnownUser>, ServiceError> {
        let permit = directory::permit();
        let person = self.keys.find_person(&permit, ResourceType::USER, &id.to_string()).await?;
        let Some(subject) = person else { return Ok(None) };
        let keys = self.keys.tenant(&permit).await?;
        let found = self.find_of_directory(user_row(&keys, id)).await?;
        let Some(document) = found else { return Ok(None) };
        let (user, version) = (UserBody::read(id, &document)?, document.version);
        Ok(Some(KnownUser { user, subject, version }))
    }

    /// The user whose address it is.
    pub(crate) async fn find_user_at(
        &self,
        address: &Address,
    ) -> Result<Option<UserId>, ServiceError> {
        let keys = self.keys.tenant(&directory::permit()).await?;
        let Some(document) = self.find_of_directory(sign_in_name_row(&keys, address)).await? else {
            return Ok(None);
        };
        let body: SignInNameBody =
            serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)?;
        body.user.parse().map(Some).map_err(|_| ServiceError::Integrity)
    }

    /// The newest version of a document of the directory's identity store, if it is there.
    pub(crate) async fn find_of_directory(
        &self,
        row: RowKey,
    ) -> Result<Option<Document>, ServiceError> {
        let permit = directory::permit();
        let newest = self.identity.find_newest(&permit, row).await?;
        let Some(sealed) = self.resolve(&permit, newest).await? else { return Ok(None) };
        let concealed = match self.open_sealed(&permit, &sealed).await {
            Err(ServiceError::Gone) => return Ok(None),
            concealed => concealed?,
        };
        let document = self.policies.release(&permit, concealed)?;
        Ok(document.is_live().then_some(document))
    }
}

impl Service {
    /// A change after which somebody signs in with an address, which may have been another's.
    pub(crate) async fn naming<T>(
        &self,
        work: &Work<'_>,
        change: Change<T>,
        address: &Address,
        (user, subject): (UserId, &Arc<Subject>),
    ) -> Result<Change<T>, ServiceError> {
        let row = sign_in_name_row(&work.keys, address);
        let before = self.identity.find_newest(&work.permit, row).await?;
        let version = before.map_or(Version::FIRST, |before| before.version.next());
        let (kind, id) = (ResourceType::SIGN_IN_NAME, id_of_user(user));
        let body = SignInNameBody { user: user.to_string() };
        let name = document_about(kind, id, version, work.ctx.at, subject, &body);
        Ok(change.putting_about(work, row, &name, subject))
    }
}

impl<T> Change<T> {
    /// A change that stores a document about one person of the permit's tenant, too. They must not be erased by
    /// then.
    pub(crate) fn putting_about(
        mut self,
        work: &Work<'_>,
        row: RowKey,
        document: &Document,
        subject: &Arc<Subject>,
    ) -> Self {
        let key = crate::keys::SealingKey::Subject(Arc::clone(subject));
        let put = work.service.keys.seal(&work.permit, row, document, &key);
        self.touched.push(touch_put(&put, document, vec![Arc::clone(subject)]));
        self.puts.push(put);
        self.guarding(subject)
    }

    /// A change of whoever must not be erased by then. Who becomes known by it cannot be asked to be there.
    pub(crate) fn guarding(mut self, subject: &Subject) -> Self {
        let in_records = subject.pseudonym(StoreName::Records);
        let becomes_known = self.subjects.iter().any(|change| change.subject == in_records);
        let guard = Guard::NotErased(in_records);
        if !becomes_known && !self.guards.contains(&guard) {
            self.guards.push(guard);
        }
        self
    }
}

/// A document about a user.
pub(crate) fn document_about(
    kind: ResourceType,
    id: ResourceId,
    version: Version,
    at: Timestamp,
    subject: &Subject,
    body: &impl Serialize,
) -> Document {
    Document {
        kind,
        id,
        version,
        at,
        state: DocumentState::Live,
        labels: Vec::new(),
        about: vec![subject.pseudonym(kind.store())],
        body: serde_json::to_string(body).expect("strings are always valid JSON"),
        content: None,
        definition: None,
    }
}

/// The id of a document that there is one of a user.
pub(crate) fn id_of_user(user: UserId) -> ResourceId {
    user.to_string().parse().expect("hexadecimal digits are a resource id")
}

pub(crate) fn user_row(keys: &TenantKeys, user: UserId) -> RowKey {
    keys.row_key(StoreName::Identity, ResourceType::USER.name(), &user.to_string())
}

pub(crate) fn sign_in_name_row(keys: &TenantKeys, address: &Address) -> RowKey {
    keys.row_key(StoreName::Identity, ResourceType::SIGN_IN_NAME.name(), &address.0)
}

/// The language of a person, which there are texts in.
pub(crate) fn parse_language(tag: &str) -> Result<Language, ServiceError> {
    Language::from_tag(tag).ok_or_else(|| {
        let tags = Language::ALL.map(Language::tag).join(", ");
        ServiceError::BadRequest(format!("language is one of {tags}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_spelling() {
        let read = |text| Address::parse(text).map(|address| address.0).ok();
        assert_eq!(read(" Ann@Example.ORG ").as_deref(), Some("ann@example.org"));
        assert_eq!(read("änn@exämple.org").as_deref(), Some("änn@exämple.org"));
        let no_addresses = [
            "",
            "ann",
            "@example.org",
            "ann@",
            "a b@example.org",
            "ann@example.org\r\nBcc: x@y",
            "ann@example@example.org",
            "ann\u{202E}@example.org",
        ];
        for text in no_addresses {
            assert!(read(text).is_none(), "{text}");
        }
        // What is taken can be written to: a large letter with a dot is three bytes once it is small.
        let growing = format!("{}@example.org", "\u{130}".repeat(100));
        assert!(read(&growing).is_none());
        assert!(read("ann <ann@example.org>").is_none());
        assert!(read(&format!("{}@example.org", "a".repeat(250))).is_none());
    }
}
