// engine.mjs -- a phone that sends with the app's own modules: outbox, sync, receipts and
// photographs as they are in static/js, on a store of plain memory.  It keeps beside them
// a ledger of what they were given, and so knows what they forgot.
// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes, webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;

export const LIMITS = { pad_bytes: 1024, sync_ops: 200, sync_bytes: 1024 * 1024, chunk_bytes: 400 };
const VISIT_FINDINGS = 4; // then the next inspection begins, or the answers grow with it
const NAMES = ['api', 'bytes', 'changes', 'device', 'hpke', 'ids', 'outbox', 'photo_send', 'sync'];

/* Keeps what a disk would: text and bytes, nothing that is still shared. */
class Memory {
    rows = new Map();
    async put(records, gone = []) {
        for (const { id, kind, value } of records)
            this.rows.set(id, { id, kind, text: value instanceof Uint8Array ? null : JSON.stringify(value),
                bytes: value instanceof Uint8Array ? value.slice() : null });
        gone.forEach((id) => this.rows.delete(id));
    }
    #read = ({ id, kind, text, bytes }) => ({ id, kind, value: bytes ?? JSON.parse(text) });
    async get(id) {
        return this.rows.has(id) ? this.#read(this.rows.get(id)).value : null;
    }
    async list(kind) {
        return [...this.rows.values()].filter((row) => row.kind === kind).map(this.#read);
    }
    async wipe(ids) {
        return this.put([], ids);
    }
    async deviceKeys(make) {
        return (this.keys ??= await make());
    }
}

const { setTimeout: later, fetch } = globalThis; // as they were

/** A page's surroundings.  Nothing happens here by the clock: the test says when a phone
 * tries again and when its patience ends. */
export function surroundings(base) {
    const state = { patience: [] };
    globalThis.document = { addEventListener() {} };
    globalThis.addEventListener = () => {};
    globalThis.setTimeout = (act, ms, ...more) => later(act, 0x7fffffff, ...more).unref();
    AbortSignal.timeout = () => {
        const patience = new AbortController();
        state.patience.push(patience);
        return patience.signal;
    };
    /* A connection for each call, so that each meets its own fault. */
    globalThis.fetch = (path, how) =>
        fetch(new URL(path, base), { ...how, headers: { ...how.headers, Connection: 'close' } });
    state.give_up = () => state.patience.forEach((one) => one.abort(new DOMException('', 'TimeoutError')));
    state.later = later;
    return state;
}

export class Engine {
    constructor(town, modules) {
        Object.assign(this, { town, modules, vault: new Memory(), findings: 0, requests: 0, in_visit: 0 });
        this.waiting = new Map(); // op -> nothing yet
        this.told = []; // [op, what the network did when it was forgotten]
        this.photos = new Map(); // sha256 of those waiting
        this.kept = []; // [sha256, what the network did]
    }

    static async of(town, dir) {
        const modules = {};
        for (const name of NAMES) Object.assign(modules, await import(`${dir}/${name}.js`));
        return new Engine(town, modules);
    }

