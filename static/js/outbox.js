// outbox.js -- ops in order, on the disk before anything is sent.  An op leaves the phone's
// memory only when a receipt that verifies names it.
// SPDX-License-Identifier: Apache-2.0
import { utf8 } from './bytes.js';
import { newId } from './ids.js';

// What is sealed says no more of itself than that: not even what kind of thing it is.
export const SEALED = 'envelope';

export const STUCK = ['refused', 'parked'];
const MENDED = 'mended'; // kept as history: another op stands in its place
const ASIDE = 'aside'; // kept, and not sent, until its person takes it back
const RESTING = [MENDED, ASIDE];
export const FOR_NOW = Number.MAX_SAFE_INTEGER / 2; // held until something lets it go

// The last word of a problem's type: what it is called everywhere.
export const reasonOf = ({ problem }) => (problem?.type ?? '').split(':').at(-1);

const byOrder = (a, b) => a.op.seq - b.op.seq;

// Every op is padded to the same sizes, so that its length tells nothing of its kind.
export function padded(op, block) {
    const size = utf8(JSON.stringify({ ...op, pad: '' })).length;
    return { ...op, pad: ' '.repeat((block - (size % block)) % block) };
}

export class Outbox extends EventTarget {
    #vault;
    #seal;
    #limits;
    #entries = new Map();
    #ask = new Set(); // parked ones to ask about again: what they waited for may be there
    #seq = 0;

    constructor({ vault, seal, limits }) {
        super();
        this.#vault = vault;
        this.#seal = seal;
        this.#limits = limits;
    }

