//! How fast one core seals and opens a stream, in memory: what bounds content on its way in and out.
//!
//! Usage: `stream_speed [MEBIBYTES]`. Prints one line of JSON.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement, not the server"
)]

use std::time::{Duration, Instant};

use seal::{Key, STREAM_HEAD_BYTES, StreamOpener, StreamSealer};

/// What comes in at a time.
const PIECE_BYTES: usize = 64 * 1024;
/// What is in one stream, as in a part of a blob.
const STREAM_BYTES: usize = 4 * 1024 * 1024;

struct Counting(std::sync::atomic::AtomicU8);

impl model::Rng for Counting {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
    }
}

fn main() {
    let mebibytes =
        std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(2_048_usize);
    let streams = mebibytes * 1024 * 1024 / STREAM_BYTES;
    let key = Key::from_bytes(&[7; 32]).expect("32 bytes");
    let rng = Counting(std::sync::atomic::AtomicU8::new(0));
    let piece = vec![5; PIECE_BYTES];
    let (mut sealing, mut opening) = (Duration::ZERO, Duration::ZERO);
    let mut object = Vec::with_capacity(STREAM_BYTES + 4_096);
    for _ in 0..streams {
        object.clear();
        let begun = Instant::now();
        let mut sealer = StreamSealer::new(&key, b"here", &rng, &mut object);
        for _ in 0..STREAM_BYTES / PIECE_BYTES {
            sealer.push(&piece, &mut object);
        }
        sealer.finish(&mut object);
        sealing += begun.elapsed();
        let begun = Instant::now();
        let head = object.first_chunk::<STREAM_HEAD_BYTES>().expect("a head");
        let opener = StreamOpener::new(&key, b"here", head, object.len() as u64).expect("it opens");
        for chunk in 0..opener.chunks() {
            let range = opener.place_of(chunk);
            let range = usize::try_from(range.start).expect("small")
                ..usize::try_from(range.end).expect("small");
            opener.open(chunk, &object[range]).expect("it opens");
        }
        opening += begun.elapsed();
    }
    let bytes = u32::try_from(streams).map_or(f64::MAX, f64::from) * 4.0 * 1_048_576.0;
    let rate = |time: Duration| bytes / time.as_secs_f64() / 1e9;
    println!(
        r#"{{"sealed_gigabytes_per_second": {:.2}, "opened_gigabytes_per_second": {:.2}}}"#,
        rate(sealing),
        rate(opening)
    );
}
