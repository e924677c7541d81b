//! What the process asks of the system: to keep keys in memory and nowhere else, and to let it take
//! connections.

use rustix::mm::{MlockAllFlags, mlockall};
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, getrlimit, nice, set_dumpable_behavior, setrlimit,
};

/// What the process writes is its owner's: no file it makes can be read by others.
pub(crate) fn protect_files() {
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
}

/// As many open files and connections as the system lets the process have; the usual limit at first
/// is a quarter of the connections that the server takes.
pub(crate) fn allow_connections() {
    let maximum = getrlimit(Resource::Nofile).maximum;
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
}

/// Threads that begin from here on get the processors when nobody else wants them.
pub(crate) fn yield_to_others() {
    const LOWEST_PRIORITY: i32 = 19;
    let _ = nice(LOWEST_PRIORITY);
}

/// No core dumps, no debugger of another user, and no swapping of what is in memory.
pub(crate) fn protect_memory() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let _ = setrlimit(Resource::Core, none);
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    // Pages are locked as they are first used. Without the right to lock them the server still
    // runs; `docs/operations/hardening.md` says how to give it.
    let flags = MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT;
    let _ = mlockall(flags);
}