    async load() {
        for (const { value } of await this.#vault.list('op')) this.#entries.set(value.op.id, value);
        this.#seq = (await this.#vault.get('seq')) ?? 0;
        for (const { op, state } of this.all()) if (state === 'parked') this.#ask.add(op.id);
        return this;
    }

    get last() {
        return this.#seq;
    }

    // parts: [{kind, data, after?, mends?, care?, hold?, about}]; records are written with them.
    // What one mends is kept, and never sent again; `mended` are so without a part, and
    // `free` are held no longer.
    async add(parts, records = [], gone = [], { mended = [], free = [] } = {}) {
        const entries = parts.map((part) => this.#entry(part));
        const changes = [
            ...parts.map(({ mends }) => mends).concat(mended).map((id) => [id, { state: MENDED }]),
            ...free.map((id) => [id, { hold: 0 }]),
        ].filter(([id]) => this.#entries.has(id));
        await this.#vault.put(
            [
                ...entries.map((entry) => this.#record(entry)),
                ...changes.map(([id, to]) => this.#record({ ...this.#entries.get(id), ...to })),
                { id: 'seq', kind: 'seq', value: this.#seq },
                ...records,
            ],
            gone,
        );
        for (const [id, to] of changes) Object.assign(this.#entries.get(id), to);
        for (const entry of entries) this.#entries.set(entry.op.id, entry);
        this.#tell('added');
        return entries.map((entry) => entry.op.id);
    }

    #entry({ kind, data, after, mends, care = false, hold = 0, about, id = newId() }) {
        const at = Date.now();
        const op = { id, seq: ++this.#seq, kind: care ? SEALED : kind, at };
        if (after?.length) op.after = after;
        if (mends) op.mends = mends;
        const entry = { op, hold: at + hold, state: 'here', about };
        if (care) entry.plain = { kind, data };
        else entry.op = padded({ ...op, data }, 2 * this.#limits.pad_bytes);
        return entry;
    }

    #record(entry) {
        return { id: entry.op.id, kind: 'op', value: entry };
    }

    async undo(id, records = [], gone = []) {
        const entry = this.#entries.get(id);
        if (!entry?.plain) return false; // sealed already: it may have left
        this.#entries.delete(id);
        await this.#vault.put(records, [id, ...gone]);
        this.#tell('undone');
        return true;
    }

    // By the person's own decision, after she read why it cannot go: it waits no more, and
    // is here as before.
    async setAside(id) {
        const entry = this.#entries.get(id);
        if (!STUCK.includes(entry?.state)) return;
        await this.#become(entry, { state: ASIDE, was: entry.state });
    }

    async takeBack(id) {
        const entry = this.#entries.get(id);
        if (entry?.state !== ASIDE) return;
        if (entry.was === 'parked') this.#ask.add(id);
        await this.#become(entry, { state: entry.was, was: undefined });
    }

    async #become(entry, to) {
        await this.#vault.put([this.#record({ ...entry, ...to })]);
        Object.assign(entry, to);
        this.#tell('added');
    }

    async release(id) {
        const entry = this.#entries.get(id);
        if (entry) entry.hold = 0;
        this.#tell('added');
    }

    all() {
        return this.#those(({ state }) => !RESTING.includes(state));
    }

    #those(test) {
        return [...this.#entries.values()].filter(test).sort(byOrder);
    }

    stuck() {
        return this.all().filter(({ state }) => STUCK.includes(state));
    }

    // What another op stands in the place of.
    history() {
        return this.#those(({ state }) => state === MENDED);
    }

    aside() {
        return this.#those(({ state }) => state === ASIDE);
    }

    // Not taken, whether it waits for its person or was set aside.
    untaken() {
        return [...this.stuck(), ...this.aside()];
    }

    // History alone, when its visit goes.
    async forget(test) {
        const ids = this.history().filter(test).map(({ op }) => op.id);
        await this.#vault.put([], ids);
        ids.forEach((id) => this.#entries.delete(id));
    }

    get(id) {
        return this.#entries.get(id);
    }

    due(now = Date.now()) {
        return this.all().filter(({ op, state, hold }) =>
            STUCK.includes(state) ? this.#ask.has(op.id) : hold <= now,
        );
    }

    // The next ops that may go, sealed; a held or refused op holds nobody else up.
    async batch(now = Date.now()) {
        const taken = [];
        let room = this.#limits.sync_bytes;
        for (const entry of this.due(now).slice(0, this.#limits.sync_ops)) {
            if (entry.plain) await this.#close(entry);
            room -= utf8(JSON.stringify(entry.op)).length + 1;
            if (room < 0) break;
            if (!STUCK.includes(entry.state)) entry.state = 'sending';
            taken.push(entry);
        }
        if (taken.length) this.#tell('sending');
        return taken;
    }

    // Sealed once and kept so: what is sent again is the same bytes, and unreadable here.
    async #close(entry) {
        const { kind, id, seq, at } = entry.op;
        const envelope = await this.#seal(id, entry.plain);
        entry.op = padded({ id, seq, kind, at, envelope }, 2 * this.#limits.pad_bytes);
        delete entry.plain;
        await this.#vault.put([this.#record(entry)]);
    }

    // What the server said of a batch: ids are those of a verified receipt.
    async settle(batch, results, ids, records = []) {
        const said = new Map(results.map((result) => [result.id, result]));
        const durable = new Set(ids);
        const gone = [];
        for (const entry of batch) {
            this.#ask.delete(entry.op.id);
            if (RESTING.includes(entry.state)) continue; // meanwhile, by the person
            const { status, problem } = said.get(entry.op.id) ?? {};
            entry.state = status === 'refused' ? 'refused' : 'here';
            if (durable.has(entry.op.id) && status === 'parked') entry.state = 'parked';
            else if (durable.has(entry.op.id)) gone.push(entry.op.id);
            if (reasonOf(entry) && reasonOf(entry) !== reasonOf({ problem }))
                entry.earlier = [...(entry.earlier ?? []), entry.problem];
            entry.problem = problem;
        }
        const kept = batch.filter((entry) => !gone.includes(entry.op.id));
        await this.#vault.put([...kept.map((entry) => this.#record(entry)), ...records], gone);
        gone.forEach((id) => this.#entries.delete(id));
        if (gone.length)
            for (const { op, state } of this.stuck()) if (state === 'parked') this.#ask.add(op.id);
        this.#tell('settled');
        return gone;
    }

    unsent(batch) {
        for (const entry of batch) if (entry.state === 'sending') entry.state = 'here';
        this.#tell('unsent');
    }

    #tell(what) {
        this.dispatchEvent(Object.assign(new Event('change'), { detail: what }));
    }
}
