// door.js -- the resident's own screen: the permission in her language, two equal buttons,
// nothing else.  Only the inspector's press leads away from it.
// SPDX-License-Identifier: Apache-2.0
import { LANGS, Text, fillText } from '../text.js';
import { Screen } from '../screen.js';
import Hold from '../hold.js';
import { Voice } from '../voice.js';
import { newId } from '../ids.js';

// As a help request counts them: 1 to 999, in full.
const secondsSince = (at) =>
    String(Math.min(999, Math.max(1, Math.floor((performance.now() - at) / 1000))));

export default class Door extends Screen {
    #visit;
    #draft;
    #lang;
    #answer = null;
    #said = '';
    #recording = null;
    #shownAt = performance.now();
    #voice = new Voice();

    async start() {
        this.#visit = await this.app.visits.get(this.id);
        this.#draft = await this.app.requests.draft(this.#visit);
        this.#answer = await this.#given();
        this.app.route.hold = location.hash;
        for (const button of this.root.querySelectorAll('[data-hold]'))
            new Hold(button, () => this.leave());
        this.each('lang', LANGS, (lang, row) => {
            row.dataset.lang = lang;
            row.lang = lang;
        });
        for (const row of this.root.querySelectorAll('[data-do="speak"]')) {
            row.textContent = (await Text.ofDoor(row.dataset.lang)).t('lang.name');
        }
        this.#voice.onvoices(() => this.#heard());
        await this.#speak(this.#draft.answer?.lang ?? this.app.text.lang);
    }

    // A page that was loaded anew does not ask a second time.
    async #given() {
        if (this.#draft.answer) return 'yes';
        return (await this.app.requests.closedUntil(this.#visit)) ? 'no' : null;
    }

    // Whoever does not read hears it.
    #heard() {
        const can = this.#recording ?? this.#voice.can(this.#lang);
        this.fill({ can_hear: !this.#answer && can });
    }

    // A person's voice first; one that this phone cannot play is no reason for silence.
    async hear() {
        const own = () => this.#voice.can(this.#lang) && this.#voice.say(this.#lang, this.#said);
        if (this.#recording) await this.#voice.play(this.#recording).catch(own);
        else own();
    }

    speak(event, button) {
        return this.#speak(button.dataset.lang);
    }

    async #speak(lang) {
        this.#lang = lang;
        const text = await Text.ofDoor(lang);
        const { case_manager: manager } = this.app.reference.config;
        const said = fillText(this.app.reference.permission(lang).text, {
            name: manager.name,
            phone: manager.phone,
        });
        this.#said = said;
        this.#recording = await this.app.recordings.of(lang);
        this.#voice.stop();
        this.#heard();
        this.root.lang = lang;
        this.root
            .querySelectorAll('[data-do="speak"]')
            .forEach((el) => el.setAttribute('aria-pressed', el.dataset.lang === lang));
        this.fill({
            asking: !this.#answer,
            answered: this.#answer,
            permission: said,
            yes: text.t('door.yes'),
            no: text.t('door.no'),
            listen: text.t('door.listen'),
            thanks: this.#answer
                ? text.t(`door.thanks_${this.#answer}`, { name: manager.name })
                : '',
            give_back: text.t('door.give_back'),
        });
    }

    async yes() {
        const { version } = this.app.reference.permission(this.#lang);
        const answer = {
            consent: newId(),
            text_version: version,
            lang: this.#lang,
            method: this.#draft.method ?? 'shown',
            asked_seconds: secondsSince(this.#shownAt),
        };
        await this.app.requests.keep(this.#visit, { ...this.#draft, answer });
        await this.#done('yes');
    }

    // The draft is gone from the phone before the thanks are shown.
    async no() {
        await this.app.requests.refused(this.#visit);
        await this.#done('no');
    }

    async #done(answer) {
        this.#answer = answer;
        await this.#speak(this.#lang);
        this.root.querySelector('.ds-actions [data-hold]').focus();
    }

    #next() {
        if (!this.#answer) return 'ask'; // shown too early: nothing was said
        return this.#answer === 'yes' ? 'hand-over' : 'visit';
    }

    // With a PIN it takes the inspector, and not only a long press, to go on.
    async leave() {
        this.app.route.hold = null;
        await this.app.route.replace(this.#next(), this.id);
        if (this.app.pin.ready) await this.app.route.lock();
    }
}
