//! A store with the interface of S3 whose bucket keeps versions and locks them by default: moto, as it is.

use std::path::Path;
use std::process::{Command, Output};

use super::ObjectServer;
use super::program::Program;
use crate::tools;

/// Where `scripts/test` puts it, in the folder that `RIBCAGE_TOOLS` names.
const LIBRARY: &str = "moto";
const PROGRAM: &str = include_str!("locked.py");
/// What whoever operates a server brings back with what was removed.
const BRINGS_BACK: &str = include_str!("../../../../docs/operations/bring-back.py");

/// Starts one. None if Python or moto is not there.
pub(super) fn start(bucket: &str) -> Option<Program> {
    Program::start(python(PROGRAM)?.arg(bucket))
}

fn python(program: &str) -> Option<Command> {
    let mut command = Command::new("python3");
    command.args(["-B", "-W", "ignore", "-c", program]);
    command.env("PYTHONPATH", tools::find(LIBRARY)?);
    Some(command)
}

/// What is done where objects are locked.
impl ObjectServer {
    fn told(&self, what: &str) -> String {
        self.program.as_ref().expect("it is a program of its own").tell(what)
    }

    /// How many versions there are of all objects.
    pub fn versions(&self) -> usize {
        self.told("count versions").parse().expect("a number")
    }

    /// Ends a moment, and says when it was: what was done stands in versions before it, what is done then after it.
    pub fn end_moment(&self) -> String {
        self.told("end a moment")
    }

    /// Removes what there is, and every version of it, as far as somebody can who has our credentials. Gives how many
    /// objects are left to see, and how many versions it was refused to remove.
    pub fn remove_everything(&self) -> String {
        self.told("remove everything")
    }

    /// Brings what stood under a prefix at a moment into a new folder, as the documentation says.
    pub fn bring_back(&self, prefix: &str, moment: &str, folder: &Path) -> Output {
        let mut command = python(BRINGS_BACK).expect("the store is there");
        command.args([Self::BUCKET, prefix, moment]).arg(folder);
        command
            .env("AWS_ENDPOINT_URL", self.endpoint())
            .env("AWS_CA_BUNDLE", self.ca_file())
            .env("AWS_SHARED_CREDENTIALS_FILE", self.credentials_file())
            .env("AWS_DEFAULT_REGION", "us-east-1");
        command.output().expect("Python runs")
    }
}
