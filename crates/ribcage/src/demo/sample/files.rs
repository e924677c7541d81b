//! Small files, made here: a page of PDF, and pictures of what was measured.

use std::fmt::Write as _;

/// How wide and high a picture is.
const SIZE: u8 = 96;

/// A page of PDF with lines of text, which are of ASCII.
pub(super) fn pdf(lines: &[String]) -> Vec<u8> {
    let mut text = "BT /F1 11 Tf 56 780 Td 16 TL\n".to_owned();
    for line in lines {
        let line = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        let _ = writeln!(text, "({line}) Tj T*");
    }
    text.push_str("ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let (mut file, mut places) = ("%PDF-1.4\n".to_owned(), String::new());
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(places, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let (begin, count) = (file.len(), objects.len() + 1);
    let _ = write!(
        file,
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer\n<< /Size {count} /Root 1 0 R >>\n\
         startxref\n{begin}\n%%EOF\n"
    );
    file.into_bytes()
}

/// A picture in shades of grey, which a function gives for each place: from 0, black, to 255.
pub(super) fn png(shade: impl Fn(i32, i32) -> u8) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..i32::from(SIZE) {
        // Each line is as it is, without a filter.
        pixels.push(0);
        pixels.extend((0..i32::from(SIZE)).map(|x| shade(x, y)));
    }
    let mut header = Vec::new();
    for size in [SIZE, SIZE] {
        header.extend(u32::from(size).to_be_bytes());
    }
    // Eight bits a place, shades of grey; compression, filter and order as they always are.
    header.extend([8, 0, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, content) in [(b"IHDR", header), (b"IDAT", stored(&pixels)), (b"IEND", Vec::new())] {
        let length = u32::try_from(content.len()).expect("a picture is small");
        file.extend(length.to_be_bytes());
        let checked = [&name[..], &content].concat();
        file.extend(&checked);
        file.extend(crc32(&checked).to_be_bytes());
    }
    file
}

/// The field of view of an eye: the darker, the less is seen. What is lost grows from one corner.
pub(super) fn field_of_view(lost: i32) -> Vec<u8> {
    let middle = i32::from(SIZE) / 2;
    png(|x, y| {
        let (right, down) = (x - middle, y - middle);
        let far = right * right + down * down;
        if far > (middle - 2) * (middle - 2) {
            return 255;
        }
        let (from_right, from_down) = (right - 22, down + 24);
        let gone = (lost * lost * 4 - from_right * from_right - from_down * from_down).max(0) / 6;
        u8::try_from((235 - far / 20 - gone).clamp(20, 255)).unwrap_or_default()
    })
}

/// A breath out: flow over volume, the lower the curve the less air is given.
pub(super) fn flow_curve(tenths: i32) -> Vec<u8> {
    let bottom = i32::from(SIZE) - 8;
    png(|x, y| {
        let along = x - 8;
        let height = match along {
            ..0 => 0,
            0..12 => along * 6 * tenths / 10,
            _ => (88 - x).max(0) * 72 * tenths / 10 / 76,
        };
        let is_curve = along >= 0 && (bottom - y - height).abs() <= 2 && height > 0;
        let is_axis = (x == 8 && y <= bottom) || (y == bottom && x >= 8);
        if is_curve {
            40
        } else if is_axis {
            120
        } else {
            255
        }
    })
}

/// A zlib stream that says the bytes as they are (RFC 1950, RFC 1951).
fn stored(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("a picture fits into one block");
    let mut stream = vec![0x78, 0x01, 0x01];
    stream.extend(length.to_le_bytes());
    stream.extend((!length).to_le_bytes());
    stream.extend(bytes);
    let (low, high) = bytes.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    stream.extend((high << 16 | low).to_be_bytes());
    stream
}

/// The check of a part of a PNG file.
fn crc32(bytes: &[u8]) -> u32 {
    let mut check = u32::MAX;
    for byte in bytes {
        check ^= u32::from(*byte);
        for _ in 0..8 {
            check = (check >> 1) ^ (0xedb8_8320 & (check & 1).wrapping_neg());
        }
    }
    !check
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checks_are_those_of_the_formats() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        let stream = stored(b"Wikipedia");
        assert_eq!(stream[stream.len() - 4..], 0x11e6_0398_u32.to_be_bytes());
    }

    #[test]
    fn a_page_says_where_its_parts_are() {
        let page = String::from_utf8(pdf(&["(one)".to_owned()])).expect("text");
        let begin: usize = page.lines().rev().nth(1).expect("a line").parse().expect("a number");
        assert!(page[begin..].starts_with("xref\n0 6\n"));
        for (index, line) in page[begin..].lines().skip(3).take(5).enumerate() {
            let at: usize = line[..10].parse().expect("a number");
            assert!(page[at..].starts_with(&format!("{} 0 obj", index + 1)), "{line}");
        }
        assert!(page.contains("(\\(one\\)) Tj"));
    }
}
