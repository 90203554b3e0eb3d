// passed.js -- what became of a request just made: its true state, and undo while it is here.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { numbersNow, stateWords } from '../visit_words.js';

export default class Passed extends Screen {
    #mine;

    async start() {
        this.#mine = await this.app.vault.get(`mine/${this.id}`);
        if (!this.#mine) return this.app.route.replace('mine');
        this.#draw();
        this.follow(this.app.outbox, 'change', () => this.#draw());
        return undefined;
    }

    #draw() {
        const entry = this.app.outbox.get(this.#mine.op);
        const state = this.app.states.of([this.#mine.op]);
        const { case_manager: manager } = this.app.reference.config;
        const held = Boolean(entry?.plain) && entry.hold > Date.now();
        const leaves = held ? this.app.text.time(this.app.rules.minuteOfDay(entry.hold)) : '';
        this.fill({
            ...stateWords(this.app, state),
            back: this.t(this.app.reference.beside ? 'field.beside.card' : 'field.passed.back'),
            title: this.t(this.#mine.alert ? 'field.alert.title' : 'field.passed.title'),
            crisis: Boolean(this.#mine.crisis),
            ...numbersNow(this.app),
            held,
            gone: !held,
            leaves: this.t('field.passed.leaves', { time: leaves }),
            promise: this.t('field.passed.promise', {
                name: manager.name,
                day: this.app.text.day(this.#mine.promised_day),
            }),
            name: manager.name,
            phone: manager.phone,
            call: `tel:${manager.phone}`,
            visit_to: this.#mine.visit ? `#/visit/${this.#mine.visit}` : '#/mine',
        });
    }

    async undo() {
        const { visit } = this.#mine;
        if (await this.app.requests.undo(this.#mine)) this.app.route.replace('ask', visit);
        else this.#draw();
    }

    async now() {
        await this.app.outbox.release(this.#mine.op);
    }
}
