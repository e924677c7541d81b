// Makes pictures small: the 256 most frequent colours of each, of which the others take the nearest. That takes less than
// half of the room, and is far below what a comparison takes for a difference.

import { readFileSync, writeFileSync } from "node:fs";
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
const RGB = 2;
const COLOURS_MAX = 256;

/** The parts of a PNG (W3C PNG, section 5.3), by their type; of one type put together. */
function partsOf(png: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    const part = png.subarray(at + 8, at + 8 + length);
    parts.set(type, Buffer.concat([parts.get(type) ?? Buffer.alloc(0), part]));
    at += length + 12;
  }
  return parts;
}

function partOf(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** What a filter expects of a byte from those to the left, above, and above to the left (section 9). */
function expected(filter: number, a: number, b: number, c: number): number {
  if (filter === 1) return a;
  if (filter === 2) return b;
  if (filter === 3) return (a + b) >> 1;
  if (filter !== 4) return 0;
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (toA <= toB && toA <= toC) return a;
  return toB <= toC ? b : c;
}

/** The colours of a picture, as numbers, row by row. */
function coloursOf(filtered: Buffer, width: number, height: number): Uint32Array {
  const stride = width * 3;
  const bytes = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = filtered[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const a = x < 3 ? 0 : (bytes[at - 3] ?? 0);
      const b = bytes[at - stride] ?? 0;
      const c = x < 3 ? 0 : (bytes[at - stride - 3] ?? 0);
      bytes[at] = (filtered[at + y + 1] ?? 0) + expected(filter, a, b, c);
    }
  }
  return Uint32Array.from({ length: width * height }, (_, i) => {
    const [red = 0, green = 0, blue = 0] = bytes.subarray(i * 3, i * 3 + 3);
    return (red << 16) | (green << 8) | blue;
  });
}

const distance = (one: number, other: number) =>
  [16, 8, 0].reduce((sum, by) => sum + (((one >> by) & 255) - ((other >> by) & 255)) ** 2, 0);

/** Writes a picture anew in few colours, unless it is in few already. */
export function shrink(file: string) {
  const parts = partsOf(readFileSync(file));
  const header = Buffer.from(parts.get("IHDR") ?? "");
  if (header[9] !== RGB) return;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const colours = coloursOf(inflateSync(parts.get("IDAT") ?? ""), width, height);
  const counts = new Map<number, number>();
  for (const it of colours) counts.set(it, (counts.get(it) ?? 0) + 1);
  const ranked = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const kept = ranked.slice(0, COLOURS_MAX);
  const places = new Map(
    ranked.map((colour, place) => {
      if (place < COLOURS_MAX) return [colour, place];
      const distances = kept.map((it) => distance(it, colour));
      return [colour, distances.indexOf(Math.min(...distances))];
    }),
  );
  const rows = Buffer.alloc((width + 1) * height);
  colours.forEach((colour, i) => {
    rows[i + Math.floor(i / width) + 1] = places.get(colour) ?? 0;
  });
  header[9] = 3;
  const palette = Buffer.from(kept.flatMap((it) => [it >> 16, (it >> 8) & 255, it & 255]));
  writeFileSync(
    file,
    Buffer.concat([
      SIGNATURE,
      partOf("IHDR", header),
      partOf("PLTE", palette),
      partOf("IDAT", deflateSync(rows, { level: 9 })),
      partOf("IEND", Buffer.alloc(0)),
    ]),
  );
}
