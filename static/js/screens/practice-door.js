// practice-door.js -- what is met at a door, what to say and what never to write; after
// it, what went well there.
// SPDX-License-Identifier: Apache-2.0
import { DOORS } from '../practice_doors.js';
import { Screen } from '../screen.js';

export default class PracticeDoor extends Screen {
    #n;

    async start() {
        const n = (this.#n = Math.min(Math.max(Number(this.id) || 1, 1), DOORS.length));
        const { practice, limits } = this.app;
        const { name } = DOORS[n - 1];
        const open = practice.at(n);
        const did = await practice.finish(n);
        const words = (part) => this.t(`field.practice.${name}.${part}`, { days: limits.no_days });
        this.fill({
            door: this.t('field.practice.door', { n, of: DOORS.length }),
            title: words('title'),
            scene: words('scene'),
            say: words('say'),
            do: words('do'),
            never: words('never'),
            next: words('next'),
            before: !did,
            did,
            not_begun: open && !did,
            fresh: !open && practice.ready,
            resume: open && !did,
            wait: !practice.ready,
            more: did && n < DOORS.length,
            last: did && n === DOORS.length,
        });
        this.each('check', did ?? [], ({ name: check, good }) => ({
            state: good ? 'done' : 'draft',
            words: this.t(good ? `field.practice.good_${check}` : `field.practice.mend_${check}`),
        }));
    }

    async begin() {
        const visit = await this.app.practice.begin(this.#n);
        this.app.route.go('visit', visit);
    }

    resume() {
        this.app.route.go('visit', this.app.practice.open.visit);
    }

    more() {
        this.app.route.go('practice-door', this.#n + 1);
    }

    all() {
        this.app.route.go('practice');
    }
}
