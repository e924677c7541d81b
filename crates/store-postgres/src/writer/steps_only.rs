//! A writer of steps and of nothing else.

use super::{Batch, Boxed, Changes, Finish};
use crate::failure::Failure;
use crate::link::Link;

/// A writer that only runs steps.
pub(crate) struct StepsOnly;

/// The set of a writer that knows none.
pub(crate) enum NoSet {}

impl Batch for StepsOnly {
    type Set = NoSet;
    type Known = ();

    const STATEMENTS: &'static [&'static str] = &[];

    async fn opened(&mut self, _link: &Link) -> Result<(), Failure> {
        Ok(())
    }

    async fn ask(&self, _link: &Link, _sets: &[NoSet]) -> Result<(), Failure> {
        Ok(())
    }

    fn judge(&mut self, _sets: Vec<NoSet>, (): ()) -> (Vec<Finish>, Box<dyn Changes>) {
        (Vec::new(), Box::new(NoChanges))
    }

    fn refuse(_sets: Vec<NoSet>) -> Vec<Finish> {
        Vec::new()
    }

    fn committed(&mut self) {}

    fn rolled_back(&mut self) {}

    async fn was_committed(&self, _link: &Link) -> Result<bool, Failure> {
        // Nobody can tell. Every step may be repeated, and whoever asked is told that it failed.
        Ok(false)
    }
}

struct NoChanges;

impl Changes for NoChanges {
    fn send<'a>(&'a self, _link: &'a Link) -> Boxed<'a, Result<(), Failure>> {
        Box::pin(async { Ok(()) })
    }
}
