//! Settings: from a TOML file, each overridden by its `RIBCAGE_…` variable.
//! `docs/configuration.md` describes them.

mod names;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use api::TrustedProxies;
use serde::{Deserialize, Deserializer};
use store_sqlite::Durability;

use crate::backup_targets::ROOT_KEY;
use crate::object_stores::{Connection, ObjectStores, patience};
use names::{NUMBERS, SETTINGS, SWITCHES};

/// What keeps the three stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Engine {
    /// Three files in the data folder.
    Sqlite,
    /// Three databases of a server, which several of ours may share.
    Postgresql,
}

impl Engine {
    /// Its name in backups.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgresql => "postgresql",
        }
    }
}

/// What keeps the root keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum KeyServiceKind {
    /// A file.
    File,
    /// The transit engine of OpenBao or Vault.
    Vault,
    /// A token of a hardware security module.
    Pkcs11,
}

/// Every setting, with its default.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting by itself")]
pub(crate) struct Configuration {
    /// The data folder.
    pub(crate) data: PathBuf,
    /// Where clients are served, over TLS.
    pub(crate) listen: SocketAddr,
    /// Where health, readiness and metrics are served.
    pub(crate) operations_listen: SocketAddr,
    /// Where clients reach the server; made from `listen` if it is not given.
    pub(crate) public_url: Option<String>,
    /// What keeps the root keys.
    pub(crate) key_service: KeyServiceKind,
    /// The root key; in the data folder if it is not given.
    pub(crate) root_key_file: Option<PathBuf>,
    /// The passphrase of the root key, if it has one.
    pub(crate) root_key_passphrase_file: Option<PathBuf>,
    /// Where OpenBao or Vault is.
    pub(crate) vault_url: Option<String>,
    /// Where its transit engine is mounted.
    pub(crate) vault_mount: String,
    /// The name of the key in it.
    pub(crate) vault_key: String,
    /// A file with a token.
    pub(crate) vault_token_file: Option<PathBuf>,
    /// The certificates in PEM by which it is known; those of the system if they are not given.
    pub(crate) vault_ca_file: Option<PathBuf>,
    /// The module of the hardware, a shared library.
    pub(crate) pkcs11_module: Option<PathBuf>,
    /// The label of the token.
    pub(crate) pkcs11_token: Option<String>,
    /// The label of the keys in it.
    pub(crate) pkcs11_key: String,
    /// A file with the user's PIN.
    pub(crate) pkcs11_pin_file: Option<PathBuf>,
    /// A certificate chain in PEM; the local CA makes one if it is not given.
    pub(crate) tls_certificate_file: Option<PathBuf>,
    /// The key of that certificate in PEM.
    pub(crate) tls_key_file: Option<PathBuf>,
    /// The engine of the three stores.
    pub(crate) database: Engine,
    /// Where the identity store is, when the engine is PostgreSQL.
    pub(crate) postgresql_identity: Option<String>,
    /// Where the records store is.
    pub(crate) postgresql_records: Option<String>,
    /// Where the keys store is.
    pub(crate) postgresql_keys: Option<String>,
    /// The certificates in PEM by which PostgreSQL is known.
    pub(crate) postgresql_ca_file: Option<PathBuf>,
    /// Where search indexes are; in the data folder if it is not given. Servers may share it.
    pub(crate) index_folder: Option<PathBuf>,
    /// Where exports wait to be fetched; in the data folder if it is not given. Servers may share it.
    pub(crate) export_folder: Option<PathBuf>,
    /// From how many documents of one type on a tenant has them; fewer are looked through.
    pub(crate) index_from_documents: u64,
    /// How much of what they hold is kept opened in memory.
    pub(crate) index_memory_mebibytes: u64,
    /// Where large content is kept: a folder or a bucket; in the data folder if it is not given. Servers of one
    /// deployment share it.
    pub(crate) blobs: Option<String>,
    /// How large the content of one document may be.
    pub(crate) blob_mebibytes_max: u64,
    /// How many sign-ins may begin at once from one address; as many as are wanted, if it is 0.
    pub(crate) sign_ins_per_address: u32,
    /// The proxies that are believed when they say by whom they were asked.
    #[serde(deserialize_with = "proxies")]
    pub(crate) trusted_proxies: TrustedProxies,
    /// Where an S3 compatible store is; AWS in the region if it is not given.
    pub(crate) s3_endpoint: Option<String>,
    /// The region that requests to it are signed for.
    pub(crate) s3_region: String,
    /// A file with our credentials there.
    pub(crate) s3_credentials_file: Option<PathBuf>,
    /// The certificates in PEM by which it is known; those of the system if they are not given.
    pub(crate) s3_ca_file: Option<PathBuf>,
    /// Whether one on this machine may be asked without TLS.
    pub(crate) s3_allow_http: bool,
    /// Whether it is sent a checksum with each object.
    pub(crate) s3_checksums: bool,
    /// The storage account of Azure, or of what has its interface.
    pub(crate) azure_account: Option<String>,
    /// Where it is; at Azure if it is not given. This and what follows is as with S3.
    pub(crate) azure_endpoint: Option<String>,
    pub(crate) azure_credentials_file: Option<PathBuf>,
    pub(crate) azure_ca_file: Option<PathBuf>,
    pub(crate) azure_allow_http: bool,
    /// Where Google Cloud Storage is; at Google if it is not given. This and what follows is as with S3.
    pub(crate) gcs_endpoint: Option<String>,
    pub(crate) gcs_credentials_file: Option<PathBuf>,
    pub(crate) gcs_ca_file: Option<PathBuf>,
    pub(crate) gcs_allow_http: bool,
    /// How much of the disk is kept free for events.
    pub(crate) reserve_mebibytes: u64,
    /// How often everything stored is held against the log.
    pub(crate) reconcile_every_minutes: u64,
    /// How old a root epoch becomes before the next begins by itself; never, if zero.
    pub(crate) rotate_keys_after_days: u64,
    /// Within how many days of an erasure no copy of before can be opened any more.
    pub(crate) erasure_window_days: u64,
    /// For how many days a tenant that is to be deleted is only closed.
    pub(crate) tenant_deletion_days: u64,
    /// Where backups are made by themselves; nowhere if it is not given.
    pub(crate) backup_to: Option<String>,
    /// How old the newest backup becomes before another is made.
    pub(crate) backup_every_hours: u64,
    /// For how many days backups are kept; for good, if zero.
    pub(crate) backup_keep_days: u64,
    /// Where messages by mail are handed over; nothing is sent if it is not given.
    pub(crate) mail_server: Option<String>,
    /// Who they are from.
    pub(crate) mail_from: Option<String>,
    /// Our name at the mail server, if it wants one.
    pub(crate) mail_user: Option<String>,
    /// A file with our password there.
    pub(crate) mail_password_file: Option<PathBuf>,
    /// The certificates in PEM by which it is known; those of the system if they are not given.
    pub(crate) mail_ca_file: Option<PathBuf>,
    /// What is logged: `error`, `warn`, `info`, `debug`.
    pub(crate) log_level: String,
    /// Not a setting: it is made to be looked at, and thrown away.
    #[serde(skip)]
    pub(crate) is_thrown_away: bool,
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            data: PathBuf::from("/var/lib/ribcage"),
            listen: SocketAddr::from(([127, 0, 0, 1], 8443)),
            operations_listen: SocketAddr::from(([127, 0, 0, 1], 9443)),
            public_url: None,
            key_service: KeyServiceKind::File,
            root_key_file: None,
            root_key_passphrase_file: None,
            vault_url: None,
            vault_mount: "transit".to_owned(),
            vault_key: "ribcage".to_owned(),
            vault_token_file: None,
            vault_ca_file: None,
            pkcs11_module: None,
            pkcs11_token: None,
            pkcs11_key: "ribcage".to_owned(),
            pkcs11_pin_file: None,
            tls_certificate_file: None,
            tls_key_file: None,
            database: Engine::Sqlite,
            postgresql_identity: None,
            postgresql_records: None,
            postgresql_keys: None,
            postgresql_ca_file: None,
            index_folder: None,
            export_folder: None,
            index_from_documents: 500,
            index_memory_mebibytes: 512,
            blobs: None,
            blob_mebibytes_max: 5 * 1024,
            sign_ins_per_address: 30,
            trusted_proxies: TrustedProxies::default(),
            s3_endpoint: None,
            s3_region: "us-east-1".to_owned(),
            s3_credentials_file: None,
            s3_ca_file: None,
            s3_allow_http: false,
            s3_checksums: true,
            azure_account: None,
            azure_endpoint: None,
            azure_credentials_file: None,
            azure_ca_file: None,
            azure_allow_http: false,
            gcs_endpoint: None,
            gcs_credentials_file: None,
            gcs_ca_file: None,
            gcs_allow_http: false,
            reserve_mebibytes: 64,
            reconcile_every_minutes: 60,
            rotate_keys_after_days: 30,
            erasure_window_days: 30,
            tenant_deletion_days: 30,
            backup_to: None,
            backup_every_hours: 24,
            backup_keep_days: 0,
            mail_server: None,
            mail_from: None,
            mail_user: None,
            mail_password_file: None,
            mail_ca_file: None,
            log_level: "info".to_owned(),
            is_thrown_away: false,
        }
    }
}

