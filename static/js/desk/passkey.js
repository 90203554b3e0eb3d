// passkey.js -- asks the browser for a passkey: to come in, to confirm who it is, to make one.
// What it says goes with the form; the server judges it.
// SPDX-License-Identifier: Apache-2.0
import { fromBase64url, toBase64url } from '../bytes.js';

const PATIENCE_MS = 3000; // a browser that does not remove keeps nobody out
const failed = document.querySelector('[data-passkey-failed]');
const known = (ids = []) => ids.map((id) => ({ type: 'public-key', id: fromBase64url(id) }));

async function ask(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(url);
    return answer.json();
}

function put(form, name, bytes) {
    const input = form.elements[name] ?? document.createElement('input');
    Object.assign(input, { type: 'hidden', name, value: toBase64url(new Uint8Array(bytes)) });
    form.append(input);
}

async function prove(form, url) {
    const told = await ask(url);
    const { rawId, response } = await navigator.credentials.get({
        publicKey: {
            challenge: fromBase64url(told.prove),
            rpId: told.rp,
            allowCredentials: known(told.known),
            userVerification: 'required',
        },
    });
    put(form, 'key_id', rawId);
    put(form, 'key_client', response.clientDataJSON);
    put(form, 'key_data', response.authenticatorData);
    put(form, 'key_signature', response.signature);
}

async function make(form, url) {
    const told = await ask(url);
    const { response } = await navigator.credentials.create({
        publicKey: {
            challenge: fromBase64url(told.create),
            rp: { id: told.rp, name: told.site },
            user: { id: fromBase64url(told.user), name: told.email, displayName: told.name },
            pubKeyCredParams: told.kinds.map((alg) => ({ type: 'public-key', alg })),
            excludeCredentials: known(told.known),
            authenticatorSelection: {
                residentKey: 'required',
                requireResidentKey: true,
                userVerification: 'required',
            },
            attestation: 'none',
        },
    });
    put(form, 'new_client', response.clientDataJSON);
    put(form, 'new_data', response.getAuthenticatorData());
}

// Somebody else's copy of Today goes before anybody comes in.
async function leave() {
    const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
    const { leaveOnly } = await import('../carried.js');
    const email = document.getElementById('email')?.value ?? '';
    await Promise.race([leaveOnly(email).catch(() => {}), late]);
}

async function send(form, button) {
    failed.hidden = true;
    try {
        if (button.dataset.prove) await prove(form, button.dataset.prove);
        if (form.dataset.create) await make(form, form.dataset.create);
        if (form.dataset.leave) await leave();
        form.submit();
    } catch {
        failed.hidden = false;
    }
}

if (window.PublicKeyCredential) {
    for (const hidden of document.querySelectorAll('[data-has-passkeys]')) hidden.hidden = false;
    for (const form of document.querySelectorAll('form[data-passkey]'))
        form.addEventListener('submit', (event) => {
            event.preventDefault();
            send(form, event.submitter);
        });
} else {
    for (const none of document.querySelectorAll('[data-no-passkeys]')) none.hidden = false;
}
