// ids.js -- UUIDv7: an id is minted where its record is born, in order of birth.
// SPDX-License-Identifier: Apache-2.0
import { random, toHex } from './bytes.js';

let lastMs = 0;
let count = 0;

// Within one millisecond the 12 bits after the version count up, so ids sort as made.
export function newId(now = Date.now()) {
    if (now > lastMs) {
        lastMs = now;
        count = random(1)[0];
    } else if (++count > 0xfff) {
        lastMs += 1;
        count = 0;
    }
    const bytes = random(16);
    new DataView(bytes.buffer).setBigUint64(0, (BigInt(lastMs) << 16n) | 0x7000n | BigInt(count));
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
