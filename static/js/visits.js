// visits.js -- an inspection on this phone: what the office sent, and what is recorded here.
// Each change writes its op and the visit's own page in one go.
// SPDX-License-Identifier: Apache-2.0
import { sha256, toHex, utf8 } from './bytes.js';
import { newId } from './ids.js';
import { FOR_NOW } from './outbox.js';
import { roomsOf, roomWord } from './rooms.js';

const EMPTY = { ops: [], findings: [], earlier: {}, after: {}, addenda: [], facts: {} };
// Of the facts, those that leave with the report.
const FACTS = ['scope', 'told_right', 'entry', 'lead', 'year_built', 'units', 'habitable', 'specialist', 'why'];
const OVER = ['signed', 'closed'];
const SIGNED = ['inspection.sign', 'inspection.addendum'];

// What another phone of the same person began comes down as one text.
const told = (planned) => planned && { ...planned, present: planned.present?.split(';') ?? [] };

// What a person chose, on whichever phone, holds here as soon as nothing of ours waits.
function chosen(planned) {
    const card = { left: planned.card_left, reason: planned.card_reason };
    const told = { ...planned, card };
    return Object.fromEntries((planned.chosen ?? []).map((field) => [field, told[field]]));
}

// A field's value as it is told, and as a visit holds it.
const SAID = {
    present: (value) => value.split(';'),
    card: (value) => ({ left: value.split(' ')[0], reason: value.split(' ')[1] }),
};

// Of several ops of one kind at a visit: what each is about.
const aboutOf = ({ finding, field, addendum }) => finding ?? field ?? addendum ?? '';

const namesOf = (photos) =>
    photos.map(({ sha256, size, taken }) => [sha256, size, taken].join(':'));

