//! Which history of a database server is the newest that anybody here has seen.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

/// How often a replica has taken its primary's place in the history of a server (PostgreSQL counts
/// them). Of two servers that both take writes, the one on the lower timeline was left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Timeline(pub(crate) u32);

/// What was seen of a primary and its replicas, by whichever connection to any of them.
pub(crate) struct History {
    newest: watch::Sender<Timeline>,
    is_watched: AtomicBool,
}

impl History {
    /// Nothing was seen yet.
    pub(crate) fn new() -> Self {
        let (newest, _) = watch::channel(Timeline(0));
        Self { newest, is_watched: AtomicBool::new(false) }
    }

    /// Notes on which timeline a host that takes writes is. Says whether that is as new as any that
    /// was seen before.
    pub(crate) fn note(&self, timeline: Timeline) -> bool {
        self.newest.send_if_modified(|newest| {
            let is_newer = *newest < timeline;
            *newest = timeline.max(*newest);
            is_newer
        });
        !self.has_passed(timeline)
    }

    /// Whether a newer one was seen.
    pub(crate) fn has_passed(&self, timeline: Timeline) -> bool {
        *self.newest.borrow() > timeline
    }

    /// Waits until a newer one is seen.
    pub(crate) async fn passes(&self, timeline: Timeline) {
        let mut newest = self.newest.subscribe();
        // It fails only when there is nobody left who could see one, and we are here.
        let _ = newest.wait_for(|newest| *newest > timeline).await;
    }

    /// Whether whoever asks is the first to, and has to begin the watch.
    pub(crate) fn begins_watch(&self) -> bool {
        !self.is_watched.swap(true, Ordering::AcqRel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_timeline_is_never_the_newest_again() {
        let history = History::new();
        assert!(history.note(Timeline(2)));
        assert!(!history.note(Timeline(1)));
        assert!(history.note(Timeline(2)));
        assert!(history.has_passed(Timeline(1)) && !history.has_passed(Timeline(2)));
    }
}
