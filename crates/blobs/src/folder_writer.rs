//! An object that is written into a folder piece by piece.

use std::io;

use store::{Answer, ObjectWriter, PlaceError};

use crate::folder::Unfinished;
use crate::patience::Turn;

/// Writes an object into a folder.
pub(crate) struct FolderWriter {
    turn: Turn,
    held: Held,
}

impl FolderWriter {
    pub(crate) const fn new(turn: Turn, unfinished: Unfinished) -> Self {
        Self { turn, held: Held(Some(unfinished)) }
    }
}

impl ObjectWriter for FolderWriter {
    fn push(&mut self, content: Vec<u8>) -> Answer<'_, (), PlaceError> {
        let held = std::mem::take(&mut self.held);
        Box::pin(async move {
            let held = self.turn.run(move |steps| {
                let mut unfinished = held.take()?;
                steps.write(&mut unfinished.file, &content)?;
                Ok(Held(Some(unfinished)))
            });
            self.held = held.await?;
            Ok(())
        })
    }

    fn finish(self: Box<Self>) -> Answer<'static, (), PlaceError> {
        Box::pin(async move {
            let Self { turn, held } = *self;
            turn.run(move |_| held.take()?.replace()).await
        })
    }
}

/// A file that somebody holds who must not wait for the disk, even to let it go. Nothing after something failed: then
/// there is nothing to be finished.
#[derive(Default)]
struct Held(Option<Unfinished>);

impl Held {
    fn take(mut self) -> io::Result<Unfinished> {
        let failed_before = || io::Error::other("a part of the object could not be written");
        self.0.take().ok_or_else(failed_before)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some(unfinished) = self.0.take() else { return };
        // With no runtime there is nobody who could be held up.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn_blocking(move || drop(unfinished));
        }
    }
}
