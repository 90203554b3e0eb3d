// vault_key.js -- how the vault's key is unlocked: by the sign-in passphrase, or by the key
// itself, which a passkey wraps (passkey.js).
// The data key is random and wrapped, so that a new passphrase re-wraps 32 bytes only.
// SPDX-License-Identifier: Apache-2.0
import { concat, random, utf8 } from './bytes.js';

export const ROUNDS = 600_000; // OWASP's floor for PBKDF2-HMAC-SHA256

async function wrappingKey(passphrase, salt, rounds) {
    const base = await crypto.subtle.importKey('raw', utf8(passphrase), 'PBKDF2', false, [
        'deriveKey',
    ]);
    const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
    const kind = { name: 'AES-GCM', length: 256 };
    return crypto.subtle.deriveKey(how, base, kind, false, ['encrypt', 'decrypt']);
}

export async function spread(raw) {
    const base = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']);
    const how = (use) => ({
        name: 'HKDF',
        hash: 'SHA-256',
        salt: new Uint8Array(),
        info: utf8(use),
    });
    const aes = { name: 'AES-GCM', length: 256 };
    const mac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
    return {
        records: await crypto.subtle.deriveKey(how('records'), base, aes, false, [
            'encrypt',
            'decrypt',
        ]),
        names: await crypto.subtle.deriveKey(how('names'), base, mac, false, ['sign']),
    };
}

async function wrap(raw, passphrase) {
    const salt = random(16);
    const iv = random(12);
    const key = await wrappingKey(passphrase, salt, ROUNDS);
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, raw));
    return { salt, rounds: ROUNDS, wrapped: concat(iv, sealed) };
}

export async function unwrap(lock, passphrase) {
    const key = await wrappingKey(passphrase, lock.salt, lock.rounds);
    const how = { name: 'AES-GCM', iv: lock.wrapped.slice(0, 12) };
    return new Uint8Array(await crypto.subtle.decrypt(how, key, lock.wrapped.slice(12)));
}

export async function newLock(passphrase) {
    const raw = random(32);
    return { lock: await wrap(raw, passphrase), keys: await spread(raw) };
}

// The keys, or null when the passphrase is not the one.
export async function openLock(lock, passphrase) {
    try {
        return await spread(await unwrap(lock, passphrase));
    } catch {
        return null;
    }
}

export async function changeLock(lock, oldPassphrase, newPassphrase) {
    return wrap(await unwrap(lock, oldPassphrase), newPassphrase);
}
