// hand-over.js -- check what was said, then call together or send; undo while it is here.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { numbersNow } from '../visit_words.js';

export default class HandOver extends Screen {
    #visit;
    #draft;

    async start() {
        this.#visit = await this.app.visits.get(this.id);
        this.#draft = await this.app.requests.draft(this.#visit);
        if (!this.#draft.answer) return this.app.route.replace('ask', this.id);
        const { case_manager: manager, wait_days: wait } = this.app.reference.config;
        const { choices, urgency, phone, knock, message_ok: ok, call_name: name } = this.#draft;
        this.fill({
            name: manager.name,
            phone: manager.phone,
            call: `tel:${manager.phone}`,
            open: this.app.rules.providerOpen(Date.now()),
            promise: this.#promise(urgency),
            crisis: urgency === 'crisis',
            ...numbersNow(this.app),
            waits: wait > 0 && urgency === 'routine',
            wait: this.t('field.hand.wait', {
                days: this.app.text.count('field.age.days', Number(wait)),
            }),
            asked: choices.map((code) => this.t(`choice.${code}`)).join(', '),
            urgency: this.t(`field.soon.${urgency}`),
            reach: [phone, knock].filter(Boolean).join(' · '),
            message: this.t(ok === 'yes' ? 'common.yes' : 'common.no'),
            has_call_name: name,
            call_name: name,
            ask_to: `#/ask/${this.id}`,
        });
        this.#called();
        this.field('card_code').maxLength = this.app.limits.card_code;
        return undefined;
    }

    // The warm hand-off: who was called from the door, and when, goes with the request.
    #called() {
        const { called_at: at } = this.#draft;
        this.fill({ called: at, called_words: at && this.t('field.hand.called', { time: at }) });
    }

    async called() {
        const minute = this.app.rules.minuteOfDay(Date.now());
        const two = (n) => String(n).padStart(2, '0');
        const at = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
        this.#draft = { ...this.#draft, called_at: at };
        await this.app.requests.keep(this.#visit, this.#draft);
        this.#called();
    }

    #promise(urgency) {
        const day = this.app.rules.promisedDay(Date.now(), urgency);
        return this.t('field.hand.promise', { day: this.app.text.day(day) });
    }

    async send() {
        const draft = { ...this.#draft, card_code: this.field('card_code').value.trim() };
        if (!this.accept(this.app.requests.faults(this.#visit, draft))) return;
        const mine = await this.app.requests.send(this.#visit, draft);
        this.app.route.replace('passed', mine.casefile);
    }
}
