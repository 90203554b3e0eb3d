// sign.js -- the exact order the owner gets, the words of certification, a typed name.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { sha256, toHex, utf8 } from '../bytes.js';

export default class Sign extends Screen {
    #visit;
    #open;
    #at = Date.now(); // one reading of the clock: the order must not change while it is read

    async start() {
        this.#visit = await this.app.visits.get(this.id);
        const open = await this.app.visits.open(this.#visit);
        this.#open = open.filter((finding) => this.#visit.earlier[finding.id] !== 'corrected');
        const name = this.field('name');
        name.value = this.app.account.name ?? '';
        name.maxLength = this.app.limits.name;
        name.addEventListener('input', () => this.fill({ order: this.#order() }));
        this.fill({
            address: this.#visit.property.address,
            order: this.#order(),
            unanswered: open.some((finding) => !this.#visit.earlier[finding.id]),
            visit_to: `#/visit/${this.id}`,
            no_card: !this.#visit.card,
            card_to: `#/card/${this.id}`,
        });
    }

    #order() {
        return this.app.rules.orderText({
            visit: this.#visit,
            open: this.#open,
            reference: this.app.reference,
            name: this.field('name').value.trim(),
            at: this.#at,
        });
    }

    async sign() {
        const order = this.#order();
        const data = {
            inspection: this.id,
            name: this.field('name').value.trim(),
            order,
            order_sha256: toHex(await sha256(utf8(order))),
            lang: 'en', // the law's language; a translation is never the order
        };
        if (!this.accept(this.app.visits.signFaults(this.#visit, data))) return;
        await this.app.visits.sign(this.#visit, data);
        this.app.route.replace('visit', this.id);
    }
}
