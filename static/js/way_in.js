// way_in.js -- onto this phone without a password: by a passkey, or by the organisation's own
// provider.  Each gives a session and no secret, so that the vault has one of its own.
// SPDX-License-Identifier: Apache-2.0
import { Refused } from './account.js';
import { Api } from './api.js';
import { fromBase64url, toBase64url } from './bytes.js';

const SESSION = '/api/v1/session';
const BACK = '#/back/';

export const canPasskeys = () => Boolean(globalThis.PublicKeyCredential);

// Which organisations sign their people in by themselves; none without a network.
export async function providers() {
    const answer = await new Api().call('GET', `${SESSION}/ways`).catch(() => null);
    return answer?.json.providers ?? [];
}

async function come(path, body, more) {
    const api = new Api();
    const answer = await api.call('POST', `${SESSION}/${path}`, { ...body, bind: true }, more);
    if (!answer.ok) throw new Refused(answer.json);
    api.token = answer.json.token ?? '';
    return { api, ...answer.json };
}

const text = (bytes) => toBase64url(new Uint8Array(bytes));

// Null when there was none, or nobody gave a finger.
export async function byPasskey() {
    const { json: told } = await new Api().call('GET', '/sign-in/challenge');
    const publicKey = {
        challenge: fromBase64url(told.prove),
        rpId: told.rp,
        userVerification: 'required',
    };
    const key = await navigator.credentials.get({ publicKey }).catch(() => null);
    if (!key) return null;
    const { clientDataJSON, authenticatorData, signature } = key.response;
    return come('passkey', {
        id: text(key.rawId),
        client: text(clientDataJSON),
        data: text(authenticatorData),
        signature: text(signature),
    });
}

// What the provider sent along, once: it leaves the address bar.
export function takeBack() {
    if (!location.hash.startsWith(BACK)) return null;
    const back = Object.fromEntries(new URLSearchParams(location.hash.slice(BACK.length)));
    history.replaceState(null, '', location.pathname);
    return back;
}

// The cookie by which this browser set out goes with it; nothing else here has one.
export const byProvider = (back) => come('provider', back, { cookies: true });

export const byCode = (step, code) => come('code', { step, code });
