//! A document as it is inside its seal (`docs/formats.md`, section 4).

use std::sync::Arc;

use model::{BlobId, Json, Pseudonym, ResourceId, ResourceType, Timestamp, Version};
use policy::{Attributes, Disclosable};

use seal::Key;
use zeroize::Zeroizing;

use crate::blob::BlobReference;
use crate::definition::Definition;

const FORMAT: u8 = 1;
/// The format of a document whose content is kept as a blob.
const FORMAT_WITH_CONTENT: u8 = 2;

/// Whether a version shows a document or says that it was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentState {
    /// The version has a body.
    Live,
    /// The version says that the document was deleted.
    Deleted,
}

/// One version of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its type.
    pub kind: ResourceType,
    /// Its id.
    pub id: ResourceId,
    /// Its version.
    pub version: Version,
    /// When this version was made.
    pub at: Timestamp,
    /// Whether it is there.
    pub state: DocumentState,
    /// Its security labels, `system|code`.
    pub labels: Vec<String>,
    /// The people it is about, by their pseudonyms in its store.
    pub about: Vec<Pseudonym>,
    /// Its JSON text; empty when deleted.
    pub body: String,
    /// Its content, if that is kept as a blob.
    pub content: Option<BlobReference>,
    /// What the tenant says of the type, if it is one of its own. Not a part of what is sealed.
    pub definition: Option<Arc<Definition>>,
}

/// The bytes are not a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a stored document of a known format")]
pub struct DocumentError;

impl Document {
    /// A version of a document that is about nobody.
    pub fn about_nobody(
        kind: ResourceType,
        id: ResourceId,
        version: Version,
        at: Timestamp,
        body: String,
    ) -> Self {
        Self {
            kind,
            id,
            version,
            at,
            state: DocumentState::Live,
            labels: Vec::new(),
            about: Vec::new(),
            body,
            content: None,
            definition: None,
        }
    }

    /// The version that says that a document about nobody was deleted.
    pub fn deleted(kind: ResourceType, id: ResourceId, version: Version, at: Timestamp) -> Self {
        let state = DocumentState::Deleted;
        Self { state, ..Self::about_nobody(kind, id, version, at, String::new()) }
    }

    /// Whether it shows something, rather than saying that it was deleted.
    pub fn is_live(&self) -> bool {
        self.state == DocumentState::Live
    }

    /// What its type is called.
    pub fn type_name(&self) -> &str {
        self.definition.as_ref().map_or_else(|| self.kind.name(), |definition| definition.name())
    }

    /// The content to seal.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.body.len() + 128);
        bytes.push(if self.content.is_some() { FORMAT_WITH_CONTENT } else { FORMAT });
        bytes.push(match self.state {
            DocumentState::Live => 0,
            DocumentState::Deleted => 1,
        });
        bytes.extend_from_slice(&self.at.as_millisecond().to_be_bytes());
        put_short(&mut bytes, self.id.as_str());
        bytes.push(u8::try_from(self.labels.len()).expect("the number of labels is bounded"));
        for label in &self.labels {
            put_short(&mut bytes, label);
        }
        let people = u16::try_from(self.about.len()).expect("the number of people is bounded");
        bytes.extend_from_slice(&people.to_be_bytes());
        for pseudonym in &self.about {
            bytes.extend_from_slice(pseudonym.as_bytes());
        }
        if let Some(content) = &self.content {
            bytes.extend_from_slice(content.id.as_bytes());
            bytes.extend_from_slice(content.key.expose());
            bytes.extend_from_slice(&content.bytes.to_be_bytes());
            bytes.extend_from_slice(&content.part_bytes.to_be_bytes());
        }
        bytes.extend_from_slice(self.body.as_bytes());
        bytes
    }

    /// The document in content that was opened. Type and version are those of the row, which the
    /// seal has vouched for.
    pub(crate) fn decode(
        kind: ResourceType,
        version: Version,
        content: &[u8],
    ) -> Result<Self, DocumentError> {
        let mut reader = Reader(content);
        let has_content = match reader.byte()? {
            FORMAT => false,
            FORMAT_WITH_CONTENT => true,
            _ => return Err(DocumentError),
        };
        let state = match reader.byte()? {
            0 => DocumentState::Live,
            1 => DocumentState::Deleted,
            _ => return Err(DocumentError),
        };
        let at = model::clock::from_milliseconds(i64::from_be_bytes(reader.array()?));
        let at = at.ok_or(DocumentError)?;
        let id = reader.short()?.parse().map_err(|_| DocumentError)?;
        let labels = (0..reader.byte()?)
            .map(|_| reader.short().map(Into::into))
            .collect::<Result<_, _>>()?;
        let people = u16::from_be_bytes(reader.array()?);
        let about = (0..people)
            .map(|_| reader.array().map(Pseudonym::from_bytes))
            .collect::<Result<_, _>>()?;
        let content = has_content.then(|| reader.content()).transpose()?;
        let body = std::str::from_utf8(reader.0).map_err(|_| DocumentError)?.to_owned();
        Ok(Self { kind, id, version, at, state, labels, about, body, content, definition: None })
    }
}

