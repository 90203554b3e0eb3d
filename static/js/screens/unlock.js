// unlock.js -- opens what is kept on this phone; works without any network.
// SPDX-License-Identifier: Apache-2.0
import { lastUser, renew, unlock, unlockByPasskey } from '../account.js';
import { Screen } from '../screen.js';

export default class Unlock extends Screen {
    async start() {
        this.fill({ passkey: await this.app.hasPasskey() });
        this.fill({ email: lastUser(), working: false, wrong: false });
        this.root.querySelector('form').addEventListener('submit', () => this.open());
    }

    shown() {
        this.field('password').focus();
    }

    async open() {
        const password = this.field('password').value;
        if (!password)
            return this.accept([{ field: 'password', msg: 'field.sign_in.password_missing' }]);
        this.fill({ working: true, wrong: false });
        const opened = await unlock(lastUser(), password);
        this.fill({ working: false });
        if (opened.vault) return this.#enter(opened, password);
        this.fill({ wrong: true });
        this.field('password').select();
        return undefined;
    }

    async #enter(opened, password) {
        await this.app.open(opened);
        await this.app.route.show(); // where she was before the reload
        if (await renew(this.app.api, opened.vault, opened.account, password)) this.app.sync.run();
    }

    // The phone's own lock, while the shift lasts; it renews no session.
    async passkey() {
        const opened = await unlockByPasskey(lastUser());
        if (!opened) return;
        await this.app.open(opened);
        await this.app.route.show();
    }

    other() {
        return this.app.route.draw('sign-in');
    }
}
