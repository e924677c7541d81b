//! An object of a bucket that is written as a stream.

use std::sync::Arc;
use std::time::Duration;

use object_store::path::Path as ObjectPath;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt as _};
use store::{Answer, ObjectWriter, PlaceError};

use crate::bucket::{ask, unavailable};

/// It is sent in parts of this size. S3 takes none below 5 MiB but the last.
const PART_BYTES: usize = 8 * 1024 * 1024;

/// What is small is put at once, and what is not is sent in parts.
pub(crate) struct BucketWriter {
    store: Arc<dyn ObjectStore>,
    path: ObjectPath,
    upload: Option<Box<dyn MultipartUpload>>,
    waiting: Vec<u8>,
    whole: Duration,
    /// A part is missing: it is never put in its place.
    is_broken: bool,
}

impl BucketWriter {
    pub(crate) fn new(store: Arc<dyn ObjectStore>, path: ObjectPath, whole: Duration) -> Self {
        Self { store, path, upload: None, waiting: Vec::new(), whole, is_broken: false }
    }

    async fn send(&mut self, part: Vec<u8>) -> object_store::Result<()> {
        let upload = match &mut self.upload {
            Some(upload) => upload,
            none => none.insert(ask(self.whole, self.store.put_multipart(&self.path)).await?),
        };
        ask(self.whole, upload.put_part(part.into())).await
    }

    async fn complete(&mut self) -> object_store::Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        if self.upload.is_none() {
            return ask(self.whole, self.store.put(&self.path, waiting.into())).await.map(drop);
        }
        if !waiting.is_empty() {
            self.send(waiting).await?;
        }
        if let Some(upload) = &mut self.upload {
            ask(self.whole, upload.complete()).await?;
        }
        self.upload = None;
        Ok(())
    }
}

impl ObjectWriter for BucketWriter {
    fn push(&mut self, mut content: Vec<u8>) -> Answer<'_, (), PlaceError> {
        Box::pin(async move {
            while self.waiting.len() + content.len() >= PART_BYTES {
                let rest = content.split_off((PART_BYTES - self.waiting.len()).min(content.len()));
                self.waiting.append(&mut content);
                content = rest;
                let part = std::mem::take(&mut self.waiting);
                let sent = self.send(part).await;
                self.is_broken |= sent.is_err();
                sent.map_err(unavailable)?;
            }
            self.waiting.append(&mut content);
            Ok(())
        })
    }

    fn finish(mut self: Box<Self>) -> Answer<'static, (), PlaceError> {
        Box::pin(async move {
            if self.is_broken {
                return Err(PlaceError::Unavailable(std::io::Error::other("a part is missing")));
            }
            self.complete().await.map_err(unavailable)
        })
    }
}

impl Drop for BucketWriter {
    /// Tells the store that the parts it has are not needed. If that fails they stay, in no list, until a rule of the
    /// bucket ends uploads that were not completed.
    fn drop(&mut self) {
        if let Some(mut upload) = self.upload.take()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            let whole = self.whole;
            runtime.spawn(async move { ask(whole, upload.abort()).await });
        }
    }
}