impl Document {
    /// Content that is kept as a blob is hidden with the element in which it would stand.
    fn hide_content(&mut self, patterns: &[String]) {
        let Ok(mut json) = Json::parse(self.body.as_bytes()) else {
            self.content = None;
            return;
        };
        json.set_member("data", Json::string("AAAA"), usize::MAX);
        fhir::redact::hide(&mut json, patterns);
        if json.member("data").is_none() {
            self.content = None;
            // That something is missing is said as it is for content in a document.
            self.body = json.to_text();
        }
    }
}

impl Disclosable for Document {
    fn attributes(&self) -> Attributes<'_> {
        Attributes { kind: self.kind, labels: &self.labels, about: &self.about }
    }

    fn hide(&mut self, patterns: &[String]) {
        if self.state == DocumentState::Deleted {
            return;
        }
        if self.content.is_some() {
            self.hide_content(patterns);
        }
        // A stored body was valid JSON when it was sealed; one that is not shows nothing.
        self.body = Json::parse(self.body.as_bytes()).map_or_else(
            |_| String::new(),
            |mut json| {
                if self.kind.is_of_tenant() {
                    // There is one class to hide. Of a type that is not known, nothing is open.
                    let open = self.definition.as_ref();
                    let open: Vec<_> = open.into_iter().flat_map(|known| known.open()).collect();
                    fhir::redact::keep(&mut json, &open);
                    return json.to_text();
                }
                fhir::redact::hide(&mut json, patterns);
                json.to_text()
            },
        );
    }

    type Definition = Arc<Definition>;

    fn define(&mut self, definition: Arc<Definition>) {
        self.definition = Some(definition);
    }
}

/// Appends a text of at most 255 bytes with its length before it.
fn put_short(bytes: &mut Vec<u8>, text: &str) {
    bytes.push(u8::try_from(text.len()).expect("ids and labels are bounded to 255 bytes"));
    bytes.extend_from_slice(text.as_bytes());
}

