// sign-in.js -- the first time on this phone, or after a new password: needs the network.
// SPDX-License-Identifier: Apache-2.0
import { NoNetwork } from '../api.js';
import { Refused, lastUser, signIn } from '../account.js';
import { Screen } from '../screen.js';

export default class SignIn extends Screen {
    start() {
        this.field('email').value = lastUser();
        this.fill({ old: false, working: false, problem: '', has_problem: false });
        this.root.querySelector('form').addEventListener('submit', () => this.enter());
    }

    #faults(email, password) {
        return [
            !email && { field: 'email', msg: 'field.sign_in.email_missing' },
            !password && { field: 'password', msg: 'field.sign_in.password_missing' },
        ].filter(Boolean);
    }

    async enter() {
        const [email, password, old] = ['email', 'password', 'old'].map(
            (name) => this.field(name).value,
        );
        if (!this.accept(this.#faults(email, password))) return;
        this.fill({ working: true, has_problem: false });
        try {
            const opened = await signIn(email.trim(), password, this.t('field.sign_in.label'), old);
            if (opened.needsOld) this.fill({ old: true });
            else await this.#go(opened);
        } catch (error) {
            if (!(error instanceof Refused || error instanceof NoNetwork)) throw error;
            const words =
                error instanceof Refused ? error.message : this.t('field.sign_in.no_network');
            this.fill({ has_problem: true, problem: words });
        } finally {
            this.fill({ working: false });
        }
    }

    async #go(opened) {
        await this.app.open(opened);
        this.app.route.replace('today');
    }
}
