// requests.js -- help requests made on this phone.  A draft lives in the vault; sent, it can
// be undone for a while, then only its coarse state remains here, without an address.
// SPDX-License-Identifier: Apache-2.0
import { newId } from './ids.js';
import { SEALED } from './outbox.js';

// What a first look at the form says: the careful answer to each question.
const BLANK = {
    choices: [],
    urgency: 'routine',
    message_ok: 'no',
    heat_payer: 'unknown',
};

const doorOf = (visit) => `door-no/${visit.property.id}/${visit.unit ?? ''}`;
const atDoor = ({ property }) => `door-no/${property.id}/`;

export class Requests {
    #app;

    constructor(app) {
        this.#app = app;
        const settled = ({ detail }) => detail === 'settled' && this.#forget();
        app.outbox.addEventListener('change', settled);
    }

    // Once received, nothing on this phone leads from a request to a door or an hour.
    async #forget() {
        const mine = await this.#app.vault.list('mine');
        const left = mine.filter(({ value }) => value.visit && !this.#app.outbox.get(value.op));
        const bare = left.map(({ id, kind, value: { casefile, op, day, promised_day } }) => ({
            id,
            kind,
            value: { casefile, op, day, promised_day },
        }));
        if (bare.length) await this.#app.vault.put(bare);
        const waits = this.#app.outbox.all().filter(({ op }) => op.kind === SEALED);
        const doors = waits.map(({ about }) => about?.visit);
        await this.#app.outbox.forget(
            ({ op, about }) => op.kind === SEALED && !doors.includes(about?.visit),
        );
    }

    // One that the office could not open, at this door.
    #unopened({ id }) {
        return this.#app.outbox
            .untaken()
            .find(({ op, about }) => op.kind === SEALED && about?.request && about.visit === id);
    }

    async draft(visit) {
        return (await this.#app.vault.get(`ask/${visit.id}`)) ?? { ...BLANK };
    }

    async keep(visit, draft) {
        await this.#app.vault.put([{ id: `ask/${visit.id}`, kind: 'ask', value: draft }]);
    }

    #data(visit, draft) {
        const { answer, known, ...said } = draft;
        const place = {
            inspection: visit.id,
            property: visit.property.id,
            unit: visit.unit ?? '',
            address: visit.property.address,
        };
        return {
            casefile: newId(),
            ...place,
            ...said,
            ...answer,
            choices: draft.choices.map((choice) => `${choice}:${known ?? 'told'}`),
        };
    }

    // Before the answer is there, what the answer brings is not missed.
    faults(visit, draft) {
        const later = draft.answer ? [] : ['consent', 'text_version', 'lang', 'method'];
        const found = this.#app.rules.check('help.request', this.#data(visit, draft));
        const now = found.filter(({ field }) => !later.includes(field));
        return draft.known ? now : [...now, { field: 'known', msg: 'field.ask.known_missing' }];
    }

    async send(visit, draft) {
        const data = this.#data(visit, draft);
        const hold = draft.urgency === 'crisis' ? 0 : this.#app.limits.undo_ms;
        return this.#queue(visit, 'help.request', data, hold, [`ask/${visit.id}`]);
    }

    async alert(visit, cardLeft) {
        const data = {
            casefile: newId(),
            inspection: visit.id,
            property: visit.property.id,
            unit: visit.unit ?? '',
            address: visit.property.address,
            card_left: cardLeft,
        };
        return this.#queue(visit, 'help.alert', data, this.#app.limits.undo_ms, [
            `ask/${visit.id}`,
        ]);
    }

    async #queue(visit, kind, data, hold, gone) {
        const id = newId();
        const day = this.#app.rules.day(Date.now());
        const promised = this.#app.rules.promisedDay(Date.now(), data.urgency ?? 'routine');
        const mine = {
            casefile: data.casefile,
            op: id,
            day,
            promised_day: promised,
            at: Date.now(),
            visit: visit.id,
            alert: kind === 'help.alert',
            crisis: data.urgency === 'crisis',
        };
        const about = { request: data.casefile, visit: visit.id };
        const before = this.#unopened(visit);
        await this.#app.outbox.add(
            [{ id, kind, data, care: true, hold, about, mends: before?.op.id }],
            [{ id: `mine/${data.casefile}`, kind: 'mine', value: mine }],
            before ? [...gone, `mine/${before.about.request}`] : gone,
        );
        return mine;
    }

    // A no leaves nothing but the day until which this door is not asked again.
    async refused(visit) {
        const until = this.#app.rules.dayAdd(
            this.#app.rules.day(Date.now()),
            this.#app.limits.no_days,
        );
        const data = { no: newId(), property: visit.property.id, unit: visit.unit ?? '' };
        const part = { kind: 'help.no', data, care: true, about: {} };
        await this.#app.outbox.add(
            [part],
            [{ id: doorOf(visit), kind: 'door-no', value: { until } }],
            [`ask/${visit.id}`],
        );
    }

    async closedUntil(visit) {
        const { vault, rules } = this.#app;
        const { length } = atDoor(visit);
        const here = (id) => id.startsWith(atDoor(visit)) && rules.sameUnit(id.slice(length), visit.unit ?? '');
        const kept = (await vault.list('door-no')).filter(({ id }) => here(id));
        const until = kept.map(({ value }) => value.until).sort().at(-1);
        return until >= rules.day(Date.now()) ? until : null;
    }

    // Back to a draft, as if Send had not been pressed; false when it has left.
    async undo(mine) {
        const data = this.#app.outbox.get(mine.op)?.plain?.data;
        const draft = data?.choices && {
            ...data,
            choices: data.choices.map((c) => c.split(':')[0]),
            known: data.choices[0].split(':')[1],
        };
        const records = draft ? [{ id: `ask/${mine.visit}`, kind: 'ask', value: draft }] : [];
        return this.#app.outbox.undo(mine.op, records, [`mine/${mine.casefile}`]);
    }

    async mine() {
        const here = await this.#app.vault.list('mine');
        const told = await this.#app.vault.list('request');
        const all = new Map(
            here.map(({ value }) => [
                value.casefile,
                { ...value, state: this.#app.states.of([value.op]) },
            ]),
        );
        for (const { value } of told)
            all.set(value.casefile ?? value.id, {
                ...all.get(value.casefile ?? value.id),
                ...value,
            });
        return [...all.values()].sort((a, b) => (a.day < b.day ? 1 : -1));
    }
}
