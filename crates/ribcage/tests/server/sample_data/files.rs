//! Looks for many texts in all files of a folder at once.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use model::Json;

/// Shorter texts turn up in ciphertext by chance.
const LENGTH_MIN: usize = 7;

/// The bytes of every file below a folder.
pub(super) fn contents(folder: &Path) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else if path.is_file() {
            found.push(std::fs::read(&path).expect("readable"));
        }
    }
    found
}

/// Texts to look for, by their first bytes.
#[derive(Default)]
pub(super) struct Needles {
    by_start: HashMap<[u8; LENGTH_MIN], BTreeSet<String>>,
}

impl Needles {
    /// Looks for this text too, if it is long enough not to turn up by chance.
    pub(super) fn add(&mut self, text: &str) {
        if let Some(start) = text.as_bytes().first_chunk() {
            self.by_start.entry(*start).or_default().insert(text.to_owned());
        }
    }

    /// Looks for every text in a resource too: names, dates, codes, addresses, narrative; short ones
    /// together with the name of their element. The types of resources are FHIR's and nobody's
    /// secret.
    pub(super) fn add_all(&mut self, value: &Json) {
        match value {
            Json::String(text) => self.add(text),
            Json::Array(elements) => elements.iter().for_each(|element| self.add_all(element)),
            Json::Object(members) => {
                for (name, value) in members.iter().filter(|(name, _)| **name != *"resourceType") {
                    if let [Json::String(text), ..] = value.elements() {
                        let open = if matches!(value, Json::Array(_)) { "[" } else { "" };
                        self.add(&format!("\"{name}\":{open}{}", Json::string(&**text)));
                    }
                    self.add_all(value);
                }
            }
            _ => {}
        }
    }

    pub(super) fn len(&self) -> usize {
        self.by_start.values().map(BTreeSet::len).sum()
    }

    /// No longer looks for what stands in these.
    pub(super) fn leave_out(&mut self, haystacks: &[Vec<u8>]) {
        for found in self.find(haystacks) {
            self.by_start.values_mut().for_each(|texts| {
                texts.remove(&found);
            });
        }
    }

    /// What of it stands in the files below a folder.
    pub(super) fn find_in(&self, folder: &Path) -> BTreeSet<String> {
        self.find(&contents(folder))
    }

    fn find(&self, haystacks: &[Vec<u8>]) -> BTreeSet<String> {
        let mut starts = vec![false; 1 << 16];
        for [first, second, ..] in self.by_start.keys() {
            starts[usize::from(u16::from_be_bytes([*first, *second]))] = true;
        }
        let mut found = BTreeSet::new();
        for haystack in haystacks {
            for (at, window) in haystack.windows(LENGTH_MIN).enumerate() {
                if !starts[usize::from(u16::from_be_bytes([window[0], window[1]]))] {
                    continue;
                }
                let texts = self.by_start.get(window).into_iter().flatten();
                let here = texts.filter(|text| haystack[at..].starts_with(text.as_bytes()));
                found.extend(here.cloned());
            }
        }
        found
    }
}

#[test]
fn every_text_of_a_resource_is_looked_for_as_a_server_would_write_it() {
    let mut needles = Needles::default();
    let resource = br#"{"resourceType":"Patient","name":[{"family":"Fox","given":["Ann","Bo"]}]}"#;
    needles.add_all(&Json::parse(resource).expect("JSON"));
    assert_eq!(needles.find(&[b"Patient Fox Ann".to_vec()]), BTreeSet::new());
    let found = needles.find(&[resource.to_vec()]);
    let expected = ["\"family\":\"Fox\"", "\"given\":[\"Ann\""];
    assert_eq!(found, expected.map(ToOwned::to_owned).into());
}

#[test]
fn what_is_hidden_among_other_bytes_is_found() {
    let mut needles = Needles::default();
    needles.add("Quetzalcoatlus");
    needles.add("Quetzal");
    needles.add("short");
    assert_eq!(needles.len(), 2);
    let haystack = b"\x00\x01Quetzalcoat Quetzalcoatlus".to_vec();
    let found = needles.find(&[haystack]);
    assert_eq!(found.len(), 2);
    needles.leave_out(&[b"xQuetzal".to_vec()]);
    assert_eq!(needles.len(), 1);
}
