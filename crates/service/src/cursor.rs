//! Cursors: where a page goes on, sealed so that it says nothing and cannot be made up.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::limits::{PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX};
use model::operation::Area;
use model::{Operation, Rng, RowKey, StoreName, TenantId};
use seal::{KeyReference, Place};

use crate::error::ServiceError;
use crate::keys::TenantKeys;

/// Which page of a list.
#[derive(Debug, Clone)]
pub struct Page {
    /// How many entries it has at most.
    pub size: usize,
    /// Where it goes on; the first page has none.
    pub cursor: Option<String>,
}

impl Page {
    /// A page of the wanted size, within bounds.
    pub fn new(size: Option<usize>, cursor: Option<String>) -> Self {
        Self { size: size.unwrap_or(PAGE_SIZE_DEFAULT).clamp(1, PAGE_SIZE_MAX), cursor }
    }

    /// The position in the cursor, if it was sealed for this operation.
    pub(crate) fn position(
        &self,
        keys: &TenantKeys,
        operation: Operation,
    ) -> Result<Option<u64>, ServiceError> {
        self.cursor.as_deref().map(|cursor| keys.open_cursor(operation, cursor)).transpose()
    }
}

/// A page of something.
#[derive(Debug, Clone)]
pub struct PageOf<T> {
    /// The entries.
    pub items: Vec<T>,
    /// The cursor of the next page, if there is one.
    pub next: Option<String>,
}

impl TenantKeys {
    /// Seals a position for an operation.
    pub(crate) fn seal_cursor(&self, operation: Operation, at: u64, rng: &dyn Rng) -> String {
        self.seal_content(operation, &at.to_be_bytes(), rng)
    }

    /// Seals what a cursor holds.
    pub(crate) fn seal_content(
        &self,
        operation: Operation,
        content: &[u8],
        rng: &dyn Rng,
    ) -> String {
        URL_SAFE_NO_PAD.encode(seal::seal(self.cursor(), &place(operation), content, rng))
    }

    /// What a cursor holds, if it was sealed for this operation.
    pub(crate) fn open_content(&self, operation: Operation, cursor: &str) -> Option<Vec<u8>> {
        let message = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let content = seal::open(self.cursor(), &place(operation), &message).ok()?;
        Some(content.to_vec())
    }

    /// The position in a cursor.
    pub(crate) fn open_cursor(
        &self,
        operation: Operation,
        cursor: &str,
    ) -> Result<u64, ServiceError> {
        let refused = ServiceError::BadParameter {
            name: if operation.area() == Area::Fhir { "_cursor" } else { "cursor" }.into(),
            expected: "follow the link of the page before, unchanged",
        };
        let content = self.open_content(operation, cursor).and_then(|bytes| bytes.try_into().ok());
        content.map(u64::from_be_bytes).ok_or(refused)
    }
}

/// The key is the tenant's own, so the place only has to tell operations apart.
const fn place(operation: Operation) -> Place<'static> {
    Place {
        tenant: TenantId::DEPLOYMENT,
        store: StoreName::Records,
        kind: operation.name(),
        row: RowKey::from_bytes([0; 16]),
        version: 0,
        key: KeyReference::TenantData(0),
    }
}
