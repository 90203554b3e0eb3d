// mine.js -- what became of my requests: received, contacted, connected or closed, to the
// day; the same words whatever was asked, and no address.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { stateWords } from '../visit_words.js';

export default class Mine extends Screen {
    async start() {
        await this.#draw();
        this.follow(this.app.changes, 'change', () => this.#draw());
        this.follow(this.app.outbox, 'change', () => this.#draw());
    }

    async #draw() {
        const mine = await this.app.requests.mine();
        const day = this.app.rules.day(Date.now());
        const team = this.app.reference.config.team;
        this.fill({
            none: !mine.length,
            some: mine.length > 0,
            team: Boolean(team),
            team_words: team ? this.#team(team) : '',
        });
        this.each('request', mine, (request, row) => this.#row(request, day, row));
    }

    // What all did together last quarter; 0 stands for fewer than may be told.
    #team({ asked, reached }) {
        const said = (n) => (n ? String(n) : this.t('field.mine.fewer'));
        return this.t('field.mine.team', { asked: said(asked), reached: said(reached) });
    }

    #row({ casefile, op, day, state, promised_day: promised, thanks }, today, row) {
        const late = promised && promised < today && (state === 'received' || state === 'here');
        const waiting =
            promised && !late && (state === 'received' || state === 'here' || state === 'sending');
        row.querySelector('a').hidden = !this.app.outbox.get(op);
        return {
            day: this.app.text.day(day),
            ...stateWords(this.app, state),
            late,
            thanks,
            waiting,
            promised: this.t('field.mine.promised', { day: this.app.text.day(promised) }),
            to: `#/passed/${casefile}`,
        };
    }
}