/// The longest that copies of before an erasure may be opened.
const ERASURE_WINDOW_DAYS_MAX: u64 = 3_650;

/// The longest that a tenant is only closed before it is deleted.
const TENANT_DELETION_DAYS_MAX: u64 = 3_650;

/// How the names of variables begin that are about what an operator's command may have to reach: object stores, and the
/// mail server.
const OF_COMMANDS: [&str; 4] = ["RIBCAGE_S3_", "RIBCAGE_AZURE_", "RIBCAGE_GCS_", "RIBCAGE_MAIL_"];

impl Configuration {
    /// The defaults for a folder.
    pub(crate) fn of_folder(data: PathBuf) -> Self {
        Self { data, ..Self::default() }
    }

    /// The root key file.
    pub(crate) fn root_key_file(&self) -> PathBuf {
        self.root_key_file.clone().unwrap_or_else(|| self.data.join(ROOT_KEY))
    }

    /// Whether root keys are in the data folder, where backups take them along.
    pub(crate) fn keeps_root_keys(&self) -> bool {
        self.key_service == KeyServiceKind::File && self.root_key_file() == self.data.join(ROOT_KEY)
    }

    /// Where search indexes are.
    pub(crate) fn index_folder(&self) -> PathBuf {
        self.index_folder.clone().unwrap_or_else(|| self.data.join("index"))
    }

