// card.js -- was the help card left?  Part of every inspection; a no has a reason.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { check, checked, choices } from '../page.js';

export default class Card extends Screen {
    #visit;

    async start() {
        this.#visit = await this.app.visits.get(this.id);
        choices(this.root, 'reason', this.app.rules.tables().card_reason, (code) =>
            this.t(`card_reason.${code}`),
        );
        check(this.root, 'left', this.#visit.card?.left);
        check(this.root, 'reason', this.#visit.card?.reason);
        this.root.addEventListener('change', () => this.#show());
        this.fill({ address: this.#visit.property.address });
        this.#show();
    }

    #show() {
        this.fill({ not_left: checked(this.root, 'left')[0] === 'no' });
    }

    async save() {
        const [left = ''] = checked(this.root, 'left');
        const [reason] = left === 'no' ? checked(this.root, 'reason') : [];
        const data = { inspection: this.id, left, ...(reason && { reason }) };
        if (!this.accept(this.app.rules.check('card.set', data))) return;
        await this.app.visits.card(this.#visit, { left, reason });
        history.back();
    }
}
