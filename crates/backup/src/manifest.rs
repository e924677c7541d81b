//! What a backup consists of. Sealed as a whole, since it says how large everything is.

use std::collections::BTreeMap;

use model::dump::DumpTable;
use serde::{Deserialize, Serialize};

use crate::error::BackupError;

const FORMAT: u32 = 1;

/// What a backup consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    format: u32,
    /// The deployment.
    pub deployment: String,
    /// When the stores stood as they are in it (RFC 3339).
    pub created_at: String,
    /// The engine whose tables they are.
    pub engine: String,
    /// The stores with documents, by name.
    pub stores: BTreeMap<String, StorePart>,
    /// Checkpoints that are kept outside the databases, by the names of their files.
    pub checkpoints: BTreeMap<String, String>,
    /// The signed list of whose checkpoints those are.
    pub followed: Option<String>,
}

/// One store.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StorePart {
    /// The version of its schema.
    pub schema: u32,
    /// Its tables, in their order.
    pub tables: Vec<TablePart>,
}

/// One table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TablePart {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of their values.
    pub columns: Vec<String>,
    /// How many rows it has.
    pub rows: u64,
    /// Its chunks, in their order. Each holds whole rows.
    pub chunks: Vec<String>,
}

/// The keys, and what the server needs beside its databases. It goes when its root epochs go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyPart {
    format: u32,
    /// The version of the schema of the keys store.
    pub schema: u32,
    /// How many rows it has.
    pub rows: u64,
    /// In how many parts they are kept.
    pub parts: u32,
    /// Files of the data folder, by their paths in it, in base64: the root key if it is a file, and who the server
    /// is.
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    /// A manifest of today's format.
    pub fn new(deployment: String, created_at: String, engine: &str) -> Self {
        let (stores, checkpoints, followed) = <_>::default();
        let engine = engine.to_owned();
        Self { format: FORMAT, deployment, created_at, engine, stores, checkpoints, followed }
    }

    /// As it is sealed.
    pub fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings and numbers are always valid JSON")
    }

    /// Reads one.
    pub fn decode(bytes: &[u8]) -> Result<Self, BackupError> {
        let manifest: Option<Self> = serde_json::from_slice(bytes).ok();
        manifest.filter(|it| it.format == FORMAT).ok_or(BackupError::Malformed("a manifest"))
    }
}

impl StorePart {
    /// How many rows it has.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}

impl TablePart {
    /// A table without rows.
    pub fn new(DumpTable { name, columns }: DumpTable) -> Self {
        Self { name, columns, rows: 0, chunks: Vec::new() }
    }

    /// The table itself.
    pub fn table(&self) -> DumpTable {
        DumpTable { name: self.name.clone(), columns: self.columns.clone() }
    }
}

impl KeyPart {
    /// Keys in today's format.
    pub fn new(schema: u32, files: BTreeMap<String, String>) -> Self {
        Self { format: FORMAT, schema, rows: 0, parts: 0, files }
    }

    /// As it is sealed.
    pub fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings and numbers are always valid JSON")
    }

    /// Reads one.
    pub fn decode(bytes: &[u8]) -> Result<Self, BackupError> {
        let keys: Option<Self> = serde_json::from_slice(bytes).ok();
        keys.filter(|it| it.format == FORMAT).ok_or(BackupError::Malformed("a backup of keys"))
    }
}
