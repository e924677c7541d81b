//! Counts what the key service is asked, so that its operator sees that no record costs a call.

use std::sync::Arc;

use api::Metrics;
use model::Timestamp;
use seal::Key;
use store::{Answer, KeyService, KeyServiceError, RootEpoch, TenantKeyName, TenantKeyVersion};

/// A key service whose calls are counted.
pub(crate) struct CountedKeyService {
    pub(crate) inner: Arc<dyn KeyService>,
    pub(crate) metrics: Arc<Metrics>,
}

impl CountedKeyService {
    fn count<'a, T: 'a>(
        &'a self,
        call: &'static str,
        answer: Answer<'a, T, KeyServiceError>,
    ) -> Answer<'a, T, KeyServiceError> {
        Box::pin(async move {
            let answer = answer.await;
            self.metrics.key_service_called(call, answer.is_ok());
            answer
        })
    }
}

impl KeyService for CountedKeyService {
    fn wrap<'a>(
        &'a self,
        name: TenantKeyName,
        key: &'a Key,
    ) -> Answer<'a, TenantKeyVersion, KeyServiceError> {
        self.count("wrap", self.inner.wrap(name, key))
    }

    fn unwrap<'a>(
        &'a self,
        name: TenantKeyName,
        wrapped: &'a TenantKeyVersion,
    ) -> Answer<'a, Key, KeyServiceError> {
        self.count("unwrap", self.inner.unwrap(name, wrapped))
    }

    fn list_epochs(&self) -> Answer<'_, Vec<RootEpoch>, KeyServiceError> {
        self.count("list_epochs", self.inner.list_epochs())
    }

    fn begin_epoch(&self, newest: u64, at: Timestamp) -> Answer<'_, RootEpoch, KeyServiceError> {
        self.count("begin_epoch", self.inner.begin_epoch(newest, at))
    }

    fn destroy_epochs_before(&self, first: u64) -> Answer<'_, (), KeyServiceError> {
        self.count("destroy_epochs", self.inner.destroy_epochs_before(first))
    }
}
