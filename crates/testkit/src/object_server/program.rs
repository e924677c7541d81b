//! A program that keeps objects and says on its output where it listens.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// What stands before the address in what it says.
const SCHEME: &str = "http://";

/// Ended when dropped.
#[derive(Debug)]
pub(super) struct Program {
    child: Child,
    address: SocketAddr,
    talk: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
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
        let input = child.stdin.take().expect("piped");
        Some(Self { child, address, talk: Mutex::new((input, output)) })
    }

    /// Tells it to do something, and gives its answer.
    pub(super) fn tell(&self, what: &str) -> String {
        let mut talk = self.talk.lock().unwrap_or_else(PoisonError::into_inner);
        let (input, output) = &mut *talk;
        writeln!(input, "{what}").and_then(|()| input.flush()).expect("it reads");
        let mut line = String::new();
        output.read_line(&mut line).expect("text");
        line.trim().to_owned()
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
