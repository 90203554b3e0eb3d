// passphrase.js -- who came without a password: what locks this phone's vault is chosen here
// the first time, and typed ever after.
// SPDX-License-Identifier: Apache-2.0
import { NoNetwork } from '../api.js';
import { Refused, enter, wordsOf } from '../account.js';
import { Vault } from '../vault.js';
import { Screen } from '../screen.js';

export default class Passphrase extends Screen {
    #known = false;

    async start() {
        const { email } = this.app.came;
        this.#known = await Vault.known(email);
        this.fill({
            email,
            known: this.#known,
            fresh: !this.#known,
            working: false,
            wrong: false,
            has_problem: false,
        });
        this.root.querySelector('form').addEventListener('submit', () => this.open());
    }

    shown() {
        this.field(this.#known ? 'kept' : 'chosen').focus();
    }

    #faults(typed, again) {
        if (this.#known) return typed ? [] : [{ field: 'kept', msg: 'field.passphrase.missing' }];
        if ([...typed].length < this.app.limits.passphrase)
            return [{ field: 'chosen', msg: 'field.passphrase.short' }];
        return typed === again ? [] : [{ field: 'again', msg: 'field.passphrase.differ' }];
    }

    async open() {
        const typed = this.field(this.#known ? 'kept' : 'chosen').value;
        if (!this.accept(this.#faults(typed, this.field('again').value))) return;
        this.fill({ working: true, wrong: false, has_problem: false });
        try {
            const how = { passphrase: typed, label: this.t('field.sign_in.label') };
            const opened = await enter(this.app.came, how);
            if (opened.needsOld) this.fill({ wrong: true });
            else await this.#go(opened);
        } catch (error) {
            if (!(error instanceof Refused || error instanceof NoNetwork)) throw error;
            this.fill({ has_problem: true, problem: wordsOf(error, this.app.text) });
        } finally {
            this.fill({ working: false });
        }
    }

    async #go(opened) {
        this.app.came = null;
        await this.app.open(opened);
        this.app.route.replace('today');
    }
}
