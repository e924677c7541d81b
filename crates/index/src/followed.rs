//! How far the streams are followed: a file beside the indexes. No index goes further than it says, so
//! stores that have not come as far are not those that were followed.
#![expect(clippy::disallowed_methods, reason = "this back end keeps files")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use store::{Followed, FollowedStores, IndexError, Sequence};

use crate::open::unavailable;

const NAME: &str = "followed";

pub(crate) fn read(folder: &Path) -> Result<Option<FollowedStores>, IndexError> {
    let text = match fs::read_to_string(folder.join(NAME)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        text => text.map_err(unavailable)?,
    };
    let places: Result<Vec<u64>, _> = text.split_whitespace().map(str::parse).collect();
    let followed =
        |at_most, surely| Followed { at_most: Sequence(at_most), surely: Sequence(surely) };
    // What is not understood is not known.
    Ok(match places.as_deref() {
        Ok(&[identity, surely_identity, records, surely_records]) => Some(FollowedStores {
            identity: followed(identity, surely_identity),
            records: followed(records, surely_records),
        }),
        _ => None,
    })
}

pub(crate) fn write(folder: &Path, followed: FollowedStores) -> Result<(), IndexError> {
    let FollowedStores { identity, records } = followed;
    let replace = || {
        let (path, beside) = (folder.join(NAME), folder.join("followed.new"));
        let mut file =
            File::options().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        for Followed { at_most, surely } in [identity, records] {
            writeln!(file, "{} {}", at_most.0, surely.0)?;
        }
        file.sync_all()?;
        fs::rename(&beside, &path)?;
        File::open(folder)?.sync_all()
    };
    replace().map_err(unavailable)
}
