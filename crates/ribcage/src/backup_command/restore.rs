//! A deployment made out of a backup. Nothing of it is opened before whoever was erased since is erased again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use backup::{FenceHead, Identity, KeyPart, Manifest, Notice, ObjectList, Part, RowDecoder};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ledger::VerifierKey;
use ledger::note::open_note;
use model::clock::format_instant;
use model::dump::DumpTable;
use model::{DeploymentId, StoreName};
use store::{BackupTargets as _, ObjectPlace};
use store_sqlite::Loader;

use super::verify::{Found, find_all, object, objects_of};
use crate::backup_targets::{self, RememberedTargets};
use crate::configuration;
use crate::data_folder::{DataFolder, write_private};
use crate::deployment::Deployment;

/// No object is larger when it is opened.
const OBJECT_BYTES_MAX: usize = 256 * 1024 * 1024;

/// What is restored, and from where.
struct Restoring<'a> {
    target: &'a dyn ObjectPlace,
    identity: Identity,
    dir: &'a Path,
}

pub(super) async fn restore(
    from: &str,
    dir: &Path,
    identity: &Path,
    (wanted, key): (Option<&str>, Option<&str>),
) -> anyhow::Result<()> {
    let target = backup_targets::open(from, &configuration::object_stores()?)?;
    let text = fs::read_to_string(identity)
        .with_context(|| format!("{} cannot be read", identity.display()))?;
    let identity = Identity::parse(&text)?;
    if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("{} is not empty; a deployment is restored into an empty place", dir.display());
    }
    let backups = find_all(target.as_ref()).await?;
    if let Some(key) = key {
        let key: VerifierKey = key.trim().parse().context("that is not a verifier key")?;
        for Found { notice, note } in &backups {
            open_note(note, std::slice::from_ref(&key))
                .with_context(|| format!("backup {} is not signed by the key", notice.id))?;
        }
    }
    let newest = backups
        .iter()
        .max_by_key(|found| (found.notice.fences.number, found.notice.created_at))
        .with_context(|| format!("there is no backup at {from}"))?;
    let chosen = match wanted {
        None => newest,
        Some(id) => backups
            .iter()
            .find(|found| found.notice.id == id)
            .with_context(|| format!("there is no backup {id} at {from}"))?,
    };
    let restoring = Restoring { target: target.as_ref(), identity, dir };
    let made = restoring.make(chosen, newest).await;
    let told = match made {
        Ok(()) => restoring.settle(chosen, &backups).await,
        Err(error) => Err(error),
    };
    if told.is_err() {
        // What does not hold is not left to be started by somebody who did not see this.
        let _ = fs::remove_dir_all(dir);
    }
    told
}

