// visit.js -- one inspection: who is there, what was open, what is found, and signing.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { check, checked, choices, unknownLast } from '../page.js';
import { findingWords, historyWords, stateWords, unitWords, whoWords } from '../visit_words.js';

export default class Visit extends Screen {
    #visit;

    async start() {
        const { occupancy, present } = this.app.rules.tables();
        const label = (list) => (code) => this.t(`${list}.${code}`);
        choices(this.root, 'occupancy', unknownLast(occupancy), label('occupancy'));
        choices(this.root, 'present', present, label('present'));
        this.root.addEventListener('change', ({ target }) => this.#mark(target));
        await this.#draw();
        this.follow(this.app.outbox, 'change', () => this.#state());
    }

    async #draw() {
        const visit = (this.#visit = await this.app.visits.get(this.id));
        const open = await this.app.visits.open(visit);
        const year = visit.property.year_built;
        this.fill({
            address: visit.property.address,
            has_unit: visit.unit,
            unit: unitWords(this.app, visit),
            kind: this.t(`inspection_kind.${visit.kind}`),
            year: year ? this.t('field.visit.built', { year }) : '',
            who: whoWords(this.app, visit),
            has_open: open.length > 0,
            has_found: visit.findings.length > 0,
            none_found: !visit.findings.length,
            card: this.t(`field.card.${visit.card?.left ?? 'unset'}`),
            card_state: visit.card ? 'done' : 'draft',
            card_to: `#/card/${visit.id}`,
            ask_to: `#/ask/${visit.id}`,
            unit_to: `#/unit/${visit.id}`,
            history: visit.history?.length,
            order: visit.signed?.order,
        });
        this.#stage(Boolean(visit.startedAt), this.app.visits.over(visit));
        this.each('earlier', open, (finding, row) => this.#earlier(finding, row));
        this.each('found', visit.findings, (finding) => findingWords(this.app, finding));
        this.each('history', visit.history ?? [], (past) => historyWords(this.app, past));
        this.each('addenda', visit.addenda);
        this.#state();
    }

    #stage(begun, signed, arriving = !begun && !signed) {
        this.fill({
            arriving,
            begun: begun && !arriving,
            working: begun && !signed && !arriving,
            signed,
        });
    }

    #state() {
        this.fill(stateWords(this.app, this.app.visits.state(this.#visit)));
    }

    #earlier(finding, row) {
        for (const input of row.querySelectorAll('input')) {
            input.name = `earlier-${finding.id}`;
            input.dataset.finding = finding.id;
            input.checked = this.#visit.earlier[finding.id] === input.value;
            input.disabled = !this.#visit.startedAt || this.app.visits.over(this.#visit);
        }
        return findingWords(this.app, finding);
    }

    async #mark({ dataset, value }) {
        if (!dataset.finding) return;
        this.#visit = await this.app.visits.mark(this.#visit, dataset.finding, value);
    }

    async begin() {
        const [occupancy = ''] = checked(this.root, 'occupancy');
        const said = { occupancy, present: checked(this.root, 'present') };
        const data = this.app.visits.startData(this.#visit, said);
        if (!this.accept(this.app.rules.check('inspection.start', data))) return;
        await this.app.visits.begin(this.#visit, said);
        await this.#draw();
        scrollTo(0, 0);
    }

    change() {
        check(this.root, 'occupancy', this.#visit.occupancy);
        check(this.root, 'present', this.#visit.present);
        this.#stage(true, false, true);
    }

    find() {
        this.app.route.go('finding', this.id);
    }

    sign() {
        this.app.route.go('sign', this.id);
    }

    async addendum() {
        const text = this.field('addendum').value.trim();
        const faults = this.app.rules.check('inspection.addendum', {
            addendum: this.id,
            inspection: this.id,
            text,
        });
        if (!this.accept(faults.map(({ msg }) => ({ field: 'addendum', msg })))) return;
        await this.app.visits.addendum(this.#visit, text);
        this.field('addendum').value = '';
        await this.#draw();
    }
}
