// beside.js -- a visit whose inspection another system keeps: who is there, the help card,
// a help request, and the way back.  Nothing is found or signed here.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { check, checked, choices, unknownLast } from '../page.js';
import { stateWords, unitWords, whenWords, whoWords } from '../visit_words.js';

const LINK = /^https?:\/\//;

export default class Beside extends Screen {
    #visit;
    #again = false;

    async start() {
        const { occupancy, present } = this.app.rules.tables();
        const label = (list) => (code) => this.t(`${list}.${code}`);
        choices(this.root, 'occupancy', unknownLast(occupancy), label('occupancy'));
        choices(this.root, 'present', present, label('present'));
        await this.#draw();
        this.follow(this.app.outbox, 'change', () => this.#state());
        this.follow(this.app.changes, 'change', () => this.#told());
    }

    // What was chosen and not yet kept stays on the screen.
    async #told() {
        this.#visit = await this.app.visits.get(this.id);
        this.#show();
    }

    async #draw() {
        this.#visit = await this.app.visits.get(this.id);
        check(this.root, 'occupancy', this.#visit?.occupancy);
        check(this.root, 'present', this.#visit?.present);
        this.#show();
    }

    #show() {
        const visit = this.#visit;
        this.fill({ known: visit, missing: !visit });
        this.#stage(visit ?? {});
        if (!visit) return;
        const record = LINK.test(visit.record_url ?? '') ? visit.record_url : '';
        const name = visit.external_id;
        this.fill({
            record,
            has_record: record,
            address: visit.property.address,
            has_unit: visit.unit,
            unit: unitWords(this.app, visit),
            when: whenWords(this.app, visit, this.app.rules.day(Date.now())),
            kind: this.t(`inspection_kind.${visit.kind}`),
            number: name ? this.t('field.beside.number', { id: name }) : '',
            who: whoWords(this.app, visit),
            card: this.t(`field.card.${visit.card?.left ?? 'unset'}`),
            card_state: visit.card ? 'done' : 'draft',
            no_entry: visit.noEntry ? this.t(`no_entry.${visit.noEntry.reason}`) : '',
            card_to: `#/card/${visit.id}`,
            alert_to: `#/alert/${visit.id}`,
            no_entry_to: `#/no-entry/${visit.id}`,
            kept: visit.ops.length > 0,
            made: visit.inspected_at,
        });
        if (visit.inspected_at) this.fill({ made_words: this.#made(visit) });
        this.#state();
    }

    #stage({ id, startedAt, noEntry, inspected_at: made, left }) {
        const begun = Boolean(startedAt);
        const arriving = id && !noEntry && (!begun || this.#again);
        const over = noEntry || made || left;
        this.fill({
            arriving,
            fresh: arriving && !begun && !made,
            begun: begun && !arriving,
            not_made: noEntry,
            open: id,
            over,
            begun_only: begun && !arriving && !over,
        });
    }

    #made({ inspected_at: at, result }) {
        const day = this.app.text.day(this.app.rules.day(at), 'long');
        const words = this.t('field.beside.made', { day });
        return result ? `${words} · ${result}` : words;
    }

    #state() {
        if (this.#visit) this.fill(stateWords(this.app, this.app.visits.state(this.#visit)));
    }

    change() {
        this.#again = true;
        this.#show();
    }

    // Who is there decides what may be asked: kept before anything else.
    async #begun() {
        const { startedAt, noEntry } = this.#visit;
        if (noEntry || (startedAt && !this.#again)) return true;
        const [occupancy = ''] = checked(this.root, 'occupancy');
        const said = { occupancy, present: checked(this.root, 'present') };
        const data = this.app.visits.startData(this.#visit, said);
        if (!this.accept(this.app.rules.check('inspection.start', data))) return false;
        this.#visit = await this.app.visits.begin(this.#visit, said);
        this.#again = false;
        return true;
    }

    async ask() {
        if (await this.#begun()) this.app.route.go('ask', this.id);
    }

    async card() {
        if (await this.#begun()) this.app.route.go('card', this.id);
    }

    // The inspection goes on in the other system; this door is behind her.
    async done() {
        await this.app.visits.keep(this.#visit, { left: { at: Date.now() } });
        this.next();
    }

    next() {
        this.app.route.go('today');
    }
}