impl Restoring<'_> {
    /// Makes the folder with its databases. The keys are the newest: those of whoever was erased meanwhile are
    /// not in it.
    async fn make(&self, chosen: &Found, newest: &Found) -> anyhow::Result<()> {
        let objects = objects_of(self.target, &chosen.notice).await?;
        let manifest = format!("backups/{}.manifest", chosen.notice.id);
        let manifest = Manifest::decode(&self.open(&objects, &manifest).await?)?;
        anyhow::ensure!(manifest.engine == "sqlite", "the backup is of another engine");
        let deployment: DeploymentId =
            manifest.deployment.parse().context("the manifest names no deployment")?;
        anyhow::ensure!(
            manifest.deployment == chosen.notice.deployment,
            "the manifest is of another deployment"
        );
        create_private(self.dir)?;
        write_private(&DataFolder::restore_mark(self.dir), b"")?;
        for part in ["tls", "checkpoints"] {
            create_private(&self.dir.join(part))?;
        }
        for store in [StoreName::Identity, StoreName::Records] {
            let part = manifest.stores.get(store.name()).context("the backup lacks a store")?;
            let mut loading = Loading::new(self.dir, store, deployment, part.schema)?;
            for chunk in &part.chunks {
                let start = chunk.get(..2).context("the manifest names no chunk")?;
                loading.push(&self.open(&objects, &format!("chunks/{start}/{chunk}")).await?)?;
            }
            loading.finish(part.rows)?;
        }
        for (log, checkpoint) in &manifest.checkpoints {
            let is_id = log.bytes().all(|byte| byte.is_ascii_hexdigit());
            anyhow::ensure!(is_id, "the manifest names no log");
            write_private(&self.dir.join("checkpoints").join(log), checkpoint.as_bytes())?;
        }
        if let Some(followed) = &manifest.followed {
            write_private(&self.dir.join("checkpoints/followed"), followed.as_bytes())?;
        }
        self.make_keys(&newest.notice, deployment).await
    }

    async fn make_keys(&self, notice: &Notice, deployment: DeploymentId) -> anyhow::Result<()> {
        let objects = objects_of(self.target, notice).await?;
        let part = self.open(&objects, &format!("keys/{}/part", notice.id)).await?;
        let part = KeyPart::decode(&part)?;
        let mut loading = Loading::new(self.dir, StoreName::Keys, deployment, part.schema)?;
        for number in 0..part.parts {
            let name = format!("keys/{}/{number:08}", notice.id);
            loading.push(&self.open(&objects, &name).await?)?;
        }
        loading.finish(part.rows)?;
        for (path, content) in &part.files {
            let path = inside(self.dir, path)?;
            let content = STANDARD.decode(content).context("a file of the backup is damaged")?;
            write_private(&path, &content)?;
        }
        Ok(())
    }

    async fn open(&self, objects: &ObjectList, name: &str) -> anyhow::Result<Vec<u8>> {
        let sealed = object(self.target, objects, name).await?;
        backup::open(&self.identity, &sealed, OBJECT_BYTES_MAX)
            .with_context(|| format!("{name} does not open"))
    }

    /// Checks what was signed, erases again, and says what was lost.
    #[expect(clippy::print_stdout, reason = "the command's answer")]
    async fn settle(&self, chosen: &Found, all: &[Found]) -> anyhow::Result<()> {
        let configuration = configuration::read_for_folder(self.dir.to_owned())?;
        let deployment = Deployment::open_restored(&configuration).await?;
        let service = &deployment.service;
        for found in all {
            service
                .check_notice(&found.note)
                .await
                .context("a backup is not signed by its deployment")?;
        }
        let (mut head, mut erased) = (FenceHead::default(), 0_u64);
        let mut heads = vec![head];
        while let Some((next, fence)) =
            service.next_fence(self.target, head).await.context("the fences were changed")?
        {
            erased += u64::from(service.replay_erasure(&fence).await?);
            head = next;
            heads.push(head);
        }
        if let Some(found) = all.iter().find(|found| !heads.contains(&found.notice.fences)) {
            bail!(
                "the list of erasures ends at {}, and backup {} knows of {}: whoever was erased since would come \
                 back, so nothing is restored",
                head.number,
                found.notice.id,
                found.notice.fences.number
            );
        }
        while service.work_off_jobs().await? > 0 {}
        let outcome = service.reconcile().await?;
        // Erasures reach it from now on, too.
        RememberedTargets::new(self.dir, configuration.object_stores())
            .register(self.target.address())
            .await?;
        deployment.close().await?;
        fs::remove_file(DataFolder::restore_mark(self.dir))
            .context("the mark of the restore cannot be removed")?;
        println!(
            "restored {} as of {}",
            chosen.notice.id,
            format_instant(chosen.notice.created_at)
        );
        println!("erased again: {erased} of {} who were erased", head.number);
        println!(
            "held against the log: {} entries, {} stored versions",
            outcome.entries, outcome.rows
        );
        for finding in &outcome.findings {
            println!("{}  {}", finding.kind.name(), finding.what);
        }
        println!("what was written after that moment is not in it");
        Ok(())
    }
}

/// A store that is being filled.
struct Loading {
    loader: Loader,
    decoder: RowDecoder,
    table: Option<DumpTable>,
    rows: u64,
}

impl Loading {
    fn new(
        dir: &Path,
        store: StoreName,
        deployment: DeploymentId,
        schema: u32,
    ) -> anyhow::Result<Self> {
        let loader = Loader::create(dir, store, deployment, schema)?;
        Ok(Self { loader, decoder: RowDecoder::default(), table: None, rows: 0 })
    }

    fn push(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.decoder.push(bytes);
        while let Some(part) = self.decoder.next_part()? {
            match part {
                Part::Table(table) => self.table = Some(table),
                Part::Row(row) => {
                    let table = self.table.as_ref().context("a row belongs to no table")?;
                    self.loader.put(table, &row)?;
                    self.rows += 1;
                }
            }
        }
        Ok(())
    }

    fn finish(self, rows: u64) -> anyhow::Result<()> {
        anyhow::ensure!(self.decoder.is_finished() && self.rows == rows, "rows are missing");
        Ok(self.loader.finish()?)
    }
}

/// A path in the folder, and nowhere else.
fn inside(dir: &Path, path: &str) -> anyhow::Result<PathBuf> {
    let is_plain = |part: std::path::Component<'_>| matches!(part, std::path::Component::Normal(_));
    let path = Path::new(path);
    anyhow::ensure!(path.components().all(is_plain), "the backup names a file elsewhere");
    Ok(dir.join(path))
}

fn create_private(path: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .with_context(|| format!("{} cannot be made", path.display()))
}
