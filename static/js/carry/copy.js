// copy.js -- takes the copy of Today, seals it under the password, opens and ends it.
// Nothing of it is on the device in clear: not a row, not whose it is.
// SPDX-License-Identifier: Apache-2.0
import { Api, NoNetwork } from '../api.js';
import { COPY, readMark, removeCopy, whose, writeMark } from '../carried.js';
import { Vault } from '../vault.js';

const HOUR_MS = 3_600_000;
const SIGN_IN = 401;

export class Ended extends Error {} // the password is not hers, or she may not

export class Copy {
    #limits;

    constructor(limits) {
        this.#limits = limits;
    }

    // Whether there is one to open; what is too old, or of a clock set back, is removed.
    async there() {
        const mark = await readMark();
        if (!mark) return false;
        const now = Date.now();
        const old = now - mark.at > this.#limits.days * 24 * HOUR_MS;
        if (!old && now > mark.seen - this.#limits.clock_ms) return true;
        await removeCopy();
        return false;
    }

    hours(copy) {
        return Math.floor((Date.now() - copy.at) / HOUR_MS);
    }

    isOld(copy) {
        return this.hours(copy) >= this.#limits.old_hours;
    }

    // The copy, or how many tries are left; with the last of them it goes.
    async open(password) {
        const tried = ((await readMark('tried')) ?? 0) + 1;
        await writeMark(tried, 'tried'); // first: a page that is closed gives no try back
        const { vault } = await Vault.open(COPY, password);
        const left = this.#limits.tries - tried;
        if (!vault) {
            if (left <= 0) await removeCopy();
            return { left: Math.max(0, left) };
        }
        const copy = await vault.get('copy');
        vault.close();
        await writeMark(0, 'tried');
        await writeMark({ ...(await readMark()), seen: Date.now() });
        return { copy };
    }

    // With a network: whoever's password it is, and what she may see now.
    async take(email, password) {
        const api = new Api();
        const session = await api.call('POST', '/api/v1/session', { email, password });
        if (session.status === SIGN_IN) throw new Ended('sign-in');
        if (!session.ok) throw new NoNetwork('session');
        api.token = session.json.token;
        const today = await api.call('GET', '/api/v1/today');
        await api.call('DELETE', '/api/v1/session').catch(() => {}); // answers without a word
        if (today.status >= 400 && today.status < 429) throw new Ended('rights');
        if (!today.ok) throw new NoNetwork('today');
        return this.#keep(email, password, today.json);
    }

    async #keep(email, password, today) {
        const now = Date.now();
        const copy = { email, at: now, ...today };
        await removeCopy();
        const vault = await Vault.create(COPY, password);
        await vault.put([{ id: 'copy', kind: 'copy', value: copy }]);
        vault.close();
        await writeMark({ ...(await whose(email)), at: now, seen: now });
        return copy;
    }
}
