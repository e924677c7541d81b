//! A program that keeps objects and says on its output where it listens.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};

/// What stands before the address in what it says.
const SCHEME: &str = "http://";

/// Ended when dropped.
#[derive(Debug)]
pub(super) struct Program {
    child: Child,
    address: SocketAddr,
    /// What it may say later needs somebody to say it to.
    _output: BufReader<ChildStdout>,
}

impl Program {
    /// Starts it, and waits until it listens. None if it is not there.
    pub(super) fn start(command: &mut Command) -> Option<Self> {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().ok()?;
        let mut output = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        let address = loop {
            line.clear();
            let read = output.read_line(&mut line).expect("text");
            assert!(read > 0, "{command:?} has ended");
            let said = line.split_once(SCHEME).and_then(|(_, address)| address.trim().parse().ok());
            if let Some(address) = said {
                break address;
            }
        };
        Some(Self { child, address, _output: output })
    }

    /// Where it listens.
    pub(super) const fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
