// rules.js -- every rule, limit and code the phone knows: asked of the same C that the
// server runs.  Nothing is decided here.
// SPDX-License-Identifier: Apache-2.0
import { Module, flat } from './rules_wasm.js';
import { search } from './code_search.js';
import { orderPairs } from './order_pairs.js';

export async function loadRules(source = new URL('../doorstep.wasm', import.meta.url)) {
    return new Rules(await Module.load(source));
}

export class Rules {
    #module;
    #tables;

    constructor(module) {
        this.#module = module;
        this.#tables = tablesOf(module.pairs('tables'));
    }

    // {need: [words], choice: [..], .., limits: {undo_ms: 600000, ..}, msgids: {"need.food": ..}}
    tables() {
        return this.#tables;
    }

    // What the city and its provider told: config.provider_hours, config.crisis_minutes ..,
    // zone.changes [[ms, seconds]], holidays.days.  Answers the faults; with any, nothing changes.
    setReference({ config = {}, zone = {}, holidays = {} }) {
        const { provider_hours: hours, crisis_minutes, today_days, routine_days } = config;
        const changes = (zone.changes ?? []).map(([ms, seconds]) => `${ms}:${seconds}`);
        return this.#faults('city', flat({ hours, crisis_minutes, today_days, routine_days, zone: changes, holiday: holidays.days }));
    }

    // The faults of an op's data, as {field, msg}; none when it may be sent.
    check(kind, data) {
        return this.#faults('op_check', [['op', kind], ...flat(data)]);
    }

    #faults(question, pairs) {
        const answer = this.#module.pairs(question, pairs);
        const faults = [];
        for (let i = 0; i + 1 < answer.length; i += 2) faults.push({ field: answer[i][1], msg: answer[i + 1][1] });
        return faults;
    }

    // Of two codes the shorter clock.
    correctBy({ endangering, severity = '', at = Date.now() }) {
        return this.#module.ask('correct_by', { at, endangering: Number(Boolean(Number(endangering))), severity }).day;
    }

    // What is missing before a visit's report may be signed.
    visitFaults({ occupancy, present, facts = {} }) {
        return this.#faults('visit', flat({ occupancy, present, ...facts }));
    }

    leadNeeded({ child = '', year_built = '' }) {
        return this.#module.ask('lead', { child, year_built }).needed === '1';
    }

    // A day's doors in walking order.
    walk(visits) {
        const doors = visits.map(({ planned_time: time, property }) => {
            const [hour, minute] = (time ?? '').split(':').map(Number);
            const at = time ? hour * 60 + minute : '';
            return ['door', [at, property?.lat_e7 ?? '', property?.lon_e7 ?? ''].join(',')];
        });
        return this.#module.pairs('walk', doors).map(([, n]) => visits[Number(n)]);
    }

    day(ms) {
        return this.#module.ask('day', { at: ms }).day;
    }

    minuteOfDay(ms) {
        return Number(this.#module.ask('day', { at: ms }).minute);
    }

    heatSeason(ms) {
        return this.#module.ask('day', { at: ms }).heat_season === '1';
    }

    dayAdd(day, n) {
        return this.#module.ask('add', n < 0 ? { day, back: -n } : { day, days: n }).day;
    }

    businessAdd(day, days) {
        return this.#module.ask('business', { day, days }).day;
    }

    // {open, opens_at, day, acknowledge_by, contact_by}: instants in ms.
    promise(ms, urgency = 'routine') {
        const { open, day, ...instants } = this.#module.ask('promise', { at: ms, urgency });
        const numbers = Object.entries(instants).map(([name, value]) => [name, Number(value)]);
        return { open: open === '1', day, ...Object.fromEntries(numbers) };
    }

    providerOpen(ms) {
        return this.promise(ms).open;
    }

    promisedDay(ms, urgency) {
        return this.promise(ms, urgency).day;
    }

    // The exact order; order_pairs.js says what it is made of.
    orderText(parts) {
        return this.#module.pairs('order', orderPairs(this, parts))[0][1];
    }

    // What a signed visit is made of, as the text that phone and office hash.
    digestText({ signed, findings, addenda }) {
        const parts = [['order', signed.order_sha256]];
        for (const { finding, code, photos } of findings) {
            parts.push(['finding', `${finding} ${code}`]);
            parts.push(...photos.map(({ sha256 }) => ['photo', sha256]));
        }
        parts.push(...addenda.filter(({ id }) => id).map(({ id }) => ['addendum', id]));
        return this.#module.pairs('digest', parts)[0][1];
    }

    // The beginning of the first word that an owner need not read, or undefined.
    socialWords(note) {
        return this.#module.ask('social', { note }).word;
    }

    // The first words that tell of somebody's immigration status, or undefined.
    statusWords(note) {
        return this.#module.ask('status', { note }).word;
    }

    coarse(state) {
        return this.#module.ask('coarse', { state }).coarse;
    }

    // A help card's code as it is kept, or undefined.
    cardCode(code) {
        return this.#module.ask('card', { code }).code;
    }

    // Two spellings of one unit: "Apt. 2-B" is "2b".
    sameUnit(one, other) {
        const key = (unit) => this.#module.ask('unit', { unit }).key || unit;
        return one === other || key(one) === key(other);
    }

    searchCode(query, library, lang) {
        return search(query, library, lang);
    }
}

function tablesOf(pairs) {
    const tables = { limits: {}, msgids: {} };
    let list, limit, word;
    for (const [name, value] of pairs) {
        if (name === 'list') tables[(list = value)] = [];
        if (name === 'word') tables[list].push((word = value));
        if (name === 'msgid') tables.msgids[`${list}.${word}`] = value;
        if (name === 'limit') limit = value;
        if (name === 'value') tables.limits[limit] = Number(value);
    }
    return tables;
}
