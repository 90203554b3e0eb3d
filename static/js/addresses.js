// addresses.js -- the index of the city's addresses on this phone: fetched once, and again
// only when it changed; kept in the vault like everything else.
// SPDX-License-Identifier: Apache-2.0
import { AddressSearch } from './address_search.js';
import { NoNetwork } from './api.js';

const LOOK_MS = 12 * 3_600_000; // a city's register changes by imports, not by the hour

export class Addresses extends EventTarget {
    #app;
    #open = null;
    #looking = false;
    #next = 0; // not before, were it only because what came could not be read or kept

    constructor(app) {
        super();
        this.#app = app;
    }

    // Beside the sync, which need not wait for it; not without a session.
    async refresh() {
        const { vault, api } = this.#app;
        if (this.#looking || !api.token || Date.now() < this.#next) return;
        this.#looking = true;
        try {
            const held = await vault.get('addresses-held');
            if (held && Date.now() - held.at < LOOK_MS && Date.now() >= held.at) return;
            await this.#fetch(held?.version ?? '');
        } catch (error) {
            if (!(error instanceof NoNetwork)) throw error; // the next sync looks again
        } finally {
            this.#looking = false;
        }
    }

    async #fetch(held) {
        const { vault, api } = this.#app;
        const { status, version, bytes } = await api.fetchBytes('/api/v1/addresses', held);
        if (status !== 200 && status !== 304) return;
        this.#next = Date.now() + LOOK_MS;
        const mark = { version: version || held, at: Date.now() };
        const records = [{ id: 'addresses-held', kind: 'addresses-held', value: mark }];
        if (status === 200) {
            this.#open = new AddressSearch(bytes); // what cannot be read is not kept
            records.push({ id: 'addresses', kind: 'addresses', value: bytes });
        }
        await vault.put(records);
        if (status === 200) this.dispatchEvent(new Event('change'));
    }

    // The search over them; null until they have come.
    async open() {
        const bytes = this.#open ? null : await this.#app.vault.get('addresses');
        if (bytes) this.#open = new AddressSearch(bytes);
        return this.#open;
    }
}