// What was not said is left out, rather than said to be empty.
const given = (data) =>
    Object.fromEntries(
        Object.entries(data).filter(([, value]) => value !== undefined && value !== ''),
    );

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
        const settled = planned && here && this.#app.states.of(here.ops) === 'received';
        const held = settled ? chosen(told(planned)) : {};
        const differ = planned?.differ ?? [];
        const office = planned && { state: planned.state, digest: planned.digest };
        return { ...EMPTY, ...told(planned), ...here, ...office, ...held, differ, property, id };
    }

    async all() {
        const planned = await this.#app.vault.list('inspection');
        const here = await this.#app.vault.list('visit');
        const ids = new Set([...planned, ...here].map(({ value }) => value.id));
        return Promise.all([...ids].map((id) => this.get(id)));
    }

    // Signed, or not let in; or made in the other system, as it or the inspector says.
    over({ signed, noEntry, left, inspected_at: made, state }) {
        return Boolean(signed || noEntry || left || made) || OVER.includes(state);
    }

    // The doors still to do, those of days to come too; and those done so lately that help may
    // still be asked for.
    async day(today) {
        const all = await this.all();
        const since = this.#app.rules.dayAdd(today, -this.#app.limits.offer_days);
        const recent = ({ signed, noEntry, left, inspected_at: made }) => {
            const at = (signed ?? noEntry ?? left)?.at ?? made;
            return at && this.#app.rules.day(at) >= since;
        };
        return {
            doors: all.filter((visit) => !this.over(visit)),
            done: all.filter(recent),
        };
    }

    // Violations of earlier visits that are still open at this door.
    async open({ id, property, unit }, list = null) {
        const all = list ?? (await this.#app.vault.list('finding'));
        const { rules } = this.#app;
        const here = (finding) =>
            !unit || !finding.unit || rules.sameUnit(finding.unit, unit);
        return all
            .map(({ value }) => value)
            .filter((one) => one.property === property.id && one.inspection !== id && here(one));
    }

    // What was not taken of the same thing, or was set aside; a parked violation may act yet.
    stuck(visit, kind, data = {}) {
        return this.#app.outbox.untaken().find(
            ({ op, about, state, was = state }) =>
                about?.visit === visit.id &&
                op.kind === kind &&
                aboutOf(op.data) === aboutOf(data) &&
                (kind !== 'finding.add' || was === 'refused'),
        )?.op.id;
    }

    // Said again, it takes the place of what was not taken, and waits for all but that.
    #part(visit, part) {
        const mends = part.mends ?? this.stuck(visit, part.kind, part.data);
        const after = part.after?.filter((id) => id !== mends);
        return { id: newId(), about: { visit: visit.id }, ...part, after, mends };
    }

    // An order that waits for what is mended now would say what was written before: it is
    // read and signed again, and all goes together.
    #unsigned(visit, parts, taken) {
        const waits = taken.length || parts.some(({ kind, mends }) => mends && !SIGNED.includes(kind));
        const mine = ({ op, about }) => about?.visit === visit.id && op.kind === 'inspection.sign';
        const sign = visit.signed && waits && this.#app.outbox.all().find(mine)?.op.id;
        if (!sign) return visit;
        const ops = visit.ops.filter((id) => id !== sign);
        return { ...visit, signed: undefined, unsigned: sign, ops };
    }

    // parts may name ops of this visit by what they wait for; the page keeps their ids.
    // taken: ops that the person takes back; free: held ones that go now.
    async record(visit, said, records = [], gone = [], { taken = [], free = [] } = {}) {
        const made = said.map((part) => this.#part(visit, part));
        const now = this.#unsigned(visit, made, taken);
        const parts = now.unsigned ? made.map((part) => ({ hold: FOR_NOW, ...part })) : made;
        const instead = new Map(parts.map(({ id, mends }) => [mends, id]));
        const ops = now.ops.map((id) => instead.get(id) ?? id);
        const fresh = parts.map(({ id }) => id).filter((id) => !ops.includes(id));
        const next = { ...now, ops: [...ops, ...fresh] };
        const mended = now === visit ? taken : [...taken, now.unsigned];
        await this.#app.outbox.add(parts, [this.page(next), ...records], gone, { mended, free });
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
        const start = { id: newId(), kind: 'inspection.start', data, after: visit.ops.slice(-1) };
        const changed = visit.startedAt ? this.#instead(visit, start) : [];
        return this.record(begun, [start, ...changed]);
    }

    // Said anew by who had seen what other phones said: that is settled with it.
    #instead(visit, { id, data }) {
        const word = (value) => [value ?? ''].flat().join(';');
        const seen = (visit.stands ?? []).filter(
            ({ field }) => field in data && word(data[field]) !== word(visit[field]),
        );
        return seen.flatMap(({ field, values }) => {
            const others = values.filter(({ value, device }) =>
                value !== word(data[field]) && device !== this.#app.account.device);
            const settles = others.map(({ op }) => op);
            const settling = { inspection: visit.id, field, chosen: id, settles };
            return settles.length
                ? [{ kind: 'inspection.choose', data: settling, after: [id] }]
                : [];
        });
    }

    findingData(visit, finding) {
        return {
            ...finding,
            inspection: visit.id,
            endangering: finding.endangering ? '1' : '0',
            photos: namesOf(finding.photos),
        };
    }

    // In place of another when a slip was mended: that one is taken back.
    async find(visit, finding, gone, instead) {
        const data = this.findingData(visit, finding);
        const kept = visit.findings.filter((one) => one.finding !== instead);
        const next = { ...visit, findings: [...kept, { ...finding, at: Date.now() }] };
        const parts = [{ kind: 'finding.add', data, after: visit.ops.slice(0, 1) }];
        if (instead && instead !== finding.finding) parts.push(this.#withdrawal(visit, instead));
        return this.record(next, parts, this.#app.photos.named(finding.photos), gone);
    }

    #withdrawal(visit, finding) {
        const data = { finding, inspection: visit.id };
        return { kind: 'finding.withdraw', data, after: visit.ops.slice(0, 1) };
    }

    // What the office never took is not taken back there.
    async withdraw(visit, finding, gone) {
        const findings = visit.findings.filter((one) => one.finding !== finding);
        const refused = this.stuck(visit, 'finding.add', { finding });
        if (refused) {
            const ops = visit.ops.filter((id) => id !== refused);
            return this.record({ ...visit, findings, ops }, [], [], gone, { taken: [refused] });
        }
        return this.record(
            { ...visit, findings },
            [this.#withdrawal(visit, finding)],
            [],
            gone,
        );
    }

    // What is seen today of an earlier violation, with photographs of how it is now.
    async mark(visit, finding, state, photos = visit.after[finding] ?? []) {
        const told = photos.map((photo) => ({ ...photo, told: true }));
        const next = {
            ...visit,
            earlier: { ...visit.earlier, [finding]: state },
            after: { ...visit.after, [finding]: told },
        };
        const data = { finding, inspection: visit.id, state, photos: namesOf(photos) };
        const part = { kind: 'finding.state', data, after: visit.ops.slice(0, 1) };
        return this.record(next, [part], this.#app.photos.named(photos));
    }

    // Photographs that came behind the answer: told when their screen is left, so that
    // what must not be seen can be cut off first.
    async tellPhotos(visit) {
        const late = ([finding, photos]) =>
            visit.earlier[finding] && photos.some(({ told }) => !told);
        let next = visit;
        for (const [finding] of Object.entries(visit.after).filter(late))
            next = await this.mark(next, finding, next.earlier[finding]);
        return next;
    }

    // Told with the signature; until then they are only here.
    async keep(visit, more) {
        const next = { ...visit, ...more };
        await this.#app.vault.put([this.page(next)]);
        return next;
    }

    noEntryData(visit, { reason, card_left, again, again_day, again_time }) {
        const { id: inspection, property, unit = '', kind } = visit;
        const data = { inspection, property: property.id, unit, kind, reason, card_left };
        return again_day ? { ...data, again, again_day, again_time } : data;
    }

    async noEntry(visit, said) {
        const data = this.noEntryData(visit, said);
        const next = { ...visit, noEntry: { ...said, at: Date.now() } };
        const part = { kind: 'inspection.no-entry', data, after: visit.ops.slice(-1) };
        const again = said.again_day && {
            ...EMPTY,
            id: said.again,
            property: visit.property,
            unit: visit.unit,
            kind: visit.kind,
            history: visit.history,
            planned_day: said.again_day,
            planned_time: said.again_time || null,
        };
        const before = visit.noEntry?.again; // said wrongly, and said again
        const gone = before && before !== said.again ? [`visit/${before}`] : [];
        return this.record(next, [part], again ? [this.page(again)] : [], gone);
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

    // Fields of which phones said different things, but for what is chosen here already.
    differing({ differ, settled = [] }) {
        return differ
            .map(({ field, values }) => ({
                field,
                values: values.filter(({ op }) => !settled.includes(`${field} ${op}`)),
            }))
            .filter(({ values }) => new Set(values.map(({ value }) => value)).size > 1);
    }

    async choose(visit, field, op) {
        const { values } = this.differing(visit).find((one) => one.field === field);
        const { value } = values.find((one) => one.op === op);
        const others = values.filter((one) => one.op !== op).map((one) => one.op);
        const data = { inspection: visit.id, field, chosen: op, settles: others };
        const held = SAID[field] ? SAID[field](value) : value;
        const settled = [...(visit.settled ?? []), ...others.map((one) => `${field} ${one}`)];
        return this.record({ ...visit, [field]: held, settled }, [
            { kind: 'inspection.choose', data, after: visit.ops.slice(0, 1) },
        ]);
    }

    // The facts that leave with the report: that a child lives there is not among them.
    signData(visit, { name, order, order_sha256, lang }) {
        const { unsafe } = visit.facts;
        const rooms = roomsOf(visit).filter(({ seen }) => seen).map(roomWord);
        return {
            inspection: visit.id,
            name,
            order,
            order_sha256,
            lang,
            ...Object.fromEntries(FACTS.map((name) => [name, visit.facts[name]])),
            unsafe: unsafe ? '1' : '0',
            rooms,
        };
    }

    // All that the report would be refused for, before it is signed.
    signFaults(visit, signed) {
        return this.#app.rules.check('inspection.sign', given(this.signData(visit, signed)));
    }

    async sign(before, signed) {
        const visit = await this.tellPhotos(before);
        const data = given(this.signData(visit, signed));
        const mine = ({ hold, about }) => about?.visit === visit.id && hold >= FOR_NOW;
        const free = this.#app.outbox.all().filter(mine).map(({ op }) => op.id);
        const made = { ...visit, signed: { ...signed, at: Date.now() }, unsigned: undefined };
        const part = { kind: 'inspection.sign', data, after: visit.ops };
        if (visit.unsigned) part.mends = visit.unsigned;
        return this.record(await this.#digested(made), [part], [], [], { free });
    }

    // In place of one that was not taken, or of a violation that came after the signature.
    async addendum(visit, text, mends) {
        const before = this.#app.outbox.get(mends)?.op.data ?? {};
        const data = { addendum: before.addendum ?? newId(), inspection: visit.id, text };
        const added = { id: data.addendum, text, at: Date.now() };
        const addenda = visit.addenda.filter(({ id }) => id !== data.addendum).concat(added);
        const findings = visit.findings.filter(({ finding }) => finding !== before.finding);
        const next = await this.#digested({ ...visit, addenda, findings });
        const part = { kind: 'inspection.addendum', data, after: mends ? [] : visit.ops.slice(-1) };
        return this.record(next, [mends ? { ...part, mends } : part]);
    }

    async #digested(visit) {
        if (!visit.signed?.order_sha256) return visit;
        const own = toHex(await sha256(utf8(this.#app.rules.digestText(visit))));
        return { ...visit, own };
    }

    // Received is not enough where the office has told what it made of it.
    state({ ops, own, digest }) {
        const state = this.#app.states.of(ops);
        return state === 'received' && own && digest && own !== digest ? 'differs' : state;
    }
}
