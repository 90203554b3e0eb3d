// pin.js -- a short number that opens the screen again while the vault's key is in memory.
// It protects a phone that was put down, not one that was switched off: that asks for the
// passphrase.  A few wrong ones, and it is forgotten until the passphrase is typed.
// SPDX-License-Identifier: Apache-2.0
import { fromBase64url, random, toBase64url, toHex, utf8 } from './bytes.js';

const ROUNDS = 200_000;

async function hashOf(pin, salt) {
    const base = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveBits']);
    const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
    return toHex(new Uint8Array(await crypto.subtle.deriveBits(how, base, 256)));
}

export class Pin {
    #vault;
    #kept = null;
    #left;
    #tries;

    constructor(vault, { pin_tries: tries }) {
        this.#vault = vault;
        this.#tries = this.#left = tries;
    }

    async load() {
        this.#kept = await this.#vault.get('pin');
        return this;
    }

    get ready() {
        return Boolean(this.#kept) && this.#left > 0;
    }

    get left() {
        return this.#left;
    }

    async set(pin) {
        const salt = random(16);
        this.#kept = { salt: toBase64url(salt), hash: await hashOf(pin, salt) };
        this.#left = this.#tries;
        await this.#vault.put([{ id: 'pin', kind: 'pin', value: this.#kept }]);
    }

    async remove() {
        this.#kept = null;
        await this.#vault.wipe(['pin']);
    }

    async opens(pin) {
        if (!this.ready) return false;
        this.#left--; // first: a page that is closed meanwhile gives no try back
        const good = (await hashOf(pin, fromBase64url(this.#kept.salt))) === this.#kept.hash;
        if (good) this.#left = this.#tries;
        return good;
    }
}
