// address_search.js -- the city's addresses as the index tells them (wire/address_index.h),
// found by number and street: as they are typed, with slips of the finger and of the ear.
// SPDX-License-Identifier: Apache-2.0
import { fromUtf8, toHex } from './bytes.js';

const ID_LEN = 16;
const SHOWN = 20;
// How much worse than the best may still be meant; what a place instead of a street, a
// word of the street not said, and another number of the same street count.
const NEAR = 0.9;
const AROUND = 0.3;
const UNSAID = 1;
const ELSEWHERE = 1.2;

// As domain/address.c has them; what is not here is written out on every register.
const SHORT = new Map(
    Object.entries({
        alley: 'aly',
        avenue: 'ave',
        av: 'ave',
        boulevard: 'blvd',
        bl: 'blvd',
        circle: 'cir',
        ci: 'cir',
        court: 'ct',
        drive: 'dr',
        east: 'e',
        highway: 'hwy',
        lane: 'ln',
        mount: 'mt',
        north: 'n',
        park: 'pk',
        parkway: 'pkwy',
        pw: 'pkwy',
        place: 'pl',
        plaza: 'plz',
        road: 'rd',
        saint: 'st',
        south: 's',
        square: 'sq',
        street: 'st',
        str: 'st',
        terrace: 'ter',
        te: 'ter',
        west: 'w',
        wharf: 'whf',
    }),
);
// Said wrongly, or not at all, without being another street in the speaker's mind.
const TYPES = new Set('aly ave blvd cir ct dr hwy ln pk pkwy pl plz rd sq st ter way'.split(' '));
const LONG = [...SHORT.keys()].filter((word) => word.length > 3 && TYPES.has(SHORT.get(word)));
const UNIT = /(?:#|\b(?:apt|apartment|unit|suite)\b\.?)\s*([\w-]*)/i;
const NUMBER = /^\d+[a-z]?(?:-\d+[a-z]?)?$/;

const plain = (text) => text.toLowerCase().normalize('NFD').replace(/[\p{M}.'’]/gu, '');
const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const short = (word) => SHORT.get(word) ?? word;

/** Letters added, left out, mistaken or swapped between a and b; limit + 1 when more. */
export function slips(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, k) => k);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let k = 1; k <= b.length; k++) {
            const other = a[i - 1] === b[k - 1] ? 0 : 1;
            const swapped = i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1];
            const by = swapped ? before[k - 2] + 1 : Infinity;
            row[k] = Math.min(row[k - 1] + 1, last[k] + 1, last[k - 1] + other, by);
        }
        if (Math.min(...row) > limit) return limit + 1;
        [before, last] = [last, row];
    }
    return last[b.length];
}

const allowed = ({ length }) => (length < 3 ? 0 : length < 6 ? 1 : 2);

// How far what was typed is from a word of an address; Infinity: not meant.
function far(typed, word) {
    if (typed === word) return 0;
    if (word.startsWith(typed)) return 0.3;
    if (/\d/.test(typed)) return Infinity; // 5th and 6th are no slips
    const limit = allowed(typed);
    const whole = slips(typed, word, limit);
    if (whole <= limit) return whole;
    const begun = slips(typed, word.slice(0, typed.length), limit);
    return begun <= limit ? begun + 0.5 : Infinity;
}

function farFrom({ word, loose, known }, { words, around }) {
    let best = loose;
    const look = (other, more) => {
        if (!known.has(other)) known.set(other, far(word, other));
        best = Math.min(best, known.get(other) + more);
    };
    for (const other of words) look(other, 0);
    for (const other of around) look(other, AROUND);
    return best;
}

function farNumber(typed, { number, low, high }) {
    const n = parseInt(typed, 10);
    if (number === typed) return 0;
    if (n >= low && n <= high && (n - low) % 2 === 0) return /[a-z]/.test(number) ? 0.2 : 0.1;
    if (number.startsWith(typed)) return 0.6;
    return typed.length > 1 && slips(typed, number, 1) === 1 ? 1.5 : Infinity;
}

function houseOf(number) {
    if (/^\d+$/.test(number)) {
        const n = Number(number);
        return { shown: number, number, low: n, high: n, units: [] };
    }
    const [low, high = low] = number.match(/\d+/g)?.map(Number) ?? [0];
    const to = number.includes('-') ? Math.max(low, high) : low;
    return { shown: number, number: plain(number).replace(/\s+/g, ' '), low, high: to, units: [] };
}

function streetOf(line) {
    const [name, place, postcode, neighbourhood] = line.slice(1).split('\t');
    const words = wordsOf(name).map(short);
    const bare = words.filter((word) => !TYPES.has(word));
    const around = wordsOf(`${place} ${neighbourhood}`).map(short);
    const joined = bare.join('');
    return { name, place, postcode, neighbourhood, words, bare, around, joined, houses: [] };
}

