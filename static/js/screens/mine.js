// mine.js -- what became of my requests: received, contacted, connected or closed, to the
// day; the same words whatever was asked, and no address.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';

export default class Mine extends Screen {
    async start() {
        await this.#draw();
        this.follow(this.app.changes, 'change', () => this.#draw());
        this.follow(this.app.outbox, 'change', () => this.#draw());
    }

    async #draw() {
        const mine = await this.app.requests.mine();
        const day = this.app.rules.day(Date.now());
        this.fill({ none: !mine.length, some: mine.length > 0 });
        this.each('request', mine, (request, row) => this.#row(request, day, row));
    }

    #row({ casefile, op, day, state, promised_day: promised, thanks }, today, row) {
        const late = promised && promised < today && (state === 'received' || state === 'here');
        const waiting =
            promised && !late && (state === 'received' || state === 'here' || state === 'sending');
        row.querySelector('a').hidden = !this.app.outbox.get(op);
        return {
            day: this.app.text.day(day),
            state,
            state_words: this.t(`field.state.${state}`),
            late,
            thanks,
            waiting,
            promised: this.t('field.mine.promised', { day: this.app.text.day(promised) }),
            to: `#/passed/${casefile}`,
        };
    }
}
