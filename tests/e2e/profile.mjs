// profile.mjs -- every byte that a closed browser left in its folder, in each way in which it may
// be written there: as it is, LevelDB's blocks and journals, rows of SQLite, snappy, gzip.
// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { constants, gunzipSync } from 'node:zlib';

const TABLE_MAGIC = Buffer.from('57fb808b247547db', 'hex'); // of LevelDB, at the end of a table
const FOOTER = 48;
const JOURNAL_BLOCK = 32_768;
const JOURNAL_HEAD = 7; // crc, length, kind

// [value, where it ends]
function varint(bytes, at) {
  let value = 0;
  for (let shift = 0; shift < 50; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
  throw new Error('no number');
}

// What follows a tag of snappy: [length, how far back or 0 for bytes of its own, where it ends].
function piece(bytes, at) {
  const tag = bytes[at++];
  const high = tag >> 2;
  if ((tag & 3) === 1) return [(high & 7) + 4, (high >> 3) * 256 + bytes[at], at + 1];
  if ((tag & 3) === 2) return [high + 1, bytes.readUInt16LE(at), at + 2];
  if ((tag & 3) === 3) return [high + 1, bytes.readUInt32LE(at), at + 4];
  const more = Math.max(high - 59, 0);
  return [(more ? bytes.readUIntLE(at, more) : high) + 1, 0, at + more];
}

// As far as it goes, and null where it never was snappy.
export function unsnapped(bytes) {
  try {
    let [size, at] = varint(bytes, 0);
    if (size > 64 << 20) return null;
    const out = Buffer.alloc(size);
    let end = 0;
    while (at < bytes.length && end < size) {
      const [length, back, next] = piece(bytes, at);
      at = next;
      if (back > end || end + length > size || (back === 0 && at + length > bytes.length)) break;
      if (back === 0) bytes.copy(out, end, at, at + length);
      else for (let i = 0; i < length; i++) out[end + i] = out[end + i - back];
      if (back === 0) at += length;
      end += length;
    }
    return end > 8 ? out.subarray(0, end) : null;
  } catch {
    return null;
  }
}

// LevelDB's block at an offset, opened.
function block(file, at, size) {
  const body = file.subarray(at, at + size);
  return file[at + size] === 1 ? unsnapped(body) ?? body : body;
}

// The values of an index block: where each block of data lies.
function handles(index) {
  const found = [];
  const end = index.length - 4 - 4 * index.readUInt32LE(index.length - 4);
  for (let at = 0; at < end;) {
    let own, value;
    [, at] = varint(index, at);
    [own, at] = varint(index, at);
    [value, at] = varint(index, at);
    const [offset, next] = varint(index, at + own);
    found.push([offset, varint(index, next)[0]]);
    at += own + value;
  }
  return found;
}

function table(file) {
  const foot = file.subarray(-FOOTER);
  let at = varint(foot, varint(foot, 0)[1])[1];
  const [offset, next] = varint(foot, at);
  return handles(block(file, offset, varint(foot, next)[0])).map(([from, size]) => block(file, from, size));
}

// A journal without the heads that cut its records.
function journal(file) {
  const parts = [];
  for (let at = 0; at + JOURNAL_HEAD <= file.length;) {
    const left = JOURNAL_BLOCK - (at % JOURNAL_BLOCK);
    const size = file.readUInt16LE(at + 4);
    if (left < JOURNAL_HEAD || size + JOURNAL_HEAD > left) { at += left; continue; }
    parts.push(file.subarray(at + JOURNAL_HEAD, at + JOURNAL_HEAD + size));
    at += JOURNAL_HEAD + size || left;
  }
  return [Buffer.concat(parts)];
}

// What is packed somewhere inside: at each of these marks `open` is tried.
function inside(bytes, mark, open) {
  const found = [];
  for (let at = bytes.indexOf(mark); at >= 0 && found.length < 5000; at = bytes.indexOf(mark, at + 1)) {
    const got = open(bytes.subarray(at));
    if (got) found.push(got);
  }
  return found;
}

const gunzipped = (bytes) => {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return null;
  }
};
const GZIP = Buffer.from('1f8b08', 'hex');
const SNAPPED = Buffer.from('ff1102', 'hex'); // before a value of IndexedDB that Blink packed

// A file's bytes, and whatever else they can be read as.
export function readings(name, file) {
  const first = [file];
  if (file.subarray(-8).equals(TABLE_MAGIC)) first.push(...table(file));
  else if (name.endsWith('.log')) first.push(...journal(file));
  return first.concat(first.flatMap((bytes) => [
    ...inside(bytes, GZIP, gunzipped),
    ...inside(bytes, SNAPPED, (at) => unsnapped(at.subarray(SNAPPED.length))),
  ]));
}

// A word as bytes: small letters; as text of one byte or of two a letter, and in base64, whatever stands before it.
export function writings(word) {
  const inBase64 = [0, 1, 2].map((before) => Buffer.from('?'.repeat(before) + word).toString('base64')
    .slice(4, Math.floor((before + word.length) / 3) * 4)).filter((text) => text.length >= 8);
  return [Buffer.from(word, 'latin1').toString('latin1'), Buffer.from(word, 'utf16le').toString('latin1'), ...inBase64];
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((f) => f.isFile())
    .map((f) => path.relative(folder, path.join(f.parentPath ?? f.path, f.name)));
}

// What stands around it, for who has to mend it.
const around = (text, at) => text.slice(Math.max(at - 120, 0), at + 60).replace(/[^ -~]+/g, '.');

// Where in a closed browser's folder one of these words stands: [file, word, around], and how many bytes were read.
export function kept(folder, words) {
  const found = [];
  let bytes = 0;
  for (const name of files(folder)) {
    for (const reading of readings(name, readFileSync(path.join(folder, name)))) {
      const text = reading.toString('latin1');
      const small = text.toLowerCase();
      bytes += reading.length;
      for (const word of words) {
        const at = Math.max(...writings(word).map((w) => text.indexOf(w)),
          ...writings(word.toLowerCase()).map((w) => small.indexOf(w)));
        if (at >= 0) found.push([name, word, around(text, at)]);
      }
    }
  }
  return { found, bytes };
}
