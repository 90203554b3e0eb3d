// device.js -- this phone's own key: it signs what is uploaded and cannot be copied off.
// SPDX-License-Identifier: Apache-2.0
import { newId } from './ids.js';
import { sha256, toBase64url, toHex, utf8 } from './bytes.js';

const SIGN = { name: 'ECDSA', hash: 'SHA-256' };

async function makeKeys() {
    const curve = { name: 'ECDSA', namedCurve: 'P-256' };
    return { id: newId(), pair: await crypto.subtle.generateKey(curve, false, ['sign']) };
}

export class Device {
    #keys;

    static async of(vault) {
        const device = new Device();
        device.#keys = await vault.deviceKeys(makeKeys);
        return device;
    }

    get id() {
        return this.#keys.id;
    }

    async publicKey() {
        const raw = await crypto.subtle.exportKey('raw', this.#keys.pair.publicKey);
        return toBase64url(new Uint8Array(raw));
    }

    // nonce: the server's newest word, which says that this key is here now.
    async headers(method, path, body, nonce = '') {
        const now = Date.now();
        const parts = [method, path, now, toHex(await sha256(body))];
        const said = utf8((nonce ? [...parts, nonce] : parts).join('\n'));
        const signature = await crypto.subtle.sign(SIGN, this.#keys.pair.privateKey, said);
        return {
            'Doorstep-Device': this.#keys.id,
            'Doorstep-Time': String(now),
            'Doorstep-Signature': toBase64url(new Uint8Array(signature)),
            ...(nonce && { 'Doorstep-Nonce': nonce }),
        };
    }
}
