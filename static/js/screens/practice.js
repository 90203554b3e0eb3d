// practice.js -- the six doors, which are done, and when they are to be done again.
// SPDX-License-Identifier: Apache-2.0
import { DOORS } from '../practice_doors.js';
import { Screen } from '../screen.js';
import { practiceWords } from '../practice_words.js';

export default class Practice extends Screen {
    #next;

    async start() {
        const { practice } = this.app;
        const progress = await practice.progress();
        const { doors, due, n, of } = progress;
        const first = DOORS.findIndex(({ name }) => !doors[name]);
        this.#next = first + 1;
        this.fill({
            ...practiceWords(this.app, progress),
            ready: practice.ready && first >= 0,
            wait: !practice.ready,
            complete: n === of,
            again: due,
            again_words: this.t('field.practice.again_by', { day: this.app.text.day(due, 'long') }),
        });
        this.fill({ go: this.t('field.practice.door', { n: this.#next, of }) });
        this.each('door', DOORS, ({ name }) => this.#row(name, doors[name], of));
    }

    #row(name, done, of) {
        const n = DOORS.findIndex((door) => door.name === name) + 1;
        return {
            door: this.t('field.practice.door', { n, of }),
            title: this.t(`field.practice.${name}.title`),
            done,
            to: `#/practice-door/${n}`,
        };
    }

    next() {
        this.app.route.go('practice-door', this.#next);
    }
}
