//! A place that is a bucket of an object store, whichever interface it has.

use std::io;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use object_store::path::Path as ObjectPath;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions};
use store::{Answer, Clearing, ObjectPlace, ObjectWriter, PlaceError};

use crate::address::BucketAddress;
use crate::bucket_writer::BucketWriter;
use crate::connection::{self, BucketSettings, SettingError};
use crate::name::{check, is_name};

/// A bucket, or what begins with a prefix in one.
pub struct Bucket {
    address: String,
    prefix: String,
    store: Arc<dyn ObjectStore>,
    whole: Duration,
}

impl Bucket {
    /// Prepares to ask the store. Nothing is sent yet.
    pub fn new(
        address: &BucketAddress,
        settings: BucketSettings<'_>,
    ) -> Result<Self, SettingError> {
        Ok(Self {
            address: address.to_string(),
            prefix: address.start(),
            store: connection::open(address, &settings)?,
            whole: settings.timeouts.whole,
        })
    }

    fn path(&self, name: &str) -> Result<ObjectPath, PlaceError> {
        check(name)?;
        Ok(ObjectPath::from(format!("{}{name}", self.prefix)))
    }

    /// Asks the store, for as long as is waited at most.
    async fn ask<T>(
        &self,
        question: impl Future<Output = object_store::Result<T>>,
    ) -> Result<T, object_store::Error> {
        ask(self.whole, question).await
    }

    async fn get_with(
        &self,
        name: &str,
        range: Option<GetRange>,
    ) -> Result<Option<Vec<u8>>, PlaceError> {
        let path = self.path(name)?;
        let options = GetOptions { range, ..GetOptions::default() };
        let asked = async { self.store.get_opts(&path, options).await?.bytes().await };
        Ok(if_there(self.ask(asked).await)?.map(Vec::from))
    }

    /// Asks for what comes behind a name: stores give that in order, page by page, if not all of them from there on.
    async fn list_after_now(&self, after: &str, limit: usize) -> Result<Vec<String>, PlaceError> {
        let folder = ObjectPath::from(self.prefix.as_str());
        let start = ObjectPath::from(format!("{}{after}", self.prefix));
        let asked = async {
            let found = if after.is_empty() {
                self.store.list(Some(&folder))
            } else {
                self.store.list_with_offset(Some(&folder), &start)
            };
            let mut found = found.map_ok(|object| object.location.to_string());
            let mut names = Vec::new();
            while names.len() < limit
                && let Some(path) = found.try_next().await?
            {
                let name = path.strip_prefix(&self.prefix);
                let name = name.filter(|name| *name > after && is_name(name));
                names.extend(name.map(str::to_owned));
            }
            Ok(names)
        };
        let mut names = self.ask(asked).await.map_err(unavailable)?;
        names.sort_unstable();
        Ok(names)
    }

    async fn list_now(&self, start: &str) -> Result<Vec<String>, PlaceError> {
        let (folder, _) = start.rsplit_once('/').unwrap_or(("", start));
        let folder = ObjectPath::from(format!("{}{folder}", self.prefix));
        let asked = async {
            let found = self.store.list(Some(&folder));
            let mut names = Vec::new();
            let mut found = found.map_ok(|object| object.location.to_string());
            while let Some(path) = found.try_next().await? {
                if let Some(name) = path.strip_prefix(&self.prefix)
                    && name.starts_with(start)
                    && is_name(name)
                {
                    names.push(name.to_owned());
                }
            }
            Ok(names)
        };
        let mut names = self.ask(asked).await.map_err(unavailable)?;
        // Not every store lists in order.
        names.sort_unstable();
        Ok(names)
    }
}

pub(crate) async fn ask<T>(
    whole: Duration,
    question: impl Future<Output = object_store::Result<T>>,
) -> Result<T, object_store::Error> {
    let answered = tokio::time::timeout(whole, question).await;
    answered.unwrap_or_else(|late| {
        Err(object_store::Error::Generic { store: "object store", source: Box::new(late) })
    })
}

fn if_there<T>(answer: object_store::Result<T>) -> Result<Option<T>, PlaceError> {
    match answer {
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        answer => answer.map(Some).map_err(unavailable),
    }
}

pub(crate) fn unavailable(error: object_store::Error) -> PlaceError {
    PlaceError::Unavailable(io::Error::other(error))
}

impl ObjectPlace for Bucket {
    fn address(&self) -> &str {
        &self.address
    }

    fn put<'a>(&'a self, name: &'a str, object: Vec<u8>) -> Answer<'a, (), PlaceError> {
        Box::pin(async move {
            let path = self.path(name)?;
            self.ask(self.store.put(&path, object.into())).await.map(drop).map_err(unavailable)
        })
    }

    fn put_new<'a>(&'a self, name: &'a str, object: Vec<u8>) -> Answer<'a, bool, PlaceError> {
        Box::pin(async move {
            let path = self.path(name)?;
            let options = PutOptions::from(PutMode::Create);
            match self.ask(self.store.put_opts(&path, object.into(), options)).await {
                Ok(_) => Ok(true),
                Err(
                    object_store::Error::AlreadyExists { .. }
                    | object_store::Error::Precondition { .. },
                ) => Ok(false),
                Err(error) => Err(unavailable(error)),
            }
        })
    }

    fn write<'a>(&'a self, name: &'a str) -> Answer<'a, Box<dyn ObjectWriter>, PlaceError> {
        Box::pin(async move {
            let path = self.path(name)?;
            let writer = BucketWriter::new(self.store.clone(), path, self.whole);
            Ok(Box::new(writer) as Box<dyn ObjectWriter>)
        })
    }

    fn get<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Vec<u8>>, PlaceError> {
        Box::pin(self.get_with(name, None))
    }

    fn get_range<'a>(
        &'a self,
        name: &'a str,
        range: Range<u64>,
    ) -> Answer<'a, Option<Vec<u8>>, PlaceError> {
        Box::pin(async move {
            if range.is_empty() {
                return Ok(self.size(name).await?.map(|_| Vec::new()));
            }
            self.get_with(name, Some(GetRange::Bounded(range))).await
        })
    }

    fn size<'a>(&'a self, name: &'a str) -> Answer<'a, Option<u64>, PlaceError> {
        Box::pin(async move {
            let path = self.path(name)?;
            Ok(if_there(self.ask(self.store.head(&path)).await)?.map(|found| found.size))
        })
    }

    fn list<'a>(&'a self, start: &'a str) -> Answer<'a, Vec<String>, PlaceError> {
        Box::pin(self.list_now(start))
    }

    fn list_after<'a>(
        &'a self,
        after: &'a str,
        limit: usize,
    ) -> Answer<'a, Vec<String>, PlaceError> {
        Box::pin(self.list_after_now(after, limit))
    }

    /// What is left of uploads in parts is in no list: a rule of the bucket ends those that were not completed.
    fn clear_unfinished(&self, _: Clearing) -> Answer<'_, u64, PlaceError> {
        Box::pin(async { Ok(0) })
    }

    fn remove<'a>(&'a self, name: &'a str) -> Answer<'a, (), PlaceError> {
        Box::pin(async move {
            let path = self.path(name)?;
            if_there(self.ask(self.store.delete(&path)).await).map(drop)
        })
    }
}
