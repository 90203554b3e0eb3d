// today.js -- the next door first, the rest of the day below, and what still waits here.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';

// Without a time: after those with one.
const plan = ({ planned_day: day = '', planned_time: time }) => `${day} ${time || '~'}`;
const byPlan = (a, b) => (plan(a) < plan(b) ? -1 : 1);

export default class Today extends Screen {
    #next = null;

    async start() {
        await this.#draw();
        for (const [source, name] of [
            [this.app.changes, 'change'],
            [this.app.outbox, 'change'],
            [this.app.sync, 'change'],
            [this.app.photoSender, 'change'],
        ]) {
            this.follow(source, name, () => this.#draw());
        }
    }

    async #draw() {
        const day = this.app.rules.day(Date.now());
        const all = (await this.app.visits.all()).sort(byPlan);
        const doors = all.filter(
            (visit) => !visit.signed && visit.state !== 'signed' && visit.state !== 'closed',
        );
        this.#next = doors.find((visit) => visit.startedAt) ?? doors[0] ?? null;
        const rows = await Promise.all(doors.map((visit) => this.#row(visit, day)));
        const next = rows[doors.indexOf(this.#next)];
        const since = this.app.rules.dayAdd(day, -this.app.limits.offer_days);
        const done = all.filter(
            (visit) => visit.signed && this.app.rules.day(visit.signed.at) >= since,
        );
        this.fill({
            day: this.app.text.day(day),
            loading: !this.app.reference.ready,
            none: this.app.reference.ready && !this.#next,
            next: this.#next,
            begun: this.#next?.startedAt,
            fresh: this.#next && !this.#next.startedAt,
            later: doors.length > 1,
            done: done.length > 0,
            ...next,
        });
        this.each(
            'later',
            rows.filter((row) => row !== next),
            (row) => row,
        );
        this.each('done', done.reverse(), (visit) => this.#done(visit));
        await this.#waiting();
    }

    async #row(visit, day) {
        const open = (await this.app.visits.open(visit)).length;
        const time = visit.planned_time
            ? this.#time(visit.planned_time)
            : this.t('field.today.any_time');
        const when =
            !visit.planned_day || visit.planned_day === day
                ? time
                : `${this.app.text.day(visit.planned_day, 'short')}, ${time}`;
        return {
            address: visit.property.address,
            unit: visit.unit ? this.t('field.unit', { unit: visit.unit }) : '',
            has_unit: visit.unit,
            when,
            kind: this.t(`inspection_kind.${visit.kind}`),
            open: open
                ? this.app.text.count('field.today.open', open)
                : this.t('field.today.open_none'),
            has_open: open > 0,
            none_open: open === 0,
            to: `#/visit/${visit.id}`,
        };
    }

    #time(text) {
        const [hour, minute] = text.split(':').map(Number);
        return this.app.text.time(hour * 60 + minute);
    }

    #done(visit) {
        const state = this.app.visits.state(visit);
        return {
            address: visit.property.address,
            unit: visit.unit ? this.t('field.unit', { unit: visit.unit }) : '',
            state,
            state_words: this.t(`field.state.${state}`),
            to: `#/visit/${visit.id}`,
        };
    }

    async #waiting() {
        const { n, oldest, bad } = this.app.states.waiting();
        const photos = await this.app.photoSender.waiting();
        const words =
            n + photos === 0
                ? this.t('field.waiting.none')
                : n
                  ? this.app.text.count('field.waiting.some', n + photos, {
                        age: this.app.text.age(Date.now() - oldest),
                    })
                  : this.app.text.count('field.waiting.photos', photos);
        this.fill({
            waiting: words,
            waiting_state: bad ? 'attention' : n + photos ? 'here' : 'received',
            offline: !this.app.sync.online,
            ended: this.app.sync.ended,
            lost: this.app.lost,
        });
    }

    visit() {
        this.app.route.go('visit', this.#next.id);
    }

    lock() {
        this.app.lock();
    }
}
