// waiting.js -- everything that is on this phone and not yet received, oldest first; what
// the office did not take with its reason, and one tap to the field that mends it.
// SPDX-License-Identifier: Apache-2.0
import { mendOf, faultsOf } from '../mend.js';
import { STUCK, reasonOf } from '../outbox.js';
import { Screen } from '../screen.js';
import { findingWords } from '../visit_words.js';

export default class Waiting extends Screen {
    async start() {
        await this.#draw();
        this.follow(this.app.outbox, 'change', () => this.#draw());
        this.follow(this.app.sync, 'change', () => this.#draw());
        this.follow(this.app.photoSender, 'change', () => this.#draw());
    }

    async #draw() {
        const all = this.app.outbox.all();
        const mended = this.app.outbox.history();
        const aside = this.app.outbox.aside();
        const photos = await this.app.photoSender.waiting();
        this.fill({
            none: all.length + photos + aside.length === 0,
            offline: !this.app.sync.online,
            photos: this.app.text.count('field.waiting.photos', photos),
            has_photos: photos > 0,
            has_mended: mended.length > 0,
            has_aside: aside.length > 0,
        });
        this.each('op', all, (entry, row) => this.#row(entry, row));
        this.each('aside', aside, (entry, row) => {
            row.querySelector('[data-do]').dataset.id = entry.op.id;
            return { ...this.#said(entry), problem: this.#problem(entry) };
        });
        this.each('mended', mended, (entry) => ({
            ...this.#said(entry),
            problem: this.#problem(entry),
        }));
    }

    #said({ op }) {
        return {
            what: this.t(`field.op.${op.kind}`),
            age: this.app.text.age(Date.now() - op.at),
        };
    }

    // Which field, and what is wrong with it; else why it was not taken.
    #problem(entry) {
        const { problem } = entry;
        const named = faultsOf(entry).map(({ words, msg }) =>
            words ? `${this.t(words).replace(/[?:]?$/, ':')} ${msg}` : msg,
        );
        return named.join(' ') || (problem?.detail ?? problem?.title ?? '');
    }

    // It goes by itself, unless what it waits for is here for good or set aside.
    #waits(entry) {
        const never = (one) => one.state === 'aside' || (one.state === 'refused' && !mendOf(one));
        const lost = this.app.outbox
            .untaken()
            .some((one) => entry.op.after?.includes(one.op.id) && never(one));
        return entry.state === 'parked' && reasonOf(entry) === 'op.waits' && !lost;
    }

    #row(entry, row) {
        const { op, state } = entry;
        const stuck = STUCK.includes(state);
        const mend = stuck && mendOf(entry);
        const waits = stuck && this.#waits(entry);
        for (const button of row.querySelectorAll('[data-do]')) button.dataset.id = op.id;
        const does = mend?.does ?? 'field.mend.fix';
        return {
            ...this.#said(entry),
            state_is: this.#words(state),
            state_words: this.t(`field.state.${this.#words(state)}`),
            problem: this.#problem(entry),
            stuck,
            parked: state === 'parked' && !waits,
            refused: state === 'refused',
            waits,
            mend,
            mend_words: mend && this.t(does, { field: mend.words ? this.t(mend.words) : '' }),
            nobody: stuck && !mend && !waits,
        };
    }

    #words(state) {
        return STUCK.includes(state) ? 'attention' : state;
    }

    // As it was said, for the words that are written behind the order.
    async #text({ op, about }) {
        const { data } = op;
        if (data.text) return data.text;
        const visit = await this.app.visits.get(about.visit);
        const found = (await this.app.visits.open(visit)).find(({ id }) => id === data.finding);
        const { title, place } = findingWords(this.app, { ...found, ...data });
        const state = data.state && this.t(`finding_state.${data.state}`);
        return [title, place, state, data.note].filter(Boolean).join('. ');
    }

    async mend(event, button) {
        const entry = this.app.outbox.get(button.dataset.id);
        const mending = mendOf(entry);
        if (mending.name === 'addendum') mending.text = await this.#text(entry);
        this.app.mending = mending;
        location.hash = mending.to;
    }

    async save_file() {
        const { saveWaiting } = await import('../export.js');
        await saveWaiting(this.app);
    }

    aside(event, { dataset }) {
        return this.app.outbox.setAside(dataset.id);
    }

    take_back(event, { dataset }) {
        return this.app.outbox.takeBack(dataset.id);
    }

    now() {
        return this.app.sync.run();
    }
}
