// account.js -- signing in, enrolling this phone, and opening what is kept on it.
// SPDX-License-Identifier: Apache-2.0
import { Api, NoNetwork } from './api.js';
import { leaveOnly } from './carried.js';
import { Device } from './device.js';
import { Vault } from './vault.js';
import { openDb, readMeta, write } from './vault_db.js';

// Who opened the app last.  In a database of its own: what localStorage holds is lost when
// the browser is killed soon after, and a phone without a network could not be opened.
const LAST = 'doorstep.user';
const NOT_HERS = 404; // as whatever somebody may not do is answered
let last = '';

export const lastUser = () => last;

export async function recall() {
    const db = await openDb(LAST);
    last = (await readMeta(db, 'user')) ?? localStorage.getItem(LAST) ?? '';
    db.close();
}

async function remember(email) {
    last = email;
    const db = await openDb(LAST);
    await write(db, 'meta', (meta) => meta.put(email, 'user'));
    db.close();
}

export class Refused extends Error {
    constructor(problem) {
        super(problem?.detail ?? problem?.title ?? '');
        this.problem = problem;
    }

    // What the server asks for besides: "code".
    asks(field) {
        return Boolean(this.problem?.errors?.some((fault) => fault.field === field));
    }
}

// Her password is right, and no role of hers uses this app.
class OtherWork extends Refused {}

// Why nobody was let in, as the screen says it.
export function wordsOf(error, text) {
    if (error instanceof OtherWork) return text.t('field.sign_in.other_work');
    return error instanceof Refused ? error.message : text.t('field.sign_in.no_network');
}

async function session(api, email, password, code) {
    const answer = await api.call('POST', '/api/v1/session', {
        email,
        password,
        code,
        bind: true, // a copied token without this phone's key opens nothing
    });
    if (!answer.ok) throw new Refused(answer.json);
    api.token = answer.json.token;
    return answer.json;
}

async function enrol(vault, api, email, label) {
    const device = await Device.of(vault);
    const body = { id: device.id, public_key: await device.publicKey(), label, bind: true };
    const answer = await api.call('POST', '/api/v1/devices', body);
    if (answer.status === NOT_HERS) throw new OtherWork();
    if (!answer.ok) throw new Refused(answer.json);
    return { ...answer.json, email, device: device.id };
}

async function keep(vault, account) {
    await vault.put([{ id: 'account', kind: 'account', value: account }]);
    await remember(account.email);
}

// Whoever has a session now: her vault is opened, or made, by its passphrase.  own: that one
// is this phone's alone, and no server ever hears it.
export async function enter({ api, email, name, token }, { passphrase, old, label, own }) {
    await leaveOnly(email);
    if (old) await Vault.relock(email, old, passphrase);
    const opened = await Vault.open(email, passphrase);
    if (opened.known && !opened.vault) return { needsOld: true };
    const vault = opened.vault ?? (await Vault.create(email, passphrase));
    const kept = await vault.get('account');
    const enrolled = await enrol(vault, api, email, label);
    const account = { ...kept, ...enrolled, name, token };
    account.own = own ?? (kept ? Boolean(kept.own) : true);
    await keep(vault, account);
    navigator.storage?.persist?.(); // a hint; asked again each time
    return { vault, account };
}

// First time here, or again after a new password: needs the network.
export async function signIn({ email, password, code, label, oldPassword }) {
    const api = new Api();
    const { token, name } = await session(api, email, password, code);
    const how = { passphrase: password, old: oldPassword, label, own: false };
    return enter({ api, email, name, token }, how);
}

// Offline, in a second: the passphrase opens the vault; null when it does not.
export async function unlock(email, password) {
    const { known, vault } = await Vault.open(email, password);
    if (!vault) return { known, vault };
    const account = await vault.get('account');
    return account ? { known, vault, account } : { known: false, vault: null };
}

// By the phone's own lock, within a shift; null when it did not open.
export async function unlockByPasskey(email) {
    const vault = await Vault.openByPasskey(email);
    const account = await vault?.get('account');
    return account ? { vault, account } : null;
}

// With a network, the typed password also renews the session; without one, later.  A
// passphrase of this phone's own says nothing to the server, and never goes there.
export async function renew(api, vault, account, password) {
    if (account.own) return false;
    try {
        const { token } = await session(api, account.email, password);
        await leaveOnly(account.email);
        await keep(vault, { ...account, token });
        return true;
    } catch (error) {
        if (error instanceof NoNetwork || error instanceof Refused) return false;
        throw error;
    }
}
