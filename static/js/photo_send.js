// photo_send.js -- pictures travel after the records and apart from them, in pieces that
// go on where they stopped; one that will not go holds no other up.
// SPDX-License-Identifier: Apache-2.0
import { NoNetwork } from './api.js';
import { receiptHas } from './receipt.js';

export class PhotoSender extends EventTarget {
    #vault;
    #api;
    #limits;
    #account;

    constructor({ vault, api, limits, account }) {
        super();
        this.#account = account;
        this.#vault = vault;
        this.#api = api;
        this.#limits = limits;
    }

    async waiting() {
        return (await this.#vault.list('photo-due')).filter(({ value }) => value.named).length;
    }

    async send() {
        for (const { value } of await this.#vault.list('photo-due')) {
            if (!value.named) continue;
            const complete = await this.#one(value);
            if (complete) await this.#vault.wipe([`photo-due/${value.sha256}`]);
            this.dispatchEvent(new Event('change'));
        }
    }

    // The bytes stay for the visit's screen until the visit itself goes.
    async #one({ sha256, size }) {
        const bytes = await this.#vault.get(`photo/${sha256}`);
        let have = 0;
        while (bytes && have <= size) {
            const piece = bytes.slice(have, have + this.#limits.chunk_bytes);
            const path = `/api/v1/photos/${sha256}/${have}`;
            const answer = await this.#api.call('PUT', path, piece, {
                'Doorstep-Size': String(size),
            });
            // Not this picture's fault: the others would hear the same.
            if (answer.status === 503) throw new NoNetwork(path, { wait: answer.wait });
            if (!answer.ok) return false;
            if (answer.json.complete)
                return receiptHas(answer.json.receipt, this.#account, sha256);
            if (answer.json.have <= have) return false;
            have = answer.json.have;
        }
        return false;
    }
}
