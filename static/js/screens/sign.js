// sign.js -- the exact order the owner gets, the words of certification, a typed name.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { sha256, toHex, utf8 } from '../bytes.js';

export default class Sign extends Screen {
    #visit;
    #order;

    async start() {
        this.#visit = await this.app.visits.get(this.id);
        const open = (await this.app.visits.open(this.#visit)).filter(
            (finding) => this.#visit.earlier[finding.id] !== 'corrected',
        );
        this.#order = this.app.rules.orderText(
            {
                visit: this.#visit,
                open,
                reference: this.app.reference,
                name: this.app.account.name ?? '',
            },
            this.app.text.lang,
        );
        this.fill({
            address: this.#visit.property.address,
            order: this.#order,
            no_card: !this.#visit.card,
            card_to: `#/card/${this.id}`,
        });
        this.field('name').maxLength = this.app.limits.name;
    }

    async sign() {
        const name = this.field('name').value.trim();
        const order_sha256 = toHex(await sha256(utf8(this.#order)));
        const data = {
            inspection: this.id,
            name,
            order: this.#order,
            order_sha256,
            lang: this.app.text.lang,
        };
        if (!this.accept(this.app.rules.check('inspection.sign', data))) return;
        await this.app.visits.sign(this.#visit, data);
        this.app.route.replace('visit', this.id);
    }
}
