// passkey.js -- the phone's own lock (finger, face) opens the vault during a shift: the
// authenticator gives a secret for this site alone (WebAuthn's PRF extension), and that
// wraps the vault's key.  Works without a network; no server is asked.
// SPDX-License-Identifier: Apache-2.0
import { concat, random, utf8 } from './bytes.js';

const ES256 = -7;
const RS256 = -257;
const kind = (alg) => ({ type: 'public-key', alg });

export async function canPasskey() {
    const { PublicKeyCredential: api } = globalThis;
    return Boolean(await api?.isUserVerifyingPlatformAuthenticatorAvailable?.());
}

async function keyOf(secret) {
    const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
    const how = {
        name: 'HKDF',
        hash: 'SHA-256',
        salt: new Uint8Array(),
        info: utf8('doorstep vault'),
    };
    const aes = { name: 'AES-GCM', length: 256 };
    return crypto.subtle.deriveKey(how, base, aes, false, ['encrypt', 'decrypt']);
}

// The secret; null when there is none, or nobody gave a finger.
async function ask(id, salt) {
    const found = await navigator.credentials
        .get({
            publicKey: {
                challenge: random(32),
                allowCredentials: [{ type: 'public-key', id, transports: ['internal'] }],
                userVerification: 'required',
                extensions: { prf: { eval: { first: salt } } },
            },
        })
        .catch(() => null);
    return found?.getClientExtensionResults().prf?.results?.first ?? null;
}

// What is kept beside the vault; null when this phone cannot do it.
export async function makePasskey(raw, name) {
    const salt = random(32);
    const made = await navigator.credentials
        .create({
            publicKey: {
                rp: { name: 'Doorstep' },
                user: { id: random(16), name, displayName: name },
                challenge: random(32),
                pubKeyCredParams: [kind(ES256), kind(RS256)],
                authenticatorSelection: {
                    authenticatorAttachment: 'platform',
                    userVerification: 'required',
                },
                extensions: { prf: { eval: { first: salt } } },
            },
        })
        .catch(() => null);
    if (!made) return null;
    const said = made.getClientExtensionResults().prf;
    const secret = said?.results?.first ?? (said?.enabled && (await ask(made.rawId, salt)));
    if (!secret) return null;
    const iv = random(12);
    const key = await keyOf(secret);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, raw);
    const wrapped = concat(iv, new Uint8Array(sealed));
    return { id: new Uint8Array(made.rawId), salt, wrapped, since: Date.now() };
}

// The vault's key, or null.
export async function openPasskey({ id, salt, wrapped }) {
    const secret = await ask(id, salt);
    if (!secret) return null;
    const how = { name: 'AES-GCM', iv: wrapped.slice(0, 12) };
    const raw = await crypto.subtle
        .decrypt(how, await keyOf(secret), wrapped.slice(12))
        .catch(() => null);
    return raw && new Uint8Array(raw);
}
