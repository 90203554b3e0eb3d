// phones.mjs -- phones as a server meets them: each sends what it has until a signed
// receipt names it, keeps what was promised, and sends photographs chunk by chunk.
// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes, webcrypto as crypto } from 'node:crypto';
import { createRequire } from 'node:module';

globalThis.crypto ??= crypto;
const VISIT_FINDINGS = 400; // then the next inspection begins
const CHUNK = 16 * 1024, NEWEST = 300;
const bytes = (s) => new TextEncoder().encode(s);
const url64 = (b) => Buffer.from(b).toString('base64url');
const from64 = (s) => new Uint8Array(Buffer.from(s, 'base64url'));
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

function dashed(id) {
    return id.replaceAll('-', '').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

export function id() {
    const b = Buffer.concat([Buffer.alloc(6), randomBytes(10)]);
    b.writeUIntBE(Date.now(), 0, 6);
    b[6] = 0x70 | (b[6] & 15);
    b[8] = 0x80 | (b[8] & 63);
    return dashed(b.toString('hex'));
}

/** The means to seal for the care key. */
export function sealing() {
    const { CipherSuite, DhkemP256HkdfSha256, HkdfSha256, Aes256Gcm } =
        createRequire(import.meta.url)('@hpke/core');
    return new CipherSuite({
        kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm(),
    });
}

export class Phone {
    constructor(town, suite, ops) {
        Object.assign(this, { town, suite, ops, seq: 0, cursor: '', findings: 0, requests: 0 });
        this.device = id();
        this.pending = null; // sent, perhaps, and not yet promised
        this.promised = []; // JSON of ops, as sent: bytes, since there may be a million
        this.told = 0; // ops that receipts named
    }

    async enrol() {
        const pair = await crypto.subtle.generateKey(ECDSA, true, ['sign', 'verify']);
        this.point = url64(await crypto.subtle.exportKey('raw', pair.publicKey));
        const { body } = await this.town.post('/api/v1/devices', { id: this.device, label: 'a test',
            public_key: this.point });
        this.city = body.city;
        this.care_key = await this.suite.kem.deserializePublicKey(from64(body.care_key).buffer);
        this.receipt_key = await crypto.subtle.importKey('raw', from64(body.receipt_key), ECDSA, false, ['verify']);
        const down = (await this.sync('[]')).body;
        const of_kind = (kind) => down.changes.filter((c) => c.kind === kind);
        this.library = of_kind('reference').find((c) => c.id === 'library').data;
        /* All over the city, not only on today's list. */
        this.houses = this.town.rows('enforcement', 'select id from property').map(([id]) => dashed(id));
    }

    sync(ops) {
        return this.town.ask('POST', '/api/v1/sync', `{"device":"${this.device}","now":${Date.now()},` +
            `"cursor":${JSON.stringify(this.cursor)},"ops":${ops}}`, { 'Content-Type': 'application/json' });
    }

    #house() {
        return this.houses[this.seq % this.houses.length];
    }

    #start() {
        this.visit = id();
        this.in_visit = 0;
        return { kind: 'inspection.start', data: { inspection: this.visit, property: this.#house(), unit: '1',
            kind: 'complaint', occupancy: 'occupied', present: ['occupant'] } };
    }

    #finding() {
        const { code } = this.library.sections[this.seq % this.library.sections.length];
        this.in_visit++;
        this.findings++;
        return { kind: 'finding.add', data: { finding: id(), inspection: this.visit, code,
            library: this.library.edition, place: 'kitchen', note: 'kill test', endangering: '0',
            responsible: 'owner', correct_by: '2026-12-30', photos: [] } };
    }

    async #request(op) {
        this.requests++;
        const text = JSON.stringify({ kind: 'help.request', data: { casefile: id(), inspection: this.visit,
            property: this.#house(), unit: '1', address: '1 Test St', choices: ['food:told'],
            urgency: 'routine', phone: '617 555 0100', call_name: 'A', message_ok: 'no',
            consent: id(), text_version: 'door-1', lang: 'es', method: 'shown' } });
        const sealed = await this.suite.seal({ recipientPublicKey: this.care_key,
            info: bytes(`doorstep envelope 1|${this.city}`) }, bytes(text), bytes(op.id));
        return { kind: 'envelope', envelope: url64(Buffer.concat([Buffer.from(sealed.enc), Buffer.from(sealed.ct)])) };
    }

    /* In each request one sealed call for help, and an inspection when it is time. */
    async #more() {
        const ops = [];
        for (let i = 0; i < this.ops; i++) {
            const op = { id: id(), seq: ++this.seq, at: Date.now() };
            const begins = i === 0 && (this.visit === undefined || this.in_visit >= VISIT_FINDINGS);
            const what = begins ? this.#start() : i === 1 ? await this.#request(op) : this.#finding();
            ops.push(Object.assign(op, what));
        }
        return { text: JSON.stringify(ops), ids: ops.map((op) => op.id) };
    }

    async #is_promise(receipt, ids) {
        const payload = from64(receipt.payload);
        const genuine = await crypto.subtle.verify(ECDSA, this.receipt_key, from64(receipt.signature), payload);
        if (!genuine) throw new Error('a receipt is not signed by the server');
        const named = new Set(JSON.parse(Buffer.from(payload)).ids);
        return ids.every((one) => named.has(one));
    }

    /** What waits, once more, or something new; true when it was promised. */
    async send() {
        this.pending ??= await this.#more();
        const { status, body } = await this.sync(this.pending.text);
        if (status >= 500) return false; // refused, or nobody can say: the same again
        if (status !== 200 || !await this.#is_promise(body.receipt, this.pending.ids))
            throw new Error(`the server answered ${status} ${JSON.stringify(body).slice(0, 400)}`);
        this.cursor = body.cursor ?? this.cursor;
        this.promised.push(Buffer.from(this.pending.text));
        this.told += this.pending.ids.length;
        this.pending = null;
        return true;
    }

    /** Each promised op again: how many the server does not know as done. */
    async unknown() {
        let count = 0;
        for (const ops of this.promised) {
            const { status, body } = await this.sync(ops.toString());
            if (status !== 200) throw new Error(`asked again, the server answered ${status}`);
            count += body.results.filter((r) => !(r.replayed && r.status !== 'refused')).length;
        }
        return count;
    }
}

