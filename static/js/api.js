// api.js -- one call to the server: signed by this phone, with the session when there is one.
// SPDX-License-Identifier: Apache-2.0
import { utf8 } from './bytes.js';

const PATIENCE_MS = 60_000; // a stalled server is no server
const LONG_PATIENCE_MS = 300_000;
const NOTHING = new Uint8Array();

/** wait: after how many ms the server, if it spoke at all, asks to come back. */
export class NoNetwork extends Error {
    constructor(message, { cause, wait = 0 } = {}) {
        super(message, { cause });
        this.wait = wait;
    }
}

// Retry-After in seconds, as our server says it; a date or nonsense is no wish.
function wish(answer) {
    return 1000 * (parseInt(answer.headers.get('Retry-After') ?? '', 10) || 0);
}

// A café's sign-in page answers 200 too: what is not a JSON object is no answer of ours.
async function read(answer) {
    const json = JSON.parse(await answer.text());
    if (json?.constructor !== Object) throw new SyntaxError('not an object');
    return { status: answer.status, ok: answer.ok, wait: wish(answer), json };
}

export class Api {
    #device;
    #nonce = '';
    token = '';

    constructor(device = null) {
        this.#device = device;
    }

    // Once more when the server asks this phone's key about a newer word of its own.
    async #fetch(method, path, { bytes = NOTHING, more = {}, ...how }, again = true) {
        const nonce = this.#nonce;
        const proof = await this.#device?.headers(method, path, bytes, nonce);
        const { cookies, ...named } = more;
        const headers = { ...named, ...proof };
        if (this.token) headers.Authorization = `Bearer ${this.token}`;
        const signal = AbortSignal.timeout(how.patience);
        const credentials = cookies ? 'same-origin' : 'omit';
        const send = { method, headers, signal, cache: 'no-store', credentials };
        if (bytes.length) send.body = bytes;
        const answer = await fetch(path, send);
        this.#nonce = answer.headers.get('Doorstep-Nonce') ?? this.#nonce;
        const asked = again && answer.status === 401 && this.#device && this.#nonce !== nonce;
        return asked
            ? this.#fetch(method, path, { bytes, more, ...how }, false)
            : answer;
    }

    // What is no JSON and may be long; held: the version that is here already.
    async fetchBytes(path, held) {
        const more = held ? { 'If-None-Match': held } : {};
        try {
            const answer = await this.#fetch('GET', path, { more, patience: LONG_PATIENCE_MS });
            const version = answer.headers.get('ETag') ?? '';
            const bytes = new Uint8Array(await answer.arrayBuffer());
            return { status: answer.status, version, bytes };
        } catch (cause) {
            throw new NoNetwork(path, { cause });
        }
    }

    async call(method, path, body, more = {}) {
        const raw = body instanceof Uint8Array;
        const bytes = raw ? body : body ? utf8(JSON.stringify(body)) : NOTHING;
        const type = raw ? {} : { 'Content-Type': 'application/json' };
        const ask = { bytes, more: { ...type, ...more }, patience: PATIENCE_MS };
        try {
            return await read(await this.#fetch(method, path, ask));
        } catch (cause) {
            throw new NoNetwork(path, { cause });
        }
    }
}
