// phone.js -- this phone: how it is opened during a shift, and how what is on it is kept.
// SPDX-License-Identifier: Apache-2.0
import { canPasskey } from '../passkey.js';
import { Screen } from '../screen.js';

export default class PhoneScreen extends Screen {
    async start() {
        this.field('new_pin').maxLength = this.app.limits.pin;
        this.fill({ can_passkey: await canPasskey(), saved: false });
        await this.#draw();
        this.follow(this.app.outbox, 'change', () => this.#draw());
    }

    async #draw() {
        const { n, aside } = this.app.states.waiting();
        const waiting = n + aside + (await this.app.photoSender.waiting());
        const kept = (await navigator.storage?.persisted?.()) ?? false;
        const passkey = await this.app.hasPasskey();
        this.fill({
            email: this.app.account.email,
            has_pin: this.app.pin.ready,
            no_pin: !this.app.pin.ready,
            has_passkey: passkey,
            no_passkey: !passkey,
            kept,
            not_kept: !kept,
            something: waiting > 0,
            waiting: this.app.text.count('field.phone.waiting', waiting),
        });
    }

    // Digits alone, as many as are asked for, and not all the same.
    #faults(pin) {
        const { pin: length } = this.app.limits;
        if (!/^[0-9]+$/.test(pin) || pin.length !== length)
            return [{ field: 'new_pin', msg: 'field.pin.short' }];
        return new Set(pin).size < 3 ? [{ field: 'new_pin', msg: 'field.pin.simple' }] : [];
    }

    async pin() {
        const pin = this.field('new_pin').value;
        if (!this.accept(this.#faults(pin))) return;
        await this.app.pin.set(pin);
        this.field('new_pin').value = '';
        this.fill({ saved: true });
        await this.#draw();
    }

    async no_pin() {
        await this.app.pin.remove();
        await this.#draw();
    }

    async passkey() {
        const password = this.field('password').value;
        if (!this.accept(password ? [] : [{ field: 'password', msg: 'errors.required' }])) return;
        const { known, made } = await this.app.vault.addPasskey(password, this.app.account.email);
        const msg = known ? 'field.phone.passkey_failed' : 'field.unlock.wrong';
        if (!this.accept(made ? [] : [{ field: 'password', msg }])) return;
        this.field('password').value = '';
        await this.#draw();
    }

    async no_passkey() {
        await this.app.vault.removePasskey();
        await this.#draw();
    }

    // The browser asks the person, or decides by itself; either way it is said.
    async keep() {
        await navigator.storage?.persist?.();
        await this.#draw();
    }

    async save_file() {
        const { saveWaiting } = await import('../export.js');
        await saveWaiting(this.app);
    }

    lock() {
        return this.app.lock();
    }
}
