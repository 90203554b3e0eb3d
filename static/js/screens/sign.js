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
        const { earlier } = this.#visit;
        this.#open = open
            .filter(({ id }) => earlier[id] !== 'corrected')
            .map((finding) => ({ ...finding, unseen: !earlier[finding.id] }));
        const name = this.field('name');
        name.maxLength = this.app.limits.name;
        name.addEventListener('input', () => this.fill({ order: this.#order() }));
        this.fill({
            address: this.#visit.property.address,
            order: this.#order(),
            signer: this.app.account.name,
            unanswered: this.#open.some(({ unseen }) => unseen),
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

    // The name under it is the inspector's own, however it is spaced.
    #nameFaults(name) {
        const plain = (text) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ');
        const own = this.app.account.name;
        if (!name || !own || plain(name) === plain(own.trim())) return [];
        return [{ field: 'name', msg: 'field.sign.not_yours' }];
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
        const faults = this.app.visits.signFaults(this.#visit, data);
        if (!this.accept([...faults, ...this.#nameFaults(data.name)])) return;
        await this.app.visits.sign(this.#visit, data);
        this.app.route.replace('visit', this.id);
    }
}
