// recordings.js -- the permission as a person speaks it: fetched beside the sync, for exactly
// the words that this phone shows; kept in the vault, played without a network.
// SPDX-License-Identifier: Apache-2.0
import { NoNetwork } from './api.js';
import { sha256, toHex } from './bytes.js';

const HELD = 'recordings-held'; // [sha256]

export class Recordings {
    #app;
    #busy = false;

    constructor(app) {
        this.#app = app;
    }

    // Beside the sync, which need not wait for it; not without a session.
    async refresh() {
        const { api, reference } = this.#app;
        if (this.#busy || !api.token || !reference.ready) return;
        this.#busy = true;
        try {
            const wanted = Object.values(reference.audio);
            const held = (await this.#app.vault.get(HELD)) ?? [];
            const stay = held.filter((sha) => wanted.some((one) => one.sha256 === sha));
            if (stay.length < held.length) await this.#drop(held, stay);
            for (const one of wanted) if (!stay.includes(one.sha256)) await this.#fetch(one, stay);
        } catch (error) {
            if (!(error instanceof NoNetwork)) throw error; // the next sync looks again
        } finally {
            this.#busy = false;
        }
    }

    #record(held) {
        return { id: HELD, kind: HELD, value: held };
    }

    async #drop(held, stay) {
        const gone = held.filter((sha) => !stay.includes(sha)).map((sha) => `recording/${sha}`);
        await this.#app.vault.put([this.#record(stay)], gone);
    }

    async #fetch({ sha256: sha }, stay) {
        const { api, vault } = this.#app;
        const { status, bytes } = await api.fetchBytes(`/api/v1/recordings/${sha}`, '');
        if (status !== 200 || toHex(await sha256(bytes)) !== sha) return;
        stay.push(sha);
        const record = { id: `recording/${sha}`, kind: 'recording', value: bytes };
        await vault.put([record, this.#record([...stay])]);
    }

    // Of the words as they stand now, in this language; or null.
    async of(lang) {
        const { sha256: sha, type } = this.#app.reference.audio[lang] ?? {};
        const bytes = sha && (await this.#app.vault.get(`recording/${sha}`));
        return bytes ? new Blob([bytes], { type }) : null;
    }
}
