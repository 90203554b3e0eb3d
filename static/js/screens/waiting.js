// waiting.js -- everything that is on this phone and not yet received, oldest first.
// SPDX-License-Identifier: Apache-2.0
import { STUCK } from '../outbox.js';
import { Screen } from '../screen.js';

export default class Waiting extends Screen {
    async start() {
        await this.#draw();
        this.follow(this.app.outbox, 'change', () => this.#draw());
        this.follow(this.app.sync, 'change', () => this.#draw());
        this.follow(this.app.photoSender, 'change', () => this.#draw());
    }

    async #draw() {
        const all = this.app.outbox.all();
        const photos = await this.app.photoSender.waiting();
        this.fill({
            none: all.length + photos === 0,
            offline: !this.app.sync.online,
            photos: this.app.text.count('field.waiting.photos', photos),
            has_photos: photos > 0,
        });
        this.each('op', all, (entry, row) => this.#row(entry, row));
    }

    #row({ op, state, problem }, row) {
        row.querySelector('[data-do]').dataset.id = op.id;
        return {
            what: this.t(`field.op.${op.kind}`),
            age: this.app.text.age(Date.now() - op.at),
            state_is: this.#words(state),
            state_words: this.t(`field.state.${this.#words(state)}`),
            problem: problem?.detail ?? problem?.title ?? '',
            stuck: STUCK.includes(state),
            parked: state === 'parked',
            refused: state === 'refused',
        };
    }

    #words(state) {
        return STUCK.includes(state) ? 'attention' : state;
    }

    remove(event, { dataset }) {
        return this.app.outbox.remove(dataset.id);
    }

    now() {
        return this.app.sync.run();
    }
}