function streetsOf(text) {
    const streets = [];
    let at = 0;
    for (const line of text.split('\n')) {
        if (line === '') continue;
        if (line.startsWith('@')) {
            streets.push(streetOf(line));
            continue;
        }
        const [number, unit = ''] = line.split('\t');
        const { houses } = streets.at(-1);
        if (number && number !== houses.at(-1)?.shown) houses.push(houseOf(number));
        houses.at(-1).units.push({ unit, at: at++ });
    }
    return streets;
}

// loose: what it costs when no street has it, for "stret" and "ave" are easily said;
// known: how far it is from words met before.
function asked(word) {
    const type = TYPES.has(word);
    const slip = !type && LONG.some((long) => slips(word, long, 1) === 1);
    return { word, loose: type ? 1 : slip ? 0.5 : Infinity, known: new Map() };
}

// "12 lantern st apt 3" apart.
function read(query) {
    const unit = UNIT.exec(query)?.[1] ?? '';
    const typed = plain(query.replace(UNIT, ' ')).split(/[\s,;]+/).filter(Boolean);
    const number = typed.find((word) => NUMBER.test(word)) ?? '';
    const half = typed.includes('1/2') ? ' 1/2' : '';
    const rest = typed.filter((word) => word !== number && word !== '1/2').join(' ');
    const words = wordsOf(rest).map(short).map(asked);
    return { unit, number: number && `${number}${half}`, words };
}

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const byWorth = (a, b) =>
    a.sum - b.sum ||
    order(a.street.name, b.street.name) ||
    order(a.house.low, b.house.low) ||
    order(a.street.place, b.street.place);

export class AddressSearch {
    #ids;
    #streets;
    count;

    constructor(bytes) {
        const head = bytes.indexOf(10);
        const [name, form, count, size] = fromUtf8(bytes.subarray(0, head)).split(' ');
        if (name !== 'addresses' || form !== '1') throw new Error('no index of this form');
        const ids = head + 1 + Number(size);
        this.count = Number(count);
        this.#ids = bytes.subarray(ids, ids + ID_LEN * this.count);
        this.#streets = streetsOf(fromUtf8(bytes.subarray(head + 1, ids)));
    }

    // Every word must be of the street or of its place; "mcdonough" may be "Mc Donough".
    #farStreet(words, street) {
        let sum = 0;
        for (const said of words) sum += farFrom(said, street);
        const close = (one) => words.some(({ known }) => known.get(one) < Infinity);
        const whole = !words.length || street.bare.every(close);
        if (sum < Infinity) return whole ? sum : sum + UNSAID;
        const bare = words.map(({ word }) => word).filter((word) => !TYPES.has(word));
        const limit = allowed(bare.join(''));
        const together = slips(bare.join(''), street.joined, limit);
        return together <= limit ? together + 0.5 : Infinity;
    }

    // Those with the number; in a street that has none so numbered, the two beside it.
    #numbered({ houses }, number, said) {
        const found = [];
        for (const house of houses) {
            const by = farNumber(number, house);
            if (by < Infinity) found.push({ house, by });
        }
        if (found.length || !said) return found;
        const n = parseInt(number, 10);
        const gap = ({ low }) => Math.abs(low - n);
        const two = [...houses].sort((a, b) => gap(a) - gap(b)).slice(0, 2);
        return two.map((house) => ({ house, by: ELSEWHERE }));
    }

    #houses({ number, words }) {
        const found = [];
        let best = Infinity;
        for (const street of this.#streets) {
            const away = this.#farStreet(words, street);
            if (away === Infinity || away > best + NEAR) continue;
            const houses = number
                ? this.#numbered(street, number, words.length)
                : street.houses.slice(0, SHOWN).map((house) => ({ house, by: 0 }));
            for (const { house, by } of houses) {
                best = Math.min(best, away + by);
                found.push({ sum: away + by, street, house });
            }
        }
        return found.filter(({ sum }) => sum <= best + NEAR);
    }

    #told({ street, house }, unit) {
        const { name, place, postcode, neighbourhood } = street;
        const address = `${house.shown} ${name}`;
        return { address, place, postcode, neighbourhood, units: house.units, asked: unit };
    }

    /** The best first; {address, place, postcode, neighbourhood, units: [{unit, at}], asked}. */
    search(query) {
        const { number, words, unit } = read(query);
        if (!number && !words.length) return [];
        return this.#houses({ number, words })
            .sort(byWorth)
            .slice(0, SHOWN)
            .map((hit) => this.#told(hit, unit));
    }

    /** The property's id behind units[].at. */
    id(at) {
        const bytes = Uint8Array.from({ length: ID_LEN }, (_, i) => this.#ids[i * this.count + at]);
        return toHex(bytes).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
    }
}
