// address.js -- an inspection that nobody planned: the address is looked for on this
// phone, then its unit and the kind are chosen, and the visit is like any other.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { checked, choices } from '../page.js';
import { unitWords, whenWords } from '../visit_words.js';

const FIRST = ['emergency', 'complaint']; // why one goes where no visit was planned
const FROM_ELSEWHERE = 'imported';
const OTHER = '*'; // a unit that the register does not have

const aroundWords = ({ place, neighbourhood, postcode }) =>
    [neighbourhood, [place, postcode].filter(Boolean).join(' ')].filter(Boolean).join(' · ');

export default class Address extends Screen {
    #addresses = null;
    #hits = [];
    #house = null;

    async start() {
        const kinds = this.app.rules.tables().inspection_kind;
        const rest = kinds.filter((kind) => ![...FIRST, FROM_ELSEWHERE].includes(kind));
        choices(this.root, 'kind', [...FIRST, ...rest], (code) =>
            this.t(`inspection_kind.${code}`),
        );
        this.field('unit').maxLength = this.app.limits.unit;
        this.field('search').addEventListener('input', () => this.#search());
        this.field('known').addEventListener('change', () => this.#unit());
        this.fill({ chosen: false, searching: true });
        await this.#load();
        this.follow(this.app.addresses, 'change', () => this.#load());
    }

    shown() {
        if (!this.#house) this.field('search').focus();
    }

    async #load() {
        this.#addresses = await this.app.addresses.open();
        this.fill({ away: !this.#addresses });
        if (!this.#house) this.#search();
    }

    #said(query) {
        if (!query || !this.#addresses) return '';
        const n = this.#hits.length;
        return n ? this.app.text.count('field.address.found', n) : this.t('field.address.nothing');
    }

    #search() {
        const query = this.field('search').value.trim();
        this.#hits = this.#addresses?.search(query) ?? [];
        this.each('hit', this.#hits, (hit, row) => {
            row.querySelector('button').dataset.n = this.#hits.indexOf(hit);
            const units = hit.units.filter(({ unit }) => unit).length;
            const words = units ? this.app.text.count('field.address.units', units) : '';
            return { address: hit.address, around: aroundWords(hit), units: words, some: units };
        });
        this.fill({ said: this.#said(query), hits: this.#hits.length });
    }

    #units() {
        const { units, asked } = this.#house;
        const named = units.filter(({ unit }) => unit);
        const select = this.field('known');
        select.length = 1; // "choose" stays
        for (const { unit, at } of named)
            select.add(new Option(this.t('field.unit.n', { unit }), at));
        select.add(new Option(this.t('field.address.unit_other'), OTHER));
        const same = named.find(({ unit }) => unit.toLowerCase() === asked.toLowerCase());
        select.value = (asked && (same?.at ?? OTHER)) || '';
        this.field('unit').value = same ? '' : asked;
        this.fill({ many: named.length > 0 });
        this.#unit();
    }

    #unit() {
        const { units } = this.#house;
        const named = units.some(({ unit }) => unit);
        this.fill({ typed: !named || this.field('known').value === OTHER });
    }

    // Planned or begun at this house already: to be gone on with, not begun twice.
    async #already() {
        const ids = this.#house.units.map(({ at }) => this.#addresses.id(at));
        const all = await this.app.visits.all();
        const here = all.filter(
            (visit) => ids.includes(visit.property?.id) && !this.app.visits.over(visit),
        );
        this.fill({ already: here.length });
        const today = this.app.rules.day(Date.now());
        this.each('visit', here, (visit) => {
            const words = [whenWords(this.app, visit, today), unitWords(this.app, visit)];
            const kind = this.t(`inspection_kind.${visit.kind}`);
            return { kind, line: words.filter(Boolean).join(' · '), to: `#/visit/${visit.id}` };
        });
    }

    async choose(event, { dataset }) {
        this.#house = this.#hits[Number(dataset.n)];
        await this.#already();
        const around = aroundWords(this.#house);
        this.fill({ chosen: true, searching: false, address: this.#house.address, around });
        this.#units();
        this.root.querySelector('[data-field="address"][tabindex]').focus();
        scrollTo(0, 0);
    }

    again() {
        this.#house = null;
        this.fill({ chosen: false, searching: true });
        this.field('search').focus();
    }

    // The register's row and the unit: of the one chosen, else of the house as a whole.
    #place() {
        const { units } = this.#house;
        const known = this.field('known').value;
        const chosen = units.find(({ at }) => String(at) === known);
        if (chosen) return chosen;
        const { at } = units.find(({ unit }) => !unit) ?? units[0];
        return { at, unit: this.field('unit').value.trim() };
    }

    #faults(data) {
        const unasked =
            this.#house.units.some(({ unit }) => unit) && !this.field('known').value
                ? [{ field: 'known', msg: 'field.address.unit_missing' }]
                : [];
        const faults = this.app.rules.check('inspection.start', data);
        return [...unasked, ...faults.filter(({ field }) => ['unit', 'kind'].includes(field))];
    }

    async open() {
        const { at, unit } = this.#place();
        const { address, place, postcode, neighbourhood } = this.#house;
        const property = { id: this.#addresses.id(at), address, place, postcode, neighbourhood };
        const [kind = ''] = checked(this.root, 'kind');
        const visit = { id: property.id, property, unit, kind };
        if (!this.accept(this.#faults(this.app.visits.startData(visit, {})))) return;
        const { id } = await this.app.visits.another({ property, history: [] }, unit, kind);
        this.app.route.replace('visit', id);
    }
}