    /// Where exports wait to be fetched.
    pub(crate) fn export_folder(&self) -> PathBuf {
        self.export_folder.clone().unwrap_or_else(|| self.data.join("exports"))
    }

    /// How many bytes of them are kept opened in memory.
    pub(crate) fn index_memory_bytes(&self) -> usize {
        let bytes = self.index_memory_mebibytes.saturating_mul(1024 * 1024);
        usize::try_from(bytes).unwrap_or(usize::MAX)
    }

    /// What is to be known to reach object stores.
    pub(crate) fn object_stores(&self) -> ObjectStores {
        ObjectStores {
            s3: Connection {
                endpoint: self.s3_endpoint.clone(),
                credentials_file: self.s3_credentials_file.clone(),
                ca_file: self.s3_ca_file.clone(),
                allow_http: self.s3_allow_http,
            },
            s3_region: self.s3_region.clone(),
            s3_checksums: self.s3_checksums,
            azure: Connection {
                endpoint: self.azure_endpoint.clone(),
                credentials_file: self.azure_credentials_file.clone(),
                ca_file: self.azure_ca_file.clone(),
                allow_http: self.azure_allow_http,
            },
            azure_account: self.azure_account.clone(),
            gcs: Connection {
                endpoint: self.gcs_endpoint.clone(),
                credentials_file: self.gcs_credentials_file.clone(),
                ca_file: self.gcs_ca_file.clone(),
                allow_http: self.gcs_allow_http,
            },
            patience: patience(),
        }
    }

    /// How much of its files is to be there after power was lost.
    pub(crate) const fn durability(&self) -> Durability {
        if self.is_thrown_away { Durability::None } else { Durability::Full }
    }

    /// Where large content is kept.
    pub(crate) fn blobs(&self) -> String {
        let folder = || self.data.join("blobs").display().to_string();
        self.blobs.clone().unwrap_or_else(folder)
    }

    /// How often the reconciler runs.
    pub(crate) fn reconcile_every(&self) -> Duration {
        Duration::from_secs(self.reconcile_every_minutes.max(1) * 60)
    }

