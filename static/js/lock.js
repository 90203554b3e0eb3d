// lock.js -- a phone that was put away asks who is there: a PIN or the phone's own lock
// while the shift lasts, else the passphrase.  Back soon, it asks nothing.
// SPDX-License-Identifier: Apache-2.0
const LOOK_MS = 60_000;

export class Lock {
    #app;
    #opened = Date.now();
    #left = 0;

    constructor(app) {
        this.#app = app;
        document.addEventListener('visibilitychange', () => this.#seen());
        setInterval(() => this.#over() && app.forget(), LOOK_MS);
    }

    #over() {
        return Date.now() - this.#opened > this.#app.limits.shift_ms;
    }

    #seen() {
        if (document.hidden) {
            this.#left = Date.now();
            return;
        }
        if (this.#over()) this.#app.forget();
        else if (this.#left && Date.now() - this.#left > this.#app.limits.away_ms) this.now();
    }

    // With neither PIN nor passkey the keys are forgotten, and the passphrase opens again.
    async now() {
        const { pin, route } = this.#app;
        if (pin.ready || (await this.#app.hasPasskey())) await route.lock();
        else this.#app.forget();
    }
}
