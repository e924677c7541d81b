//! The three databases of a deployment.

use std::hash::{BuildHasher as _, RandomState};

use super::server::{PostgresServer, USER};

/// Three databases that nobody else uses, empty at first, each with a role of its own that cannot reach
/// the others. They go with this.
#[derive(Debug)]
pub struct PostgresDatabases {
    server: PostgresServer,
    /// Where they may come to be.
    others: Vec<PostgresServer>,
    names: [String; 3],
    roles: [String; 3],
}

impl PostgresDatabases {
    /// Makes them on the server of this run. None if PostgreSQL is not installed.
    pub fn create() -> Option<Self> {
        Some(Self::on(&PostgresServer::of_this_run()?, &[]))
    }

    /// Makes them on a server of the test's own. The others may have them later on.
    pub fn on(server: &PostgresServer, others: &[&PostgresServer]) -> Self {
        let names: [_; 3] = std::array::from_fn(|_| {
            let name = new_name();
            server.sql(&format!("CREATE ROLE {name} LOGIN"));
            create(server, &name, "template0", &name);
            name
        });
        let others = others.iter().map(|other| other.handle()).collect();
        Self { server: server.handle(), others, roles: names.clone(), names }
    }

    /// A copy as they are now, which the same server looks after. Nobody may be connected to them.
    #[must_use]
    pub fn copy(&self) -> Self {
        let copy = |place: usize| {
            let name = new_name();
            create(&self.server, &name, &self.names[place], &self.roles[place]);
            name
        };
        let (names, roles) = (std::array::from_fn(copy), self.roles.clone());
        Self { server: self.server.handle(), others: Vec::new(), names, roles }
    }

    /// Lets them be again as they were when they were copied. Nobody may be connected to either.
    pub fn put_back(&self, copy: &Self) {
        self.put_back_first(copy, self.names.len());
    }

    /// The same, and the keys stay those of now.
    pub fn put_documents_back(&self, copy: &Self) {
        self.put_back_first(copy, 2);
    }

    fn put_back_first(&self, copy: &Self, count: usize) {
        for (place, name) in self.names.iter().enumerate().take(count) {
            drop_database(&self.server, name);
            create(&self.server, name, &copy.names[place], &self.roles[place]);
        }
    }

    /// The addresses of the identity, the records and the keys store, each with all hosts.
    pub fn addresses(&self) -> [String; 3] {
        let servers = std::iter::once(&self.server).chain(&self.others);
        let hosts: Vec<_> = servers.map(|server| server.socket().display().to_string()).collect();
        let hosts = hosts.join(",");
        std::array::from_fn(|place| {
            let (name, role) = (&self.names[place], &self.roles[place]);
            format!("host={hosts} user={role} dbname={name}")
        })
    }

    /// The address of one of them for somebody who may do everything.
    pub fn administer(&self, place: usize) -> String {
        let (host, name) = (self.server.socket().display(), &self.names[place]);
        format!("host={host} user={USER} dbname={name}")
    }

    /// Their names.
    pub const fn names(&self) -> &[String; 3] {
        &self.names
    }
}

fn new_name() -> String {
    // By chance, as the number of a process comes again, and what was made under it may still be there.
    format!("t_{:016x}", RandomState::new().hash_one(()))
}

fn create(server: &PostgresServer, name: &str, template: &str, owner: &str) {
    server.sql(&format!("CREATE DATABASE {name} TEMPLATE {template} OWNER {owner}"));
    server.sql(&format!("REVOKE CONNECT ON DATABASE {name} FROM PUBLIC"));
}

fn drop_database(server: &PostgresServer, name: &str) {
    // Whoever is connected to it.
    server.sql(&format!("DROP DATABASE {name} WITH (FORCE)"));
}

impl Drop for PostgresDatabases {
    fn drop(&mut self) {
        if self.server.is_shared() {
            for name in &self.names {
                drop_database(&self.server, name);
            }
        }
    }
}
