// receipt.js -- the server's signed word that ops are durable: the only leave to forget.
// SPDX-License-Identifier: Apache-2.0
import { fromBase64url, fromUtf8 } from './bytes.js';

async function verified(receipt, account) {
    const curve = { name: 'ECDSA', namedCurve: 'P-256' };
    const raw = fromBase64url(account.receipt_key);
    const key = await crypto.subtle.importKey('raw', raw, curve, false, ['verify']);
    const payload = fromBase64url(receipt.payload);
    const signature = fromBase64url(receipt.signature);
    const how = { name: 'ECDSA', hash: 'SHA-256' };
    if (!(await crypto.subtle.verify(how, key, signature, payload))) return [];
    const said = JSON.parse(fromUtf8(payload));
    return said.city === account.city && said.device === account.device ? said.ids : [];
}

// The ids it names, or none when it is not for this city and phone, not signed or not read.
export async function receiptIds(receipt, account) {
    if (!receipt?.payload || !receipt.signature) return [];
    return verified(receipt, account).catch(() => []);
}
