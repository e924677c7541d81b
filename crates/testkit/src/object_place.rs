//! What every place that keeps objects must do. Each takes a place in which nothing is.

use store::{ObjectPlace, PlaceError};

/// More than a store takes as one part.
const LARGE_BYTES: usize = 20 * 1024 * 1024 + 17;

/// An object is kept whole, replaced whole, and removed; one that is new is never put twice.
pub async fn keeps_objects_whole(place: &dyn ObjectPlace) {
    assert_eq!(place.get("fences/1").await.expect("asked"), None);
    assert_eq!(place.size("fences/1").await.expect("asked"), None);
    assert!(place.put_new("fences/1", b"one".to_vec()).await.expect("kept"));
    assert!(!place.put_new("fences/1", b"two".to_vec()).await.expect("asked"));
    assert_eq!(place.get("fences/1").await.expect("asked"), Some(b"one".to_vec()));
    place.put("chunks/ab/abc", b"chunk".to_vec()).await.expect("kept");
    place.put("chunks/ab/abc", b"again, and longer".to_vec()).await.expect("kept");
    let kept = place.get("chunks/ab/abc").await.expect("asked");
    assert_eq!(kept, Some(b"again, and longer".to_vec()));
    assert_eq!(place.size("chunks/ab/abc").await.expect("asked"), Some(17));
    place.put("empty", Vec::new()).await.expect("kept");
    assert_eq!(place.get("empty").await.expect("asked"), Some(Vec::new()));
    place.remove("fences/1").await.expect("removed");
    place.remove("fences/1").await.expect("it is gone");
    assert_eq!(place.get("fences/1").await.expect("asked"), None);
    assert!(place.put_new("fences/1", b"anew".to_vec()).await.expect("kept"));
}

/// Objects are listed in order, by how they begin.
pub async fn lists_in_order(place: &dyn ObjectPlace) {
    assert!(place.list("").await.expect("listed").is_empty());
    let names = ["a/2", "a/10", "a/b/c", "a-b", "ab/1", "b"];
    for name in names.iter().rev() {
        place.put(name, b"x".to_vec()).await.expect("kept");
    }
    let mut sorted = names.map(str::to_owned);
    sorted.sort_unstable();
    assert_eq!(place.list("").await.expect("listed"), sorted);
    assert_eq!(place.list("a/").await.expect("listed"), ["a/10", "a/2", "a/b/c"]);
    assert_eq!(place.list("a/1").await.expect("listed"), ["a/10"]);
    assert_eq!(place.list("a/b/").await.expect("listed"), ["a/b/c"]);
    assert!(place.list("c/").await.expect("listed").is_empty());
}

/// All objects are listed page by page.
pub async fn lists_page_by_page(place: &dyn ObjectPlace) {
    let names = ["a-b", "a/1", "a/b/c", "a/b/d", "ab", "b/0"];
    for name in names.iter().rev() {
        place.put(name, b"x".to_vec()).await.expect("kept");
    }
    let (mut listed, mut after) = (Vec::new(), String::new());
    loop {
        let page = place.list_after(&after, 2).await.expect("listed");
        let Some(last) = page.last() else { break };
        assert!(page.len() <= 2 && page.is_sorted(), "{page:?}");
        after.clone_from(last);
        listed.extend(page);
    }
    let mut sorted = names.map(str::to_owned);
    sorted.sort_unstable();
    assert_eq!(listed, sorted);
}

/// Ranges of an object are read by themselves.
pub async fn reads_ranges(place: &dyn ObjectPlace) {
    let content: Vec<u8> = (0..=255).collect();
    place.put("object", content.clone()).await.expect("kept");
    for range in [0..1, 0..256, 10..20, 255..256] {
        let found = place.get_range("object", range.start as u64..range.end as u64).await;
        assert_eq!(found.expect("read").as_deref(), Some(&content[range]));
    }
    // It ends before that.
    let found = place.get_range("object", 250..1_000).await.expect("read");
    assert_eq!(found.as_deref(), Some(&content[250..]));
    assert_eq!(place.get_range("object", 7..7).await.expect("read"), Some(Vec::new()));
    assert_eq!(place.get_range("nothing", 0..1).await.expect("asked"), None);
}

/// What is written as a stream is there when it is finished, and never before or otherwise.
pub async fn writes_streams(place: &dyn ObjectPlace) {
    let content: Vec<u8> = (0..LARGE_BYTES).map(|at| (at % 251).to_le_bytes()[0]).collect();
    for (name, length) in [("none", 0), ("small", 5), ("large", LARGE_BYTES)] {
        let content = &content[..length];
        let mut writer = place.write(name).await.expect("begun");
        for part in content.chunks(3 * 1024 * 1024) {
            writer.push(part.to_vec()).await.expect("written");
        }
        assert_eq!(place.get(name).await.expect("asked"), None);
        writer.finish().await.expect("finished");
        assert!(place.get(name).await.expect("asked").as_deref() == Some(content));
    }
    let mut writer = place.write("dropped").await.expect("begun");
    for part in content.chunks(3 * 1024 * 1024) {
        writer.push(part.to_vec()).await.expect("written");
    }
    drop(writer);
    assert_eq!(place.get("dropped").await.expect("asked"), None);
    assert_eq!(place.list("").await.expect("listed"), ["large", "none", "small"]);
}

/// Nothing that leads elsewhere is a name.
pub async fn refuses_names_that_lead_elsewhere(place: &dyn ObjectPlace) {
    for name in ["", "../outside", "/etc/passwd", "a//b", "a/../../b", ".hidden", "a b", "a%2f"] {
        let put = place.put(name, b"x".to_vec()).await;
        assert!(matches!(put, Err(PlaceError::Refused(_))), "{name}: {put:?}");
        let got = place.get(name).await;
        assert!(matches!(got, Err(PlaceError::Refused(_))), "{name}: {got:?}");
    }
}