/// Takes parts off the front of bytes.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N], DocumentError> {
        let (head, rest) = self.0.split_first_chunk().ok_or(DocumentError)?;
        self.0 = rest;
        Ok(*head)
    }

    fn byte(&mut self) -> Result<u8, DocumentError> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn content(&mut self) -> Result<BlobReference, DocumentError> {
        let id = BlobId::from_bytes(self.array()?);
        let key = Key::from_bytes(&*Zeroizing::new(self.array::<32>()?));
        Ok(BlobReference {
            id,
            key: Arc::new(key.map_err(|_| DocumentError)?),
            bytes: u64::from_be_bytes(self.array()?),
            part_bytes: u32::from_be_bytes(self.array()?),
        })
    }

    fn short(&mut self) -> Result<&'a str, DocumentError> {
        let length = usize::from(self.byte()?);
        let (head, rest) = self.0.split_at_checked(length).ok_or(DocumentError)?;
        self.0 = rest;
        std::str::from_utf8(head).map_err(|_| DocumentError)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn document() -> Document {
        Document {
            kind: ResourceType::CLIENT,
            id: "a-1".parse().expect("an id"),
            version: Version(3),
            at: Timestamp::from_millisecond(1_700_000_000_123).expect("in range"),
            state: DocumentState::Live,
            labels: vec!["system|code".to_owned()],
            about: vec![Pseudonym::from_bytes([7; 16])],
            body: r#"{"text":"é"}"#.to_owned(),
            content: None,
            definition: None,
        }
    }

    /// Pins the stored format.
    #[test]
    fn the_format_is_the_one_written_down() {
        let expected = [
            &[1, 0][..],
            &1_700_000_000_123_i64.to_be_bytes(),
            b"\x03a-1",
            b"\x01\x0bsystem|code",
            b"\x00\x01",
            &[7; 16],
            r#"{"text":"é"}"#.as_bytes(),
        ]
        .concat();
        assert_eq!(document().encode(), expected);
        assert_eq!(Document::decode(ResourceType::CLIENT, Version(3), &expected), Ok(document()));
    }

    /// Pins the stored format.
    #[test]
    fn a_document_with_content_says_where_it_is() {
        let content = BlobReference {
            id: BlobId::from_bytes([1; 16]),
            key: Arc::new(Key::from_bytes(&[2; 32]).expect("32 bytes")),
            bytes: 300_000,
            part_bytes: 4_194_304,
        };
        let with = Document { content: Some(content), ..document() };
        let expected = [
            &[2, 0][..],
            &1_700_000_000_123_i64.to_be_bytes(),
            b"\x03a-1",
            b"\x01\x0bsystem|code",
            b"\x00\x01",
            &[7; 16],
            &[1; 16],
            &[2; 32],
            b"\0\0\0\0\0\x04\x93\xe0\0\x40\0\0",
            r#"{"text":"é"}"#.as_bytes(),
        ]
        .concat();
        assert_eq!(with.encode(), expected);
        let decoded = Document::decode(ResourceType::CLIENT, Version(3), &expected);
        assert_eq!(decoded, Ok(with.clone()));
        let key = decoded.expect("decoded").content.expect("it has some").key;
        assert_eq!(key.expose(), &[2; 32]);
        let mut hidden = with.clone();
        hidden.hide(&["text".to_owned()]);
        assert!(hidden.content.is_some() && !hidden.body.contains("AAAA"));
        let mut hidden = with;
        hidden.hide(&["data".to_owned()]);
        assert!(hidden.content.is_none() && hidden.body.contains("SUBSETTED"));
    }

    #[test]
    fn hidden_elements_are_gone_from_the_body() {
        let mut document = document();
        document.hide(&["text".to_owned()]);
        assert!(!document.body.contains('é'));
    }

    #[test]
    fn of_a_type_of_a_tenants_own_only_what_is_open_is_left() {
        let hidden = |definition: Option<Definition>| {
            let mut document = Document {
                kind: ResourceType::OF_TENANT[0],
                body: r#"{"id":"a-1","document":{"score":4,"by":"Ann"}}"#.to_owned(),
                definition: definition.map(Arc::new),
                ..document()
            };
            document.hide(&["personal".to_owned()]);
            document.body
        };
        let known = Definition::new("rating", ["score"]);
        assert_eq!(hidden(Some(known)), r#"{"id":"a-1","document":{"score":4}}"#);
        assert_eq!(hidden(None), "{}");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            drop(Document::decode(ResourceType::CLIENT, Version(1), &bytes));
        }
    }
}
