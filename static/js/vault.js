// vault.js -- one person's records on this phone: get, put, list, wipe.  A record is
// {id, kind, value}; at rest its id and kind are keyed hashes and its value is
// AES-GCM, padded: a copy of the storage tells neither what nor how long.
// SPDX-License-Identifier: Apache-2.0
import { concat, fromUtf8, random, sha256, toHex, utf8 } from './bytes.js';
import { openDb, readKind, readMeta, readRow, write } from './vault_db.js';
import { makePasskey, openPasskey } from './passkey.js';
import { changeLock, newLock, openLock, spread, unwrap } from './vault_key.js';

const BLOCK = 1024;

function padded(bytes) {
    const out = new Uint8Array(Math.ceil((bytes.length + 4) / BLOCK) * BLOCK);
    new DataView(out.buffer).setUint32(0, bytes.length);
    out.set(bytes, 4);
    return out;
}

const unpadded = (bytes) => bytes.subarray(4, 4 + new DataView(bytes.buffer).getUint32(0));

export class Vault {
    #db;
    #keys;
    #opened = new Map(); // name -> {iv, record}: what was opened once, as JSON text

    constructor(db, keys) {
        this.#db = db;
        this.#keys = keys;
    }

    static async nameOf(user) {
        return `doorstep-${toHex(await sha256(utf8(user.trim().toLowerCase()))).slice(0, 24)}`;
    }

    static async open(user, passphrase) {
        const db = await openDb(await Vault.nameOf(user));
        const lock = await readMeta(db, 'lock');
        const keys = lock && (await openLock(lock, passphrase));
        if (keys) await Vault.#renewed(db);
        else db.close();
        return { known: Boolean(lock), vault: keys ? new Vault(db, keys) : null };
    }

    // Whether there is one, whoever may open it.
    static async known(user) {
        const db = await openDb(await Vault.nameOf(user));
        const lock = await readMeta(db, 'lock');
        db.close();
        return Boolean(lock);
    }

    static async create(user, passphrase) {
        const db = await openDb(await Vault.nameOf(user));
        const { lock, keys } = await newLock(passphrase);
        await write(db, 'meta', (meta) => meta.add(lock, 'lock')); // add: never over another's
        return new Vault(db, keys);
    }

    static async relock(user, oldPassphrase, newPassphrase) {
        const db = await openDb(await Vault.nameOf(user));
        const lock = await changeLock(await readMeta(db, 'lock'), oldPassphrase, newPassphrase);
        await write(db, 'meta', (meta) => meta.put(lock, 'lock'));
        db.close();
    }

    // The passphrase was typed: the phone's own lock is good for another shift.
    static async #renewed(db) {
        const kept = await readMeta(db, 'passkey');
        if (!kept) return;
        await write(db, 'meta', (meta) => meta.put({ ...kept, since: Date.now() }, 'passkey'));
    }

    // Whether the phone's own lock may open this vault now.
    static async hasPasskey(user, shift) {
        const db = await openDb(await Vault.nameOf(user));
        const kept = await readMeta(db, 'passkey');
        db.close();
        const age = kept ? Date.now() - kept.since : -1;
        return age >= 0 && age < shift;
    }

    static async openByPasskey(user) {
        const db = await openDb(await Vault.nameOf(user));
        const kept = await readMeta(db, 'passkey');
        const raw = kept && (await openPasskey(kept));
        if (!raw) db.close();
        return raw ? new Vault(db, await spread(raw)) : null;
    }

    // False when the passphrase is wrong or this phone has no such lock.
    async addPasskey(passphrase, name) {
        const lock = await readMeta(this.#db, 'lock');
        const raw = await unwrap(lock, passphrase).catch(() => null);
        const made = raw && (await makePasskey(raw, name));
        if (!made) return { known: Boolean(raw), made: false };
        await write(this.#db, 'meta', (meta) => meta.put(made, 'passkey'));
        return { known: true, made: true };
    }

    async removePasskey() {
        await write(this.#db, 'meta', (meta) => meta.delete('passkey'));
    }

    // Keys that cannot leave the browser are kept as they are.
    async deviceKeys(make) {
        const kept = await readMeta(this.#db, 'device');
        if (kept) return kept;
        const made = await make();
        await write(this.#db, 'meta', (meta) => meta.put(made, 'device'));
        return made;
    }

    async #hash(word) {
        const mac = await crypto.subtle.sign('HMAC', this.#keys.names, utf8(word));
        return toHex(new Uint8Array(mac)).slice(0, 32);
    }

    async #row({ id, kind, value }) {
        const name = await this.#hash(`id ${id}`);
        const head = utf8(JSON.stringify({ id, kind, json: !(value instanceof Uint8Array) }));
        const body = value instanceof Uint8Array ? value : utf8(JSON.stringify(value));
        const size = Uint8Array.of(head.length >> 8, head.length & 0xff);
        const iv = random(12);
        const how = { name: 'AES-GCM', iv, additionalData: utf8(name) };
        const plain = padded(concat(size, head, body));
        const sealed = await crypto.subtle.encrypt(how, this.#keys.records, plain);
        return { name, kind: await this.#hash(`kind ${kind}`), iv, sealed };
    }

    async #open(row) {
        const how = { name: 'AES-GCM', iv: row.iv, additionalData: utf8(row.name) };
        const sealed = await crypto.subtle.decrypt(how, this.#keys.records, row.sealed);
        const plain = unpadded(new Uint8Array(sealed));
        const end = 2 + (plain[0] << 8) + plain[1];
        const { id, kind, json } = JSON.parse(fromUtf8(plain.subarray(2, end)));
        return { id, kind, json, body: json ? fromUtf8(plain.subarray(end)) : plain.slice(end) };
    }

    // A row is opened once as long as it stays the same; pictures are not held in memory.
    async #read(row) {
        const before = this.#opened.get(row.name);
        const known = before && toHex(before.iv) === toHex(row.iv);
        const { id, kind, json, body } = known ? before : await this.#open(row);
        if (json && !known) this.#opened.set(row.name, { iv: row.iv, id, kind, json, body });
        return { id, kind, value: json ? JSON.parse(body) : body };
    }

    async get(id) {
        const row = await readRow(this.#db, await this.#hash(`id ${id}`));
        return row ? (await this.#read(row)).value : null;
    }

    async list(kind) {
        const rows = await readKind(this.#db, await this.#hash(`kind ${kind}`));
        return Promise.all(rows.map((row) => this.#read(row)));
    }

    // All of it or nothing, on the disk when this returns.
    async put(records, gone = []) {
        const rows = await Promise.all(records.map((record) => this.#row(record)));
        const names = await Promise.all(gone.map((id) => this.#hash(`id ${id}`)));
        await write(this.#db, 'records', (store) => {
            rows.forEach((row) => store.put(row));
            names.forEach((name) => store.delete(name));
        });
        names.forEach((name) => this.#opened.delete(name));
    }

    async wipe(ids) {
        await this.put([], ids);
    }

    close() {
        this.#db.close();
        this.#keys = null;
        this.#opened.clear();
    }
}
