// today.js -- the next door first, the rest of the day below, and what still waits here.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { practiceWords } from '../practice_words.js';
import { dueWords, openWords, stateWords, unitWords, whenWords } from '../visit_words.js';

// Where the register does not say where a house is: street by street.
const street = ({ property }) => {
    const [number, ...name] = (property.address ?? '').split(' ');
    return `${name.join(' ')} ${number.padStart(8, '0')}`;
};
const byStreet = (a, b) => (street(a) < street(b) ? -1 : 1);
const byDay = (a, b) => (a.planned_day < b.planned_day ? -1 : 1);

export default class Today extends Screen {
    #next = null;
    #last = Promise.resolve();
    #queued = null;

    // Listening first: what comes during a look is seen by the next one.
    async start() {
        const { changes, outbox, sync, photoSender } = this.app;
        for (const source of [changes, outbox, sync, photoSender]) {
            this.follow(source, 'change', () => this.#look());
        }
        await this.#look();
    }

    // One after another, so that the newest stands; many at once are one.
    #look() {
        this.#queued ??= this.#last.catch(() => {}).then(() => {
            this.#queued = null;
            return this.#draw();
        });
        this.#last = this.#queued;
        return this.#last;
    }

    // From a link of another system; news may still bring what it names.
    async #named() {
        const { named, reference } = this.app;
        const id = await named.find();
        this.fill({
            unknown: named.wanted && !id && reference.ready,
            unknown_words: this.t('field.today.unknown', { id: named.wanted }),
        });
        if (id) this.app.route.replace('visit', id);
    }

    shown() {
        return this.#named();
    }

    async #draw() {
        if (this.root.isConnected) await this.#named();
        const today = this.app.rules.day(Date.now());
        const { doors: open, done } = await this.app.visits.day(today);
        const due = ({ planned_day: day, startedAt }) => startedAt || !day || day <= today;
        const doors = this.app.rules.walk(open.filter(due).sort(byStreet));
        const coming = open.filter((visit) => !due(visit)).sort(byDay);
        this.#next = doors.find((visit) => visit.startedAt) ?? doors[0] ?? null;
        const rows = await Promise.all(doors.map((visit) => this.#row(visit, today)));
        const next = rows[doors.indexOf(this.#next)];
        const ready = this.app.reference.ready;
        const begun = Boolean(this.#next?.startedAt);
        this.fill({
            ...next,
            day: this.app.text.day(today),
            loading: !ready,
            none: ready && !next,
        });
        this.fill({
            next,
            begun,
            fresh: next && !begun,
            later: doors.length > 1,
            done: done.length,
        });
        this.each(
            'later',
            rows.filter((row) => row !== next),
        );
        const ahead = await Promise.all(coming.map((visit) => this.#row(visit, today)));
        this.fill({ coming: coming.length });
        this.each('coming', ahead);
        this.each('done', done.reverse(), (visit) => this.#done(visit));
        await this.#waiting();
        await this.#own();
    }

    // What the phone would like of its person: reminded of, never in the way.
    async #own() {
        const { practice, survey } = this.app;
        this.fill({
            ...practiceWords(this.app, await practice.progress()),
            survey: await survey.due(),
        });
    }

    async notNow() {
        await this.app.survey.later();
        await this.#own();
    }

    async #row(visit, today) {
        const open = (await this.app.visits.open(visit)).length;
        const when = whenWords(this.app, visit, today);
        const unit = unitWords(this.app, visit);
        const words = open || !this.app.reference.beside ? openWords(this.app, open) : '';
        const due = dueWords(this.app, visit);
        return {
            address: visit.property.address,
            unit,
            has_unit: visit.unit,
            when,
            kind: this.t(`inspection_kind.${visit.kind}`),
            open: words,
            has_open: open > 0,
            none_open: open === 0 && !this.app.reference.beside,
            due,
            has_due: due,
            due_state: visit.request?.due_day < today ? 'late' : 'draft',
            line: [when, unit, due, words].filter(Boolean).join(' · '),
            to: `#/visit/${visit.id}`,
        };
    }

    #done(visit) {
        const unit = unitWords(this.app, visit);
        const state = stateWords(this.app, this.app.visits.state(visit));
        const closed = visit.noEntry ? this.t(`no_entry.${visit.noEntry.reason}`) : '';
        const line = [unit, closed].filter(Boolean).join(' · ');
        return { ...state, address: visit.property.address, line, to: `#/visit/${visit.id}` };
    }

    async #waiting() {
        const { n, oldest, bad, aside } = this.app.states.waiting();
        const photos = await this.app.photoSender.waiting();
        const { text, sync, lost } = this.app;
        let words = this.t('field.waiting.none');
        if (n)
            words = text.count('field.waiting.some', n + photos, {
                age: text.age(Date.now() - oldest),
            });
        else if (photos) words = text.count('field.waiting.photos', photos);
        else if (aside) words = text.count('field.aside.some', aside);
        const calm = n + photos + aside ? 'here' : 'received';
        this.fill({ waiting: words, waiting_state: bad ? 'attention' : calm });
        this.fill({ offline: !sync.online, ended: sync.ended, lost });
    }

    visit() {
        this.app.route.go('visit', this.#next.id);
    }

    lock() {
        this.app.lock();
    }
}
