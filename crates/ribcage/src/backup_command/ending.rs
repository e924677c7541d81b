//! That a command is told to end before it is done, and can leave things as they are to be left.

use std::fs;
use std::future::poll_fn;
use std::io;
use std::task::Poll;

use tokio::signal::unix::{Signal, SignalKind, signal};

/// The signals that end a command.
pub(super) struct Signals(Vec<(&'static str, Signal)>);

impl Signals {
    /// Listens from here on. What whoever started the command lets it ignore (`nohup`) stays ignored.
    pub(super) fn listen() -> io::Result<Self> {
        let ignored = ignored();
        let all = [
            ("SIGTERM", SignalKind::terminate()),
            ("SIGINT", SignalKind::interrupt()),
            ("SIGHUP", SignalKind::hangup()),
            ("SIGQUIT", SignalKind::quit()),
        ];
        let is_heard =
            |kind: SignalKind| ignored & 1_u64.checked_shl(bit(kind)).unwrap_or_default() == 0;
        let heard = all.into_iter().filter(|(_, kind)| is_heard(*kind));
        heard.map(|(name, kind)| Ok((name, signal(kind)?))).collect::<io::Result<_>>().map(Self)
    }

    /// Waits until there is one, and gives its name.
    pub(super) async fn told(&mut self) -> &'static str {
        let told = poll_fn(|context| {
            let mut all = self.0.iter_mut();
            let told = all
                .find_map(|(name, signal)| signal.poll_recv(context).is_ready().then_some(*name));
            told.map_or(Poll::Pending, Poll::Ready)
        });
        told.await
    }
}

/// The bit of a signal in the sets that Linux shows.
fn bit(kind: SignalKind) -> u32 {
    u32::try_from(kind.as_raw_value() - 1).unwrap_or(u32::MAX)
}

/// The signals that this process ignores, as far as the system says.
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    line.and_then(|set| u64::from_str_radix(set.trim(), 16).ok()).unwrap_or_default()
}
