// receipt.js -- the server's signed word that ops and photographs are durable: the only
// leave to forget.
// SPDX-License-Identifier: Apache-2.0
import { fromBase64url, fromUtf8 } from './bytes.js';

// What a receipt says, or null when it is not for this city and phone, not signed or not
// to be read.
async function read(receipt, account) {
    if (!receipt?.payload || !receipt.signature) return null;
    const curve = { name: 'ECDSA', namedCurve: 'P-256' };
    const raw = fromBase64url(account.receipt_key);
    const key = await crypto.subtle.importKey('raw', raw, curve, false, ['verify']);
    const payload = fromBase64url(receipt.payload);
    const signature = fromBase64url(receipt.signature);
    const how = { name: 'ECDSA', hash: 'SHA-256' };
    if (!(await crypto.subtle.verify(how, key, signature, payload))) return null;
    const said = JSON.parse(fromUtf8(payload));
    return said.city === account.city && said.device === account.device ? said : null;
}

// The ids of the ops it names, or none.
export async function receiptIds(receipt, account) {
    const said = await read(receipt, account).catch(() => null);
    return said?.ids ?? [];
}

// Whether it names this photograph.
export async function receiptHas(receipt, account, sha) {
    const said = await read(receipt, account).catch(() => null);
    return said?.photo === sha;
}
