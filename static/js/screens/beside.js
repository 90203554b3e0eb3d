// beside.js -- a visit whose inspection is made in another system: who is there, the card,
// asking for help, and the way back.  Nothing is written there.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { check, checked, choices, unknownLast } from '../page.js';
import { stateWords, unitWords, whenWords, whoWords } from '../visit_words.js';

export default class Beside extends Screen {
    #visit;

    async start() {
        const { occupancy, present } = this.app.rules.tables();
        const label = (list) => (code) => this.t(`${list}.${code}`);
        choices(this.root, 'occupancy', unknownLast(occupancy), label('occupancy'));
        choices(this.root, 'present', present, label('present'));
        await this.#draw();
        this.follow(this.app.outbox, 'change', () => this.#state());
    }

    async #draw() {
        const [id] = this.id.split(':');
        const visit = (this.#visit = await this.app.visits.get(id));
        const { card, noEntry, record_url: record } = visit;
        this.fill({
            address: visit.property.address,
            has_unit: visit.unit,
            unit: unitWords(this.app, visit),
            when: whenWords(this.app, visit, this.app.rules.day(Date.now())),
            kind: this.t(`inspection_kind.${visit.kind}`),
            who: whoWords(this.app, visit),
            card: this.t(`field.card.${card?.left ?? 'unset'}`),
            card_state: card ? 'done' : 'draft',
            card_to: `#/card/${id}`,
            ask_to: `#/ask/${id}`,
            alert_to: `#/alert/${id}`,
            no_entry_to: `#/no-entry/${id}`,
            no_entry: noEntry && this.t(`no_entry.${noEntry.reason}`),
            record,
            record_to: record,
        });
        this.#stage(visit);
        this.#state();
    }

    #stage({ startedAt, noEntry }, again = false) {
        const arriving = again || !(startedAt || noEntry);
        this.fill({
            arriving,
            fresh: arriving && !again,
            begun: Boolean(startedAt) && !arriving,
            not_made: Boolean(noEntry),
            after: !arriving,
        });
    }

    #state() {
        this.fill(stateWords(this.app, this.app.visits.state(this.#visit)));
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
        this.#stage(this.#visit, true);
    }
}
