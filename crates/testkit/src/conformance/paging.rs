//! Lists that are read page by page while their documents come, change and go.

use std::collections::HashSet;

use model::{Pseudonym, ResourceType, RowKey, StoreName, Version};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use store::{Put, Selection, Sequence};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

use super::Engine;
use super::views::names;
use super::world::{SHELVES, Tenant, World};
use crate::{kind, put};

/// How many stories are told, each of up to [`STEPS_MAX`] steps.
const STORIES: u32 = 16;
const STEPS_MAX: usize = 40;
/// How many rows a page has: few, so that changes fall between pages.
const PAGE_ROWS: usize = 2;
/// How many people documents are about.
const PEOPLE: usize = 2;

/// What happens next.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// A document is born, about a person or nobody.
    Insert(Option<usize>),
    /// A document gets a new version, and comes back if it was deleted.
    Update(prop::sample::Index),
    /// A document is deleted, if it is there.
    Delete(prop::sample::Index),
    /// Every reader turns its page.
    Turn,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let index = any::<prop::sample::Index>();
    let step = prop_oneof![
        3 => prop::option::of(0..PEOPLE).prop_map(Step::Insert),
        2 => index.prop_map(Step::Update),
        1 => any::<prop::sample::Index>().prop_map(Step::Delete),
        3 => Just(Step::Turn),
    ];
    prop::collection::vec(step, 1..=STEPS_MAX)
}

/// However changes and pages follow each other, a page shows exactly the live documents that were
/// born before its cursor; so nobody who reads on sees a document twice, or misses one that was
/// there all the time.
pub async fn pages_stay_right_while_documents_come_change_and_go(engine: &impl Engine) {
    let world = World::open(engine).await;
    for store in SHELVES {
        let mut runner = TestRunner::new(Config {
            cases: STORIES,
            failure_persistence: None,
            ..Config::default()
        });
        let told = block_in_place(|| {
            runner.run(&steps(), |steps| {
                let story = Story::new(world.tenant(), store);
                Handle::current().block_on(story.tell(&steps));
                Ok(())
            })
        });
        told.unwrap_or_else(|error| panic!("{store}: {error}"));
    }
}

/// A document as the model knows it.
struct Known {
    row: RowKey,
    version: u64,
    born: Sequence,
    live: bool,
    about: Option<usize>,
}

/// Somebody who reads a list page by page.
struct Reader {
    selection: Selection,
    about: Option<usize>,
    before: Option<Sequence>,
    seen: Vec<RowKey>,
    /// What has been there since the first page.
    steady: HashSet<RowKey>,
}

/// One tenant's documents, those who read them, and the model they are held against.
struct Story<'a> {
    tenant: Tenant<'a>,
    store: StoreName,
    kind: ResourceType,
    people: Vec<Pseudonym>,
    documents: Vec<Known>,
    readers: Vec<Reader>,
}

impl<'a> Story<'a> {
    fn new(tenant: Tenant<'a>, store: StoreName) -> Self {
        let kind = kind("Observation");
        let people: Vec<_> = (0..PEOPLE).map(|_| tenant.world.person()).collect();
        let of_person = |(index, subject): (usize, &Pseudonym)| {
            let subject = *subject;
            (Selection::About { subject, kind }, Some(index))
        };
        let readers = std::iter::once((Selection::OfKind(kind), None))
            .chain(people.iter().enumerate().map(of_person))
            .map(|(selection, about)| Reader {
                selection,
                about,
                before: None,
                seen: Vec::new(),
                steady: HashSet::new(),
            })
            .collect();
        Self { tenant, store, kind, people, documents: Vec::new(), readers }
    }

    async fn tell(mut self, steps: &[Step]) {
        for step in steps {
            match step {
                Step::Insert(about) => self.insert(*about).await,
                Step::Update(index) => self.change(*index, true).await,
                Step::Delete(index) => self.change(*index, false).await,
                Step::Turn => self.turn_pages().await,
            }
        }
    }

    async fn insert(&mut self, about: Option<usize>) {
        let row = self.tenant.world.row();
        self.write(row, 1, true, about).await;
        let newest = self.tenant.newest(self.store, row).await;
        self.documents.push(Known {
            row,
            version: 1,
            born: newest.expect("it was put just now").born,
            live: true,
            about,
        });
    }

    async fn change(&mut self, index: prop::sample::Index, live: bool) {
        if self.documents.is_empty() {
            return;
        }
        let known = index.get(&self.documents);
        if !known.live && !live {
            return;
        }
        let (row, version, about) = (known.row, known.version + 1, known.about);
        self.write(row, version, live, about).await;
        let at = index.index(self.documents.len());
        self.documents[at].version = version;
        self.documents[at].live = live;
        if !live {
            for reader in &mut self.readers {
                reader.steady.remove(&row);
            }
        }
    }

    async fn write(&self, row: RowKey, version: u64, live: bool, about: Option<usize>) {
        let document = Put {
            live,
            about: about.map(|person| self.people[person]).into_iter().collect(),
            ..put(self.kind, row, version)
        };
        assert_eq!(document.version, Version(version));
        self.tenant.put(self.store, vec![document]).await;
    }

    async fn turn_pages(&mut self) {
        for reader in &mut self.readers {
            turn_page(self.tenant, self.store, &self.documents, reader).await;
        }
    }
}

async fn turn_page(tenant: Tenant<'_>, store: StoreName, documents: &[Known], reader: &mut Reader) {
    let live = || {
        documents
            .iter()
            .filter(|known| known.live && (reader.about.is_none() || known.about == reader.about))
    };
    if reader.before.is_none() {
        reader.steady = live().map(|known| known.row).collect();
    }
    let mut expected: Vec<_> =
        live().filter(|known| reader.before.is_none_or(|before| known.born < before)).collect();
    expected.sort_by_key(|known| std::cmp::Reverse(known.born));
    expected.truncate(PAGE_ROWS);
    let expected: Vec<_> = expected.iter().map(|known| (known.row, known.version)).collect();
    assert_eq!(tenant.count(store, reader.selection).await, live().count() as u64);

    let page = tenant.page(store, reader.selection, reader.before, PAGE_ROWS).await;
    assert_eq!(names(&page), expected, "{:?}", reader.selection);
    for sealed in &page {
        assert!(!reader.seen.contains(&sealed.row), "it came twice");
        reader.seen.push(sealed.row);
    }
    reader.before = page.last().map(|sealed| sealed.born);
    if page.len() < PAGE_ROWS {
        let missed = reader.steady.iter().find(|row| !reader.seen.contains(row));
        assert_eq!(missed, None, "it was there all the time");
        reader.seen.clear();
        reader.before = None;
    }
}
