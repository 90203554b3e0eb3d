// rules_wasm.mjs TOOL WASM ROOT [CASES [SEED]] -- the phone's build of the rules against the
// server's: the same questions, random and broken ones too, must get the same bytes.
// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [tool, wasm, root, cases = '10000', seed = '1'] = process.argv.slice(2);
const { Module } = await import(pathToFileURL(`${root}/static/js/rules_wasm.js`));

const binary = readFileSync(wasm);
const imports = WebAssembly.Module.imports(new WebAssembly.Module(binary));
if (JSON.stringify(imports) !== JSON.stringify([{ module: 'env', name: 'die', kind: 'function' }]))
    fail(`the module imports ${JSON.stringify(imports)}`);
if (binary.length > 64 * 1024) fail(`the module has ${binary.length} bytes`);

function fail(what) {
    console.error(what);
    process.exit(1);
}

// mulberry32: the same cases every time, another set for another seed.
let state = Number(seed);
function random() {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const some = (n, make) => Array.from({ length: below(n + 1) }, make);

const module = await Module.load(binary);
const words = module.pairs('tables').filter(([name]) => name === 'word').map(([, word]) => word);
const kinds = ['inspection.start', 'finding.add', 'finding.state', 'card.set', 'inspection.sign', 'inspection.addendum', 'help.request', 'help.alert', 'help.no', 'x'];
const names = {
    'inspection.start': 'inspection property unit kind occupancy present present',
    'finding.add': 'finding inspection code library place note endangering responsible correct_by photos photos',
    'finding.state': 'finding inspection state',
    'card.set': 'inspection left reason',
    'inspection.sign': 'inspection name order order_sha256 lang',
    'inspection.addendum': 'addendum inspection text',
    'help.request': 'casefile inspection property unit address choices choices urgency phone knock message_ok call_name consent text_version lang method card_code heat_payer',
    'help.alert': 'casefile inspection property unit address card_left',
    'help.no': 'no property unit',
    x: 'y',
};
const hex = (n) => Array.from({ length: n }, () => pick('0123456789abcdef')).join('');
const uuid = () => `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
const two = (n) => String(n).padStart(2, '0');
const day = () => `${1990 + below(150)}-${two(1 + below(12))}-${two(1 + below(31))}`;
const at = () => Math.floor(random() * 3e12);
const letters = ['a', 'Z', '9', ' ', '\n', '\t', '-', ':', '.', 'é', '½', '€', '🏠', '\u202e', '\u0007', '\ufeff', 'evict', ' niñ', '1/2'];
const text = () => some(30, () => pick(letters)).join('');

// A value that is often good for the field, and often not.
const good = {
    present: () => pick(['occupant', 'owner', 'agent', 'other', 'nobody']),
    choices: () => `${pick(['food', 'heat', 'rent', 'talk', 'fuel'])}:${pick(['seen', 'told', 'inferred'])}`,
    photos: () => `${hex(64)}:${below(5e6)}:${at()}`,
    correct_by: day, endangering: () => pick(['0', '1']), order_sha256: () => hex(64),
    phone: () => pick(['617 555 0100', '+1 (617) 555-0100', '12', 'x']), lang: () => pick(['en', 'es', 'zh-Hant', 'E']),
    card_code: () => some(9, () => pick('0123456789abcdefghijklmnopqrstuvwxyz -')).join(''),
    code: () => `410.${100 + below(900)}`, library: () => '105-cmr-410:2023-05-12', text_version: () => '2026-11',
};
const ids = new Set(['inspection', 'property', 'finding', 'addendum', 'casefile', 'consent', 'no']);
function value(name) {
    if (random() < 0.15) return text();
    if (ids.has(name)) return random() < 0.9 ? uuid() : hex(36);
    if (good[name]) return good[name]();
    return random() < 0.6 ? pick(words) : text();
}

const finding = () => [['finding', uuid()], ...['code', 'place', 'note', 'endangering', 'responsible', 'correct_by'].map((name) => [name, value(name)]),
    ['title', text()], ...some(1, () => ['photos', String(below(4))]), ...some(1, () => ['first_seen', day()])];
const zone = () => {
    let ms = -1e12;
    return some(12, () => ['zone', `${(ms += 1 + below(3e10))}:${(below(49) - 24) * 1800}`]);
};
const hours = () => pick(['mo-fr 09:00-17:00', 'mo-su 00:00-24:00', 'tu 08:30-12:00; th 13:00-19:45', 'fr-mo 09:00-17:00', '']);
const questions = {
    tables: () => [],
    city: () => [['hours', hours()], ...zone(), ...some(1, () => ['today_days', String(below(9))]), ...some(1, () => ['crisis_minutes', String(below(3000))])],
    op_check: () => {
        const kind = pick(kinds);
        return [['op', kind], ...names[kind].split(' ').filter(() => random() < 0.93).map((name) => [name, value(name)])];
    },
    correct_by: () => [['at', at()], ['endangering', pick(['0', '1'])]],
    day: () => [['at', at()]],
    add: () => [['day', day()], [pick(['days', 'back']), below(5000)]],
    business: () => [['day', day()], ['days', below(200)]],
    is_business: () => [['day', day()]],
    promise: () => [['urgency', pick(['routine', 'today', 'crisis', 'soon'])], ['at', at()]],
    order: () => [['city', text()], ['address', text()], ['unit', text()], ['day', day()], ['minute', below(1500)], ['occupancy', pick(words)],
        ...some(3, () => ['present', value('present')]), ...some(4, finding).flat()],
    social: () => [['note', text()]],
    status: () => [['note', pick(['undocumented', 'A012345678', 'sin papeles', text()])]],
    coarse: () => [['state', pick(words)]],
    card: () => [['code', value('card_code')]],
    unit: () => [['unit', pick(['Apt. 2-B', 'apt 2b', '#2 B', 'Unit 2B', '2nd floor rear', text()])]],
    nonsense: () => [],
};
const often = ['op_check', 'op_check', 'op_check', 'op_check', 'order', 'promise', 'promise', ...Object.keys(questions)];

function question() {
    const name = pick(often);
    const pairs = [['ask', name], ...questions[name]()];
    const bytes = Buffer.from(pairs.map(([n, v]) => `${n}\0${String(v).replaceAll('\0', '')}\0`).join(''));
    if (random() < 0.03) return bytes.subarray(0, below(bytes.length + 1)); // broken off
    if (random() < 0.05) bytes[below(bytes.length)] = below(256); // a wrong byte, bad UTF-8 too
    return bytes;
}

const framed = (bytes) => Buffer.concat([Buffer.from(new Uint32Array([bytes.length]).buffer), bytes]);
const asked = Array.from({ length: Number(cases) }, question);
const native = spawnSync(tool, { input: Buffer.concat(asked.map(framed)), maxBuffer: 1 << 30 });
if (native.status !== 0) fail(`the server's build stopped: ${native.stderr}`);

let offset = 0;
const kindsSeen = new Set();
asked.forEach((bytes, n) => {
    const length = native.stdout.readUInt32LE(offset);
    const want = native.stdout.subarray(offset + 4, offset + 4 + length);
    const have = Buffer.from(module.raw(bytes));
    offset += 4 + length;
    if (!have.equals(want)) fail(`case ${n} differs (seed ${seed}):\n${JSON.stringify(bytes.toString())}\nserver ${JSON.stringify(want.toString())}\nphone  ${JSON.stringify(have.toString())}`);
    kindsSeen.add(want.toString().split('\0')[0]);
});
if (offset !== native.stdout.length) fail('the server said more than it was asked');
if (kindsSeen.size < 8) fail('the questions are too much alike');
console.log(`${asked.length} answers are the same; the module has ${binary.length} bytes and imports env.die only`);
