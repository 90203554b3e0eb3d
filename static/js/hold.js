// hold.js -- a button that needs a long press: a stray tap on a handed-over phone does
// nothing.  A click that no finger or key made (switch, voice, screen reader) is meant.
// SPDX-License-Identifier: Apache-2.0
const LONG_MS = 800;

export default class Hold {
    #timer = 0;
    #keyed = false;

    constructor(button, done) {
        button.addEventListener('pointerdown', () => this.#begin(button, done));
        for (const name of ['pointerup', 'pointerleave', 'pointercancel', 'blur']) {
            button.addEventListener(name, () => this.#end(button));
        }
        button.addEventListener('keydown', ({ key }) => {
            if (key !== 'Enter' && key !== ' ') return;
            this.#keyed = true;
            this.#begin(button, done);
        });
        button.addEventListener('keyup', () => {
            this.#end(button);
            setTimeout(() => (this.#keyed = false)); // after the click a key makes
        });
        button.addEventListener('click', ({ detail }) => detail === 0 && !this.#keyed && done());
        button.addEventListener('contextmenu', (event) => event.preventDefault());
    }

    #begin(button, done) {
        button.dataset.held = 'yes';
        this.#timer ||= setTimeout(done, LONG_MS);
    }

    #end(button) {
        delete button.dataset.held;
        clearTimeout(this.#timer);
        this.#timer = 0;
    }
}
