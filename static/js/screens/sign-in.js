// sign-in.js -- the first time on this phone, or after a new password: needs the network.
// SPDX-License-Identifier: Apache-2.0
import { NoNetwork } from '../api.js';
import { Refused, lastUser, signIn, wordsOf } from '../account.js';
import { Screen } from '../screen.js';
import { byCode, byPasskey, byProvider, canPasskeys, providers } from '../way_in.js';

export default class SignIn extends Screen {
    #step = ''; // a provider vouched, and the code is asked for

    start() {
        this.field('email').value = lastUser();
        this.fill({ old: false, code: false, stepped: false, working: false });
        this.fill({ problem: '', has_problem: false, ways: false, passkey: canPasskeys() });
        this.root.querySelector('form').addEventListener('submit', () => this.enter());
        this.#offer();
    }

    shown() {
        const { back } = this.app;
        this.app.back = null;
        return back ? this.#come(() => byProvider(back)) : undefined;
    }

    // How an organisation signs its people in; a network that is slow holds nobody up.
    async #offer() {
        const found = await providers();
        this.fill({ ways: found.length > 0 });
        this.each('way', found, ({ side, name }) => ({
            address: `/sign-in/with/${side}?next=/field/${this.app.text.lang}`,
            words: this.t('field.sign_in.with', { organisation: name }),
        }));
    }

    #faults(email, password) {
        if (this.#step) return [];
        return [
            !email && { field: 'email', msg: 'field.sign_in.email_missing' },
            !password && { field: 'password', msg: 'field.sign_in.password_missing' },
        ].filter(Boolean);
    }

    // Whatever is refused stands on the screen; the rest is a fault of ours.
    async #try(act) {
        this.fill({ working: true, has_problem: false });
        try {
            await act();
        } catch (error) {
            if (!(error instanceof Refused || error instanceof NoNetwork)) throw error;
            this.#refused(error);
        } finally {
            this.fill({ working: false });
        }
    }

    async enter() {
        const [email, password, oldPassword, code] = ['email', 'password', 'old', 'code'].map(
            (name) => this.field(name).value,
        );
        if (!this.accept(this.#faults(email, password))) return undefined;
        if (this.#step) return this.#come(() => byCode(this.#step, code.trim()));
        return this.#try(async () => {
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
        });
    }

    passkey() {
        return this.#come(byPasskey);
    }

    // In without a password: the vault's own secret is asked for next.
    #come(way) {
        return this.#try(async () => {
            const came = await way();
            if (!came) return this.#say(this.t('field.sign_in.passkey_failed'));
            if (came.step) return this.#askCode(came.step);
            this.app.came = came;
            return this.app.route.draw('passphrase');
        });
    }

    #say(problem) {
        this.fill({ has_problem: true, problem });
    }

    #askCode(step = this.#step) {
        this.#step = step;
        this.fill({ code: true, stepped: Boolean(step) });
        this.field('code').value = '';
        this.field('code').focus();
    }

    // The right password of somebody with a second step: its code is asked for next.
    #refused(error) {
        const refused = error instanceof Refused;
        this.#say(wordsOf(error, this.app.text));
        if (refused && error.asks('code')) this.#askCode();
    }

    async #go(opened) {
        await this.app.open(opened);
        this.app.route.replace('today');
    }
}