    async enrol() {
        this.device = await this.modules.Device.of(this.vault);
        const { body } = await this.town.post('/api/v1/devices', { id: this.device.id, label: 'a test',
            public_key: await this.device.publicKey() });
        this.account = { ...body, device: this.device.id, token: this.town.token };
        this.houses = this.town.rows('enforcement', 'select id from property').map(([id]) =>
            id.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5'));
        await this.start();
        await this.exchange();
        this.library = await this.vault.get('reference/library');
    }

    /** The app as it opens, from the disk alone; it sends with the first exchange. */
    async start() {
        const { Api, Changes, Outbox, PhotoSender } = this.modules;
        const app = { vault: this.vault, limits: LIMITS, account: this.account,
            addresses: { refresh() {} }, before: { refresh() {} }, recordings: { refresh() {} }, // nothing that a phone could lose
            notices: { async send() {} } };
        app.api = new Api(this.device);
        app.api.token = this.account.token;
        app.outbox = await new Outbox({ ...app, seal: (id, plain) => this.#seal(id, plain) }).load();
        app.changes = await new Changes(this.vault, { load() {} }).load();
        app.photoSender = new PhotoSender(app);
        this.app = app;
    }

    /** As often as the engine itself wants to go on. */
    async exchange() {
        this.app.sync ??= new this.modules.Sync(this.app);
        await this.app.sync.run();
    }

    /* As app.js does it. */
    async #seal(id, plain) {
        const { fromBase64url, seal, toBase64url, utf8 } = this.modules;
        const pad = ' '.repeat(LIMITS.pad_bytes - (utf8(JSON.stringify(plain)).length % LIMITS.pad_bytes));
        return toBase64url(await seal(fromBase64url(this.account.care_key),
            utf8(`doorstep envelope 1|${this.account.city}`), utf8(id), utf8(JSON.stringify({ ...plain, pad }))));
    }

    #house() {
        return this.houses[(this.findings + this.requests) % this.houses.length];
    }

    #start() {
        this.visit = this.modules.newId();
        this.in_visit = 0;
        return { kind: 'inspection.start', about: {}, data: { inspection: this.visit, property: this.#house(),
            unit: '1', kind: 'complaint', occupancy: 'occupied', present: ['occupant'] } };
    }

    #finding() {
        const { code } = this.library.sections[this.findings++ % this.library.sections.length];
        this.in_visit++;
        return { kind: 'finding.add', about: {}, data: { finding: this.modules.newId(), inspection: this.visit, code,
            library: this.library.edition, place: 'kitchen', note: 'proxy test', endangering: '0',
            responsible: 'owner', correct_by: '2026-12-30', photos: [] } };
    }

    #request() {
        this.requests++;
        return { kind: 'help.request', care: true, about: {}, data: { casefile: this.modules.newId(),
            inspection: this.visit, property: this.#house(), unit: '1', address: '1 Test St', choices: ['food:told'],
            urgency: 'routine', phone: '617 555 0100', call_name: 'A', message_ok: 'no', consent: this.modules.newId(),
            text_version: 'door-1', lang: 'es', method: 'shown' } };
    }

    /** Work at a door, the next one perhaps: so many findings, so many sealed calls for help. */
    async work(findings, requests, next = false) {
        const parts = this.visit && this.in_visit < VISIT_FINDINGS && !next ? [] : [this.#start()];
        for (let i = 0; i < findings; i++) parts.push(this.#finding());
        for (let i = 0; i < requests; i++) parts.push(this.#request());
        for (const id of await this.app.outbox.add(parts)) this.waiting.set(id, true);
    }

    async photograph(size) {
        const content = new Uint8Array(randomBytes(size));
        const sha256 = createHash('sha256').update(content).digest('hex');
        await this.vault.put([{ id: `photo/${sha256}`, kind: 'photo', value: content },
            { id: `photo-due/${sha256}`, kind: 'photo-due', value: { sha256, size, named: true } }]);
        this.photos.set(sha256, true);
    }

    /** What was forgotten goes over to the ledger's other side; what is wrong with the rest. */
    async look(how) {
        const entries = this.app.outbox.all(), wrong = [];
        const here = new Set(entries.map(({ op }) => op.id));
        const disk = new Set((await this.vault.list('op')).map(({ value }) => value.op.id));
        for (const { op, state, plain, problem } of entries) {
            if (state !== 'here') wrong.push(`an op is ${state}: ${JSON.stringify(problem)}`);
            if (!plain && !op.data && !op.envelope) wrong.push('an op lost its content');
            if (!disk.has(op.id)) wrong.push('an op is in memory alone');
        }
        if (disk.size !== here.size) wrong.push('an op is on the disk alone');
        for (const id of this.waiting.keys())
            if (!here.has(id)) this.#move(this.waiting, id, this.told, how);
        const due = new Set((await this.vault.list('photo-due')).map(({ value }) => value.sha256));
        for (const sha256 of this.photos.keys())
            if (!due.has(sha256)) this.#move(this.photos, sha256, this.kept, how);
        return wrong;
    }

    #move(from, id, to, how) {
        from.delete(id);
        to.push([id, how]);
        if (from === this.photos) this.vault.wipe([`photo/${id}`]); // its visit goes
    }
}
