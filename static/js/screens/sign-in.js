// sign-in.js -- the first time on this phone, or after a new password: needs the network.
// SPDX-License-Identifier: Apache-2.0
import { NoNetwork } from '../api.js';
import { Refused, lastUser, signIn } from '../account.js';
import { Screen } from '../screen.js';

export default class SignIn extends Screen {
    start() {
        this.field('email').value = lastUser();
        this.fill({ old: false, code: false, working: false, problem: '', has_problem: false });
        this.root.querySelector('form').addEventListener('submit', () => this.enter());
    }

    #faults(email, password) {
        return [
            !email && { field: 'email', msg: 'field.sign_in.email_missing' },
            !password && { field: 'password', msg: 'field.sign_in.password_missing' },
        ].filter(Boolean);
    }

    async enter() {
        const [email, password, oldPassword, code] = ['email', 'password', 'old', 'code'].map(
            (name) => this.field(name).value,
        );
        if (!this.accept(this.#faults(email, password))) return;
        this.fill({ working: true, has_problem: false });
        try {
            const label = this.t('field.sign_in.label');
            const opened = await signIn({
                email: email.trim(),
                password,
                code: code.trim() || undefined,
                label,
                oldPassword,
            });
            if (opened.needsOld) this.fill({ old: true });
            else await this.#go(opened);
        } catch (error) {
            if (!(error instanceof Refused || error instanceof NoNetwork)) throw error;
            this.#refused(error);
        } finally {
            this.fill({ working: false });
        }
    }

    // The right password of somebody with a second step: its code is asked for next.
    #refused(error) {
        const refused = error instanceof Refused;
        const words = refused ? error.message : this.t('field.sign_in.no_network');
        this.fill({ has_problem: true, problem: words });
        if (!refused || !error.asks('code')) return;
        this.fill({ code: true });
        this.field('code').value = '';
        this.field('code').focus();
    }

    async #go(opened) {
        await this.app.open(opened);
        this.app.route.replace('today');
    }
}
