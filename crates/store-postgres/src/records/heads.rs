//! The heads of this server's chains, as the group that is written leaves them.

use std::collections::HashMap;

use ledger::{Chain, Hash};
use model::{LogName, WriterId};

use crate::failure::Failure;
use crate::link::Link;
use crate::rows::{self, id, int, log_numbers, number};

/// How many chain heads are remembered before they are asked for again.
const CHAINS_REMEMBERED_MAX: usize = 65_536;

pub(super) const FIND: &str = "
    SELECT chain.tenant, chain.tree, chain.sequence, chain.hash
    FROM unnest($1::bigint[], $2::smallint[], $3::bigint[]) AS wanted (tenant, tree, writer)
    CROSS JOIN LATERAL (
        SELECT tenant, tree, sequence, hash FROM chains c
        WHERE c.tenant = wanted.tenant AND c.tree = wanted.tree AND c.writer = wanted.writer
        OFFSET 0) AS chain";

/// The heads.
pub(crate) struct Heads {
    run: WriterId,
    known: HashMap<LogName, Chain>,
    /// Chains that the group has extended; they become `known` when it commits.
    extended: HashMap<LogName, Chain>,
}

impl Heads {
    /// Nothing is known yet.
    pub(super) fn new(run: WriterId) -> Self {
        Self { run, known: HashMap::new(), extended: HashMap::new() }
    }

    /// The run whose chains these are.
    pub(super) const fn run(&self) -> WriterId {
        self.run
    }

    /// Nothing that was remembered is sure any more, apart from what a group was about to write.
    pub(super) fn forget(&mut self) {
        self.known.clear();
    }

    /// The heads of those logs that are not remembered, from the engine.
    pub(super) async fn ask(
        &self,
        link: &Link,
        logs: impl Iterator<Item = LogName>,
    ) -> Result<HashMap<LogName, Chain>, Failure> {
        let unknown = logs.filter(|log| !self.known.contains_key(log));
        let mut found: HashMap<_, _> =
            unknown.map(|log| (log, Chain::start(store::writer_in(self.run, log)))).collect();
        if found.is_empty() {
            return Ok(found);
        }
        for (log, chain) in stored(link, found.iter()).await? {
            found.insert(log, chain);
        }
        Ok(found)
    }

    /// Remembers heads that were asked for.
    pub(super) fn learn(&mut self, heads: HashMap<LogName, Chain>) {
        if self.known.len() > CHAINS_REMEMBERED_MAX {
            self.known.retain(|log, _| heads.contains_key(log));
        }
        self.known.extend(heads);
    }

    /// A chain, to be extended.
    pub(super) fn chain(&mut self, log: LogName) -> &mut Chain {
        let known = &self.known;
        let run = self.run;
        self.extended.entry(log).or_insert_with(|| {
            known.get(&log).copied().unwrap_or_else(|| Chain::start(store::writer_in(run, log)))
        })
    }

    /// The chains that the group extends.
    pub(super) fn extended(&self) -> impl Iterator<Item = (LogName, Chain)> + '_ {
        self.extended.iter().map(|(log, chain)| (*log, *chain))
    }

    /// The group is durable.
    pub(super) fn committed(&mut self) {
        self.known.extend(self.extended.drain());
    }

    /// The group never was.
    pub(super) fn rolled_back(&mut self) {
        self.extended.clear();
    }

    /// Whether the group that was about to be written is there. It extends at least one chain, and
    /// nobody else writes into ours.
    pub(super) async fn are_stored(&self, link: &Link) -> Result<bool, Failure> {
        let Some((log, chain)) = self.extended.iter().next() else {
            return Ok(false);
        };
        let found = stored(link, [(log, chain)].into_iter()).await?;
        Ok(found.iter().any(|(_, stored)| {
            stored.sequence() == chain.sequence() && stored.head() == chain.head()
        }))
    }
}

/// The heads of chains as they are stored.
async fn stored<'a>(
    link: &Link,
    chains: impl Iterator<Item = (&'a LogName, &'a Chain)>,
) -> Result<Vec<(LogName, Chain)>, Failure> {
    let mut writers = HashMap::new();
    let (mut tenants, mut trees, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    for (log, chain) in chains {
        let (tenant, tree) = log_numbers(*log);
        tenants.push(tenant);
        trees.push(tree);
        numbers.push(int(chain.writer().number()));
        writers.insert(*log, chain.writer());
    }
    let found = link.rows(FIND, &[&tenants, &trees, &numbers]).await?;
    found
        .iter()
        .map(|row| {
            let log = rows::log_name(row, 0, 1)?;
            let writer = writers.get(&log).copied().ok_or(Failure::Impossible)?;
            Ok((log, Chain::resume(writer, number(row, 2)?, id::<Hash>(row, 3)?)))
        })
        .collect()
}
