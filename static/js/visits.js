// visits.js -- an inspection on this phone: what the office sent, and what is recorded here.
// Each change writes its op and the visit's own page in one go.
// SPDX-License-Identifier: Apache-2.0
import { newId } from './ids.js';

const EMPTY = { ops: [], findings: [], earlier: {}, addenda: [] };
const OVER = ['signed', 'closed'];

// What another phone of the same person began comes down as one text.
const told = (planned) => planned && { ...planned, present: planned.present?.split(';') ?? [] };

export class Visits {
    #app;

    constructor(app) {
        this.#app = app;
    }

    // The office's plan and what was begun here, as one.
    async get(id) {
        const planned = await this.#app.vault.get(`inspection/${id}`);
        const here = await this.#app.vault.get(`visit/${id}`);
        if (!planned && !here) return null;
        const property = { ...here?.property, ...planned?.property };
        return { ...EMPTY, ...told(planned), ...here, property, id };
    }

    async all() {
        const planned = await this.#app.vault.list('inspection');
        const here = await this.#app.vault.list('visit');
        const ids = new Set([...planned, ...here].map(({ value }) => value.id));
        return Promise.all([...ids].map((id) => this.get(id)));
    }

    over({ signed, state }) {
        return Boolean(signed) || OVER.includes(state);
    }

    // The doors still to do, not those of days to come unless they are begun; and those done
    // so lately that help may still be asked for.
    async day(today) {
        const all = await this.all();
        const since = this.#app.rules.dayAdd(today, -this.#app.limits.offer_days);
        const recent = ({ signed }) => signed && this.#app.rules.day(signed.at) >= since;
        const due = (visit) => visit.startedAt || !(visit.planned_day > today);
        return {
            doors: all.filter((visit) => !this.over(visit) && due(visit)),
            done: all.filter(recent),
        };
    }

    // Violations of earlier visits that are still open at this door.
    async open({ id, property, unit }) {
        const all = await this.#app.vault.list('finding');
        const here = (finding) => !unit || !finding.unit || finding.unit === unit;
        return all
            .map(({ value }) => value)
            .filter((one) => one.property === property.id && one.inspection !== id && here(one));
    }

    // parts may name ops of this visit by what they wait for; the page keeps their ids.
    async record(visit, parts, records = [], gone = []) {
        const about = { visit: visit.id };
        const ops = await Promise.all(parts.map((part) => ({ id: newId(), about, ...part })));
        const next = { ...visit, ops: [...visit.ops, ...ops.map((op) => op.id)] };
        await this.#app.outbox.add(ops, [this.page(next), ...records], gone);
        return next;
    }

    page(visit) {
        return { id: `visit/${visit.id}`, kind: 'visit', value: visit };
    }

    // Not on the plan: it becomes known to the office when it is begun.
    async another({ property, history }, unit, kind) {
        const day = this.#app.rules.day(Date.now());
        const visit = { id: newId(), property, unit, kind, history, planned_day: day };
        await this.#app.vault.put([this.page({ ...EMPTY, ...visit })]);
        return visit;
    }

    startData(visit, { occupancy, present }) {
        const { id: inspection, property, unit = '', kind } = visit;
        return { inspection, property: property.id, unit, kind, occupancy, present };
    }

    async begin(visit, said) {
        const data = this.startData(visit, said);
        const begun = { ...visit, ...said, startedAt: visit.startedAt ?? Date.now() };
        return this.record(begun, [{ kind: 'inspection.start', data, after: visit.ops.slice(-1) }]);
    }

    findingData(visit, finding) {
        return {
            ...finding,
            inspection: visit.id,
            endangering: finding.endangering ? '1' : '0',
            photos: finding.photos.map(({ sha256, size, taken }) =>
                [sha256, size, taken].join(':'),
            ),
        };
    }

    async find(visit, finding, gone) {
        const data = this.findingData(visit, finding);
        const next = { ...visit, findings: [...visit.findings, { ...finding, at: Date.now() }] };
        const part = { kind: 'finding.add', data, after: visit.ops.slice(0, 1) };
        return this.record(next, [part], this.#app.photos.named(finding.photos), gone);
    }

    async mark(visit, finding, state) {
        const next = { ...visit, earlier: { ...visit.earlier, [finding]: state } };
        return this.record(next, [
            {
                kind: 'finding.state',
                data: { finding, inspection: visit.id, state },
                after: visit.ops.slice(0, 1),
            },
        ]);
    }

    async card(visit, card) {
        const data = {
            inspection: visit.id,
            left: card.left,
            ...(card.reason && { reason: card.reason }),
        };
        return this.record({ ...visit, card }, [
            { kind: 'card.set', data, after: visit.ops.slice(0, 1) },
        ]);
    }

    async sign(visit, signed) {
        const { name, order, order_sha256, lang } = signed;
        const data = { inspection: visit.id, name, order, order_sha256, lang };
        const next = { ...visit, signed: { ...signed, at: Date.now() } };
        return this.record(next, [{ kind: 'inspection.sign', data, after: visit.ops }]);
    }

    async addendum(visit, text) {
        const data = { addendum: newId(), inspection: visit.id, text };
        const next = { ...visit, addenda: [...visit.addenda, { text, at: Date.now() }] };
        return this.record(next, [
            { kind: 'inspection.addendum', data, after: visit.ops.slice(-1) },
        ]);
    }

    state(visit) {
        return this.#app.states.of(visit.ops);
    }
}
