//! The files of an index: what they survive, what they show, and what becomes of them.

use model::index::Condition;
use seal::Key;
use store::{IndexError, Indexes, Sequence};

use crate::world::{World, change, term};

const MARK: &str = "zzmarkedterm";

fn marked() -> Condition {
    Condition::Has(term(MARK))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_goes_on_where_it_was_after_a_restart() {
    let world = World::new();
    let indexes = world.start();
    world.update(&indexes, vec![change(1, MARK, 1)], Some(7)).await;
    drop(indexes);
    let indexes = world.start();
    let snapshot = world.snapshot(&indexes).await.expect("it opens").expect("it is there");
    assert_eq!(snapshot.cursor(), Sequence(7));
    world.update(&indexes, vec![change(2, MARK, 1)], Some(9)).await;
    assert_eq!(world.find(&indexes, marked()).await.expect("found"), [2, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_was_never_finished_is_not_there() {
    let world = World::new();
    let indexes = world.start();
    world.update(&indexes, vec![change(1, MARK, 1)], None).await;
    assert!(world.snapshot(&indexes).await.expect("it opens").is_none());
    drop(indexes);
    let indexes = world.start();
    assert!(world.snapshot(&indexes).await.expect("it opens").is_none());
    world.update(&indexes, vec![change(2, MARK, 1)], Some(3)).await;
    assert_eq!(world.find(&indexes, marked()).await.expect("found"), [2, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_server_sees_what_was_written() {
    let world = World::new();
    let (writer, reader) = (world.start(), world.start());
    for round in 1..20 {
        world.update(&writer, vec![change(round, MARK, 1)], Some(round)).await;
        let expected: Vec<_> = (1..=round).rev().collect();
        assert_eq!(world.find(&reader, marked()).await.expect("found"), expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_file_shows_what_is_in_it() {
    let world = World::new();
    let indexes = world.start();
    let names = (1..500).map(|born| change(born, &format!("{MARK}{born}"), 7_777_777_777));
    world.update(&indexes, names.collect(), Some(500)).await;
    assert!(world.files().len() > 3);
    for path in world.files() {
        let content = std::fs::read(&path).expect("a file");
        for shown in [MARK.as_bytes(), b"meta", b"segment", b"name", b"number", b"born"] {
            let is_shown = content.windows(shown.len()).any(|window| window == shown);
            assert!(!is_shown, "{}", path.display());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_file_is_noticed_and_never_answers_wrongly() {
    let world = World::new();
    let indexes = world.start();
    let names = (1..200).map(|born| change(born, MARK, 1));
    world.update(&indexes, names.collect(), Some(200)).await;
    let size = indexes.verify(&World::permit(), world.name()).await.expect("it is whole");
    assert_eq!(size.expect("it is there").documents, 199);
    drop(indexes);
    let expected: Vec<u64> = (1..200).rev().collect();
    for path in world.files() {
        let whole = std::fs::read(&path).expect("a file");
        let cut = whole[..whole.len() / 2].to_vec();
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        for changed in [flipped, cut, Vec::new()] {
            std::fs::write(&path, &changed).expect("it is written");
            let indexes = world.start();
            match world.find(&indexes, marked()).await {
                Err(IndexError::Damaged) => {}
                Err(error) => panic!("{}: {error:?}", path.display()),
                Ok(found) => assert_eq!(found, expected, "{}", path.display()),
            }
        }
        std::fs::write(&path, &whole).expect("it is written");
    }
    assert_eq!(world.find(&world.start(), marked()).await.expect("found"), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_opens_under_another_key_or_in_another_place() {
    let mut world = World::new();
    world.update(&world.start(), vec![change(1, MARK, 1)], Some(1)).await;
    world.key = Key::from_bytes(&[8; 32]).expect("32 bytes");
    let opened = world.snapshot(&world.start()).await;
    assert!(matches!(opened, Err(IndexError::Damaged)));
    world.key = Key::from_bytes(&[7; 32]).expect("32 bytes");
    let tenant = world.folder.path().join("0000000000000005");
    std::fs::rename(tenant.join("1"), tenant.join("2")).expect("it is moved");
    world.epoch = 2;
    let opened = world.snapshot(&world.start()).await;
    assert!(matches!(opened, Err(IndexError::Damaged)));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_of_an_epoch_that_is_removed() {
    let mut world = World::new();
    let indexes = world.start();
    world.update(&indexes, vec![change(1, MARK, 1)], Some(1)).await;
    world.epoch = 2;
    world.update(&indexes, vec![change(2, MARK, 1)], Some(2)).await;
    indexes.remove_before(&World::permit(), 2).await.expect("it is removed");
    assert_eq!(world.find(&indexes, marked()).await.expect("found"), [2]);
    let is_of_two =
        |path: &std::path::PathBuf| path.components().any(|part| part.as_os_str() == "2");
    assert!(!world.files().is_empty() && world.files().iter().all(is_of_two));
    world.epoch = 1;
    assert!(world.snapshot(&indexes).await.expect("it can be asked").is_none());
}
