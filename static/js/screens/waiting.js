// waiting.js -- everything that is on this phone and not yet received, oldest first.
// SPDX-License-Identifier: Apache-2.0
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
        this.each('op', all, (entry) => this.#row(entry));
    }

    #row({ op, state, problem }) {
        return {
            what: this.t(`field.op.${op.kind}`),
            age: this.app.text.age(Date.now() - op.at),
            state_is: this.#words(state),
            state_words: this.t(`field.state.${this.#words(state)}`),
            problem: problem?.detail ?? problem?.title ?? '',
            has_problem: problem,
        };
    }

    #words(state) {
        return state === 'refused' || state === 'parked' ? 'attention' : state;
    }

    now() {
        return this.app.sync.run();
    }
}
