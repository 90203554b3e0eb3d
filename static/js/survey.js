// survey.js -- whether the three questions are to be asked: before somebody first asks for
// help and once a quarter; who said "not now" is left alone for a week.
// SPDX-License-Identifier: Apache-2.0
import { random, toHex } from './bytes.js';

const KEPT = 'survey';
const WEEK = 7;

export const quarterOf = (day) => `${day.slice(0, 4)}-${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

export function isDue({ survey_answered: told = '' }, kept, today) {
    const quarter = quarterOf(today);
    if ((told ?? '') >= quarter || (kept?.answered ?? '') >= quarter) return false;
    return !(kept?.later > today);
}

// Of chance alone: an id with a time in it would say when it was answered.
function chance() {
    const bytes = random(16);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export class Survey {
    #app;

    constructor(app) {
        this.#app = app;
    }

    get #today() {
        return this.#app.rules.day(Date.now());
    }

    async due() {
        const { reference, vault } = this.#app;
        return reference.ready && isDue(reference.config, await vault.get(KEPT), this.#today);
    }

    async #keep(value, records = []) {
        const kept = { ...(await this.#app.vault.get(KEPT)), ...value };
        await this.#app.vault.put([{ id: KEPT, kind: KEPT, value: kept }, ...records]);
    }

    later() {
        return this.#keep({ later: this.#app.rules.dayAdd(this.#today, WEEK) });
    }

    // The answers leave the vault with the server's word; that they were given stays.
    async answer(answers) {
        const told = this.#app.notices.record('/api/v1/survey', { id: chance(), ...answers });
        await this.#keep({ answered: quarterOf(this.#today) }, [told]);
        this.#app.sync.run();
    }
}
