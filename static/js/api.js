// api.js -- one call to the server: signed by this phone, with the session when there is one.
// SPDX-License-Identifier: Apache-2.0
import { utf8 } from './bytes.js';

const NOTHING = new Uint8Array();

export class NoNetwork extends Error {}

export class Api {
    #device;
    token = '';

    constructor(device = null) {
        this.#device = device;
    }

    async call(method, path, body, more = {}) {
        const bytes =
            body instanceof Uint8Array ? body : body ? utf8(JSON.stringify(body)) : NOTHING;
        const headers = { ...more, ...(await this.#device?.headers(method, path, bytes)) };
        if (!(body instanceof Uint8Array)) headers['Content-Type'] = 'application/json';
        if (this.token) headers.Authorization = `Bearer ${this.token}`;
        const send = { method, headers, cache: 'no-store', credentials: 'omit' };
        if (bytes.length) send.body = bytes;
        const answer = await fetch(path, send).catch((cause) => {
            throw new NoNetwork(path, { cause });
        });
        const text = await answer.text();
        // A portal of a café answers 200 with a page: that is no answer of ours.
        const ours = (answer.headers.get('Content-Type') ?? '').includes('json');
        if (!ours) throw new NoNetwork(path);
        return { status: answer.status, ok: answer.ok, json: JSON.parse(text) };
    }
}
