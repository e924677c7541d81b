//! Waiting for what comes to its end in the background.

use std::time::Duration;

/// How often is looked at most, and how long is waited between two looks.
pub(crate) const LOOKS_MAX: usize = 2_000;
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// Looks until there is something; gives nothing if there never is.
pub(crate) async fn eventually<T>(mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    for _ in 0..LOOKS_MAX {
        let found = look().await;
        if found.is_some() {
            return found;
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    None
}
