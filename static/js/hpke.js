// hpke.js -- RFC 9180 base mode, P-256 / HKDF-SHA256 / AES-256-GCM, sealing only:
// what was sealed here can be opened by the care store and by nothing on this phone.
// SPDX-License-Identifier: Apache-2.0
import { concat, utf8 } from './bytes.js';

const EMPTY = new Uint8Array();
const KEM = Uint8Array.of(0, 0x10);
const KEM_SUITE = concat(utf8('KEM'), KEM);
const SUITE = concat(utf8('HPKE'), KEM, Uint8Array.of(0, 1, 0, 2));
const HASH = 32;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' };

async function hmac(key, data) {
    // An empty HMAC key is not allowed by WebCrypto; zeros of the hash's size are the same key.
    const raw = key.length ? key : new Uint8Array(HASH);
    const use = { name: 'HMAC', hash: 'SHA-256' };
    const imported = await crypto.subtle.importKey('raw', raw, use, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data));
}

const extract = (suite, salt, label, ikm) =>
    hmac(salt, concat(utf8('HPKE-v1'), suite, utf8(label), ikm));

// All we expand fits one block of SHA-256.
async function expand(suite, prk, label, info, length) {
    const size = Uint8Array.of(0, length);
    const labelled = concat(size, utf8('HPKE-v1'), suite, utf8(label), info, Uint8Array.of(1));
    return (await hmac(prk, labelled)).slice(0, length);
}

async function encapsulate(recipient) {
    const theirs = await crypto.subtle.importKey('raw', recipient, CURVE, true, []);
    const ours = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
    const enc = new Uint8Array(await crypto.subtle.exportKey('raw', ours.publicKey));
    const way = { name: 'ECDH', public: theirs };
    const dh = new Uint8Array(await crypto.subtle.deriveBits(way, ours.privateKey, 256));
    const prk = await extract(KEM_SUITE, EMPTY, 'eae_prk', dh);
    const secret = await expand(KEM_SUITE, prk, 'shared_secret', concat(enc, recipient), HASH);
    return { enc, secret };
}

async function schedule(shared, info) {
    const psk = await extract(SUITE, EMPTY, 'psk_id_hash', EMPTY);
    const about = await extract(SUITE, EMPTY, 'info_hash', info);
    const context = concat(Uint8Array.of(0), psk, about);
    const secret = await extract(SUITE, shared, 'secret', EMPTY);
    return {
        key: await expand(SUITE, secret, 'key', context, HASH),
        nonce: await expand(SUITE, secret, 'base_nonce', context, 12),
    };
}

// The envelope: enc (65 bytes) and ciphertext.
export async function seal(recipient, info, aad, plaintext) {
    const { enc, secret } = await encapsulate(recipient);
    const { key, nonce } = await schedule(secret, info);
    const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
    const how = { name: 'AES-GCM', iv: nonce, additionalData: aad };
    return concat(enc, new Uint8Array(await crypto.subtle.encrypt(how, aes, plaintext)));
}