    /// Within which time of an erasure no copy of before can be opened any more.
    pub(crate) fn erasure_window(&self) -> Duration {
        let days = self.erasure_window_days.clamp(1, ERASURE_WINDOW_DAYS_MAX);
        Duration::from_hours(days * 24)
    }

    /// For how long a tenant that is to be deleted is only closed.
    pub(crate) fn tenant_deletion_after(&self) -> Duration {
        Duration::from_hours(self.tenant_deletion_days.min(TENANT_DELETION_DAYS_MAX) * 24)
    }

    /// How old a root epoch becomes, if epochs begin by themselves.
    pub(crate) fn rotate_keys_after(&self) -> Option<Duration> {
        let seconds = self.rotate_keys_after_days.saturating_mul(24 * 60 * 60);
        (seconds > 0).then(|| Duration::from_secs(seconds))
    }
}

/// Reads the file, if one is given, and the variables.
pub(crate) fn read(file: Option<&Path>) -> anyhow::Result<Configuration> {
    let text = match file {
        None => String::new(),
        Some(path) => std::fs::read_to_string(path)
            .with_context(|| format!("the configuration {} cannot be read", path.display()))?,
    };
    parse(&text, |name| std::env::var(name).ok())
}

/// The defaults for a folder, and what the variables say of object stores and of the mail server: what an operator's command needs.
pub(crate) fn read_for_folder(data: PathBuf) -> anyhow::Result<Configuration> {
    let is_asked = |name: &str| OF_COMMANDS.iter().any(|start| name.starts_with(start));
    let settings = parse("", |name| std::env::var(name).ok().filter(|_| is_asked(name)))?;
    Ok(Configuration { data, ..settings })
}

/// What the variables say of object stores.
pub(crate) fn object_stores() -> anyhow::Result<ObjectStores> {
    Ok(read_for_folder(PathBuf::new())?.object_stores())
}

fn proxies<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TrustedProxies, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

fn parse(text: &str, variable: impl Fn(&str) -> Option<String>) -> anyhow::Result<Configuration> {
    let mut table: toml::Table = text.parse().context("the configuration is not valid TOML")?;
    for setting in SETTINGS {
        let name = format!("RIBCAGE_{}", setting.to_ascii_uppercase());
        let Some(value) = variable(&name) else {
            continue;
        };
        let value = if NUMBERS.contains(&setting) {
            let number = value.parse().with_context(|| format!("{name} must be a number"))?;
            toml::Value::Integer(number)
        } else if SWITCHES.contains(&setting) {
            let switch = value.parse().with_context(|| format!("{name} must be true or false"))?;
            toml::Value::Boolean(switch)
        } else {
            toml::Value::String(value)
        };
        table.insert(setting.to_owned(), value);
    }
    let settings: Configuration = table.try_into().context("the configuration has a mistake")?;
    anyhow::ensure!(
        settings.tls_certificate_file.is_some() == settings.tls_key_file.is_some(),
        "tls_certificate_file and tls_key_file belong together: give both or none"
    );
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_overrides_the_file() {
        let variable = |name: &str| match name {
            "RIBCAGE_LISTEN" => Some("127.0.0.1:1".to_owned()),
            "RIBCAGE_RESERVE_MEBIBYTES" => Some("7".to_owned()),
            _ => None,
        };
        let text = "listen = \"127.0.0.1:2\"\nlog_level = \"debug\"";
        let settings = parse(text, variable).expect("valid");
        assert_eq!(settings.listen.port(), 1);
        assert_eq!(settings.reserve_mebibytes, 7);
        assert_eq!(settings.log_level, "debug");
    }

    #[test]
    fn a_mistake_is_refused_and_not_ignored() {
        for text in [
            "lissten = \"127.0.0.1:2\"",
            "listen = 3",
            "nonsense",
            "tls_key_file = \"k\"",
            "trusted_proxies = \"10.0.0.0/8, proxy.example.org\"",
        ] {
            assert!(parse(text, |_| None).is_err(), "{text}");
        }
    }

    #[test]
    fn every_setting_is_described() {
        let described = include_str!("../../../docs/configuration.md");
        for setting in SETTINGS {
            assert!(described.contains(&format!("`{setting}`")), "{setting}");
        }
    }
}
