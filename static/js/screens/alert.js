// alert.js -- nobody to ask: the case manager learns of the address, and of nobody in it.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { checked } from '../page.js';

export default class Alert extends Screen {
    #visit;

    async start() {
        this.#visit = await this.app.visits.get(this.id);
        const closed = await this.app.requests.closedUntil(this.#visit);
        this.fill({
            address: this.#visit.property.address,
            has_unit: this.#visit.unit,
            unit: this.t('field.unit.n', { unit: this.#visit.unit }),
            closed,
            may: !closed,
        });
    }

    async send() {
        const [left] = checked(this.root, 'card_left');
        if (!this.accept(left ? [] : [{ field: 'card_left', msg: 'field.alert.card_missing' }]))
            return;
        const mine = await this.app.requests.alert(this.#visit, left);
        this.app.route.replace('passed', mine.casefile);
    }
}
