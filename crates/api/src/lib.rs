//! Every HTTP face. This is the only crate that knows HTTP: a face authenticates and decodes,
//! calls one operation, and turns its answer or its failure into a response. It knows no rule.

mod answer;
mod auth;
mod authenticate;
mod body;
mod compression;
mod conditions;
mod console;
mod content;
mod face;
mod fhir;
mod metrics;
mod operations;
mod operator;
mod origin;
mod platform;
mod problem;
mod proxies;
mod query;
mod range;
mod server;

use std::sync::{Arc, OnceLock};

use axum::Router;
use service::Service;
use tokio::sync::Semaphore;

pub use console::has_console;
pub use metrics::Metrics;
pub use operations::{Readiness, operations_router};
pub use operator::{
    backup, backup_state, deletion, index_states, key_status, operator_router, prune_backups,
    queued_jobs, send_test_mail, tenant,
};
pub use platform::openapi;
pub use problem::status;
pub use proxies::{NoNetworkError, TrustedProxies};
pub use server::{ServeError, Server, serve_plain, serve_unix};

/// Where machines that sign with keys of their own get access tokens.
const TOKEN_PATH: &str = "/oauth/token";

/// What all faces share.
#[derive(Clone)]
pub struct Faces {
    inner: Arc<Inner>,
}

struct Inner {
    service: Arc<Service>,
    metrics: Arc<Metrics>,
    /// Where clients reach the server: scheme, host and port, no slash at the end.
    public_url: String,
    requests: face::Requests,
    /// Places for requests with large bodies.
    large_bodies: Semaphore,
    /// Places for files of bulk exports.
    bulk_files: Arc<fhir::FilePlaces>,
    /// What the FHIR face can do: a long text, and anybody may ask for it.
    capabilities: OnceLock<String>,
}

impl Faces {
    /// The faces of a service that clients reach at `public_url`.
    pub fn new(service: Arc<Service>, metrics: Arc<Metrics>, public_url: &str) -> Self {
        let public_url = public_url.trim_end_matches('/').to_owned();
        let requests = face::Requests::default();
        let capabilities = OnceLock::new();
        let large_bodies = Semaphore::new(face::LARGE_BODIES_MAX);
        let bulk_files = Arc::default();
        Self {
            inner: Arc::new(Inner {
                service,
                metrics,
                public_url,
                requests,
                large_bodies,
                bulk_files,
                capabilities,
            }),
        }
    }

    /// All routes that clients reach over the network.
    pub fn router(&self) -> Router {
        let (platform, _) = platform::router().split_for_parts();
        let router = fhir::router()
            .merge(platform)
            .merge(console::router())
            .fallback(face::no_such_route)
            .method_not_allowed_fallback(face::method_not_allowed);
        face::layered(router, self).with_state(self.clone())
    }

    pub(crate) fn service(&self) -> &Arc<Service> {
        &self.inner.service
    }

    pub(crate) fn large_bodies(&self) -> &Semaphore {
        &self.inner.large_bodies
    }

    pub(crate) fn bulk_files(&self) -> &Arc<fhir::FilePlaces> {
        &self.inner.bulk_files
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.inner.metrics
    }

    pub(crate) fn public_url(&self) -> &str {
        &self.inner.public_url
    }

    pub(crate) fn capabilities(&self) -> &OnceLock<String> {
        &self.inner.capabilities
    }

    pub(crate) fn requests(&self) -> &face::Requests {
        &self.inner.requests
    }
}
