// keep_note.js -- keeps what is being typed at every pause, so that neither a closed lid
// nor a session that ended takes it away.
// SPDX-License-Identifier: Apache-2.0
const PAUSE_MS = 1200;
const AGAIN_MS = 10_000;
const form = document.getElementById('note-form');

class Keeper {
    #form;
    #box;
    #kept;
    #timer;
    #busy = Promise.resolve();
    #over = false;

    constructor(from) {
        this.#form = from;
        this.#box = from.elements.note;
        this.#kept = this.#box.value;
        this.#box.addEventListener('input', () => this.#soon(PAUSE_MS));
        this.#box.addEventListener('blur', () => this.#now());
        document.addEventListener('visibilitychange', () => this.#now());
        addEventListener('pagehide', () => this.#now());
        from.addEventListener('submit', () => {
            this.#over = true;
            clearTimeout(this.#timer);
        });
    }

    #soon(ms) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#now(), ms);
    }

    // One after another, so that an older text never arrives last.
    #now() {
        clearTimeout(this.#timer);
        this.#busy = this.#busy.then(() => this.#keep());
    }

    async #keep() {
        const note = this.#box.value;
        if (this.#over || note === this.#kept) return;
        const { csrf, id } = this.#form.elements;
        try {
            const answer = await fetch(this.#form.dataset.draft, {
                method: 'POST',
                body: new URLSearchParams({ csrf: csrf.value, id: id.value, note }),
                keepalive: true,
                redirect: 'error',
            });
            if (!answer.ok) throw new Error(String(answer.status));
            this.#kept = note;
            this.#say(note ? 'kept' : '');
        } catch {
            this.#say('lost');
            this.#soon(AGAIN_MS);
        }
    }

    #say(what) {
        for (const words of this.#form.querySelectorAll('[data-said]'))
            words.hidden = words.dataset.said !== what;
    }
}

if (form) new Keeper(form);
