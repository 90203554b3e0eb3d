// notices.js -- small things told to the server by an address of their own: kept in the
// vault until it has said the same id back, whatever happens meanwhile.
// SPDX-License-Identifier: Apache-2.0
import { NoNetwork } from './api.js';

export class Notices {
    #vault;
    #api;

    constructor({ vault, api }) {
        this.#vault = vault;
        this.#api = api;
    }

    // To be written together with what it is about.
    record(path, body) {
        return { id: `notice/${body.id}`, kind: 'notice', value: { path, body } };
    }

    async send() {
        for (const { id, value } of await this.#vault.list('notice')) {
            const answer = await this.#api.call('POST', value.path, value.body);
            if (answer.ok && answer.json.id === value.body.id) await this.#vault.wipe([id]);
            else if (answer.status === 503) throw new NoNetwork(value.path, { wait: answer.wait });
        }
    }
}