export class Camera {
    constructor(town) {
        Object.assign(this, { town, photos: [], lost: 0, chunks: 0 });
    }

    #put(photo, at) {
        return this.town.ask('PUT', `/api/v1/photos/${photo.sha}/${at}`, photo.bytes.subarray(at, at + CHUNK),
            { 'Content-Type': 'application/octet-stream', 'Doorstep-Size': photo.size });
    }

    /** The next chunk of the photo that is not whole; the server may not have less than it said. */
    async send() {
        let photo = this.photos.at(-1);
        if (!photo || photo.complete) {
            const content = randomBytes(1 + Math.floor(Math.random() * 6 * CHUNK));
            photo = { bytes: content, size: content.length, have: 0,
                sha: createHash('sha256').update(content).digest('hex') };
            this.photos.push(photo);
        }
        const { status, body } = await this.#put(photo, photo.have);
        if (status >= 500) return;
        if (status !== 200) throw new Error(`a photo was answered ${status}`);
        if (body.have < photo.have) this.lost++;
        Object.assign(photo, body);
        if (photo.complete) photo.bytes = Buffer.from(photo.bytes.subarray(0, 1));
        this.chunks++;
    }

    /** Photos that were whole and are not so any more, or, of the newest, hold other bytes. */
    async unknown() {
        const whole = this.photos.filter((p) => p.complete);
        let count = this.lost;
        for (const photo of whole) count += !(await this.#put(photo, 0)).body.complete;
        const newest = whole.slice(-NEWEST).map((photo) => photo.sha);
        return count + newest.length - this.#intact(newest);
    }

    #intact(names) {
        const sums = new Map(names.map((sha) => [sha, createHash('sha256')]));
        const chunks = this.town.rows('photos', `select c.sha256, c.bytes from photo_chunk c join (select sha256 from photo
            where complete_at is not null order by complete_at desc limit ${2 * NEWEST}) p on p.sha256 = c.sha256
            order by c.sha256, c.start`);
        for (const [sha, chunk] of chunks) sums.get(sha)?.update(Buffer.from(chunk, 'hex'));
        return names.filter((sha) => sums.get(sha).digest('hex') === sha).length;
    }
}
