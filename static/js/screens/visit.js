// visit.js -- one inspection: who is there, what was open, what is found, and signing.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { check, checked, choices, unknownLast } from '../page.js';

export default class Visit extends Screen {
    #visit;

    async start() {
        const { occupancy, present } = this.app.rules.tables();
        choices(this.root, 'occupancy', unknownLast(occupancy), (code) =>
            this.t(`occupancy.${code}`),
        );
        choices(this.root, 'present', present, (code) => this.t(`present.${code}`));
        await this.#draw();
        this.follow(this.app.outbox, 'change', () => this.#state());
        this.root.addEventListener(
            'change',
            ({ target }) => target.dataset.finding && this.#mark(target),
        );
    }

    async #draw() {
        const visit = (this.#visit = await this.app.visits.get(this.id));
        const open = await this.app.visits.open(visit);
        const begun = Boolean(visit.startedAt);
        const signed = Boolean(visit.signed);
        this.fill({
            address: visit.property.address,
            has_unit: visit.unit,
            unit: this.t('field.unit', { unit: visit.unit }),
            kind: this.t(`inspection_kind.${visit.kind}`),
            year: visit.property.year_built
                ? this.t('field.visit.built', { year: visit.property.year_built })
                : '',
            arriving: !begun,
            begun,
            working: begun && !signed,
            signed,
            who: this.#who(visit),
            has_open: open.length > 0,
            has_found: visit.findings.length > 0,
            none_found: begun && !visit.findings.length,
            card: this.t(`field.card.${visit.card?.left ?? 'unset'}`),
            card_state: visit.card ? 'done' : 'draft',
            card_to: `#/card/${visit.id}`,
            ask_to: `#/ask/${visit.id}`,
            history: visit.history?.length,
            order: visit.signed?.order,
        });
        this.each('earlier', open, (finding, row) => this.#earlier(finding, row));
        this.each('found', visit.findings, (finding) => this.#found(finding));
        this.each('history', visit.history ?? [], (past) => this.#past(past));
        this.each('addenda', visit.addenda, ({ text }) => ({ text }));
        this.#state();
    }

    #state() {
        const state = this.app.visits.state(this.#visit);
        this.fill({ state, state_words: this.t(`field.state.${state}`) });
    }

    #who(visit) {
        if (!visit.startedAt) return '';
        const here = visit.present.map((code) => this.t(`present.${code}`)).join(', ');
        return `${this.t(`occupancy.${visit.occupancy}`)} · ${here}`;
    }

    #earlier(finding, row) {
        for (const input of row.querySelectorAll('input')) {
            input.name = `earlier-${finding.id}`;
            input.dataset.finding = finding.id;
            input.checked = (this.#visit.earlier[finding.id] ?? '') === input.value;
            input.disabled = !this.#visit.startedAt || Boolean(this.#visit.signed);
        }
        return {
            title: this.#title(finding.code),
            code: finding.code,
            place: this.#place(finding.place),
            by: this.#by(finding),
            note: finding.note,
        };
    }

    #found(finding) {
        return {
            title: this.#title(finding.code),
            code: finding.code,
            place: this.#place(finding.place),
            by: this.#by(finding),
            note: finding.note,
            photos: finding.photos.length
                ? this.app.text.count('field.finding.photos', finding.photos.length)
                : '',
            endangering: Number(finding.endangering) === 1,
        };
    }

    #past({ day, kind, findings, open }) {
        return {
            day: this.app.text.day(day, 'long'),
            kind: this.t(`inspection_kind.${kind}`),
            found: this.app.text.count('field.visit.found', findings, { open }),
        };
    }

    #title(code) {
        return this.app.reference.section(code)?.title ?? code;
    }

    #place(code) {
        return this.app.text.has(`place.${code}`) ? this.t(`place.${code}`) : code;
    }

    #by(finding) {
        return finding.correct_by
            ? this.t('field.finding.by', { day: this.app.text.day(finding.correct_by, 'long') })
            : '';
    }

    async #mark({ dataset, value }) {
        this.#visit = await this.app.visits.mark(this.#visit, dataset.finding, value);
    }

    async begin() {
        const [occupancy] = checked(this.root, 'occupancy');
        const present = checked(this.root, 'present');
        const data = {
            inspection: this.id,
            property: this.#visit.property.id,
            unit: this.#visit.unit ?? '',
            kind: this.#visit.kind,
            occupancy: occupancy ?? '',
            present,
        };
        if (!this.accept(this.app.rules.check('inspection.start', data))) return;
        await this.app.visits.begin(this.#visit, { occupancy, present });
        await this.#draw();
        scrollTo(0, 0);
    }

    change() {
        check(this.root, 'occupancy', this.#visit.occupancy);
        check(this.root, 'present', this.#visit.present);
        this.fill({ arriving: true, begun: false, working: false });
    }

    find() {
        this.app.route.go('finding', this.id);
    }

    sign() {
        this.app.route.go('sign', this.id);
    }

    async addendum() {
        const text = this.field('addendum').value.trim();
        const data = { addendum: this.id, inspection: this.id, text };
        if (
            !this.accept(
                this.app.rules
                    .check('inspection.addendum', data)
                    .map((f) => ({ ...f, field: 'addendum' })),
            )
        )
            return;
        await this.app.visits.addendum(this.#visit, text);
        this.field('addendum').value = '';
        await this.#draw();
    }
}
