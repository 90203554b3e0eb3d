// pin.js -- the phone was put away: its PIN, its own lock, or the passphrase.
// SPDX-License-Identifier: Apache-2.0
import { unlockByPasskey } from '../account.js';
import { Screen } from '../screen.js';

export default class PinScreen extends Screen {
    async start() {
        const { pin, account } = this.app;
        this.fill({ email: account.email, pin: pin.ready, wrong: false });
        this.fill({ passkey: await this.app.hasPasskey() });
        this.field('pin').maxLength = this.app.limits.pin;
        this.field('pin').addEventListener('input', () => this.#typed());
        this.root.querySelector('form').addEventListener('submit', () => this.#typed());
    }

    shown() {
        if (this.app.pin.ready) this.field('pin').focus();
    }

    // The last digit is enough; nobody has to press a button.
    async #typed() {
        const { pin, limits } = this.app;
        const typed = this.field('pin').value;
        if (typed.length < limits.pin) return;
        this.field('pin').value = '';
        if (await pin.opens(typed)) {
            await this.app.route.unlock();
            return;
        }
        if (!pin.ready) {
            this.app.forget();
            return;
        }
        this.fill({ wrong: true, left: this.app.text.count('field.pin.left', pin.left) });
        this.field('pin').focus();
    }

    async passkey() {
        const opened = await unlockByPasskey(this.app.account.email);
        opened?.vault.close();
        if (opened) await this.app.route.unlock();
    }

    other() {
        this.app.forget();
    }
}
