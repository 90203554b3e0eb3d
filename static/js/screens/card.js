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
        const said = this.#visit.cardBegun ?? this.#visit.card;
        check(this.root, 'left', said?.left);
        check(this.root, 'reason', said?.reason);
        this.root.addEventListener('change', () => this.#keep());
        this.fill({ address: this.#visit.property.address });
        this.#show();
    }

    #show() {
        this.fill({ not_left: checked(this.root, 'left')[0] === 'no' });
    }

    #said() {
        const [left = ''] = checked(this.root, 'left');
        const [reason] = left === 'no' ? checked(this.root, 'reason') : [];
        return { left, reason };
    }

    // Kept as it is tapped, and told when it is saved.
    async #keep() {
        this.#show();
        this.#visit = await this.app.visits.keep(this.#visit, { cardBegun: this.#said() });
    }

    async save() {
        const { left, reason } = this.#said();
        const data = { inspection: this.id, left, ...(reason && { reason }) };
        if (!this.accept(this.app.rules.check('card.set', data))) return;
        const { cardBegun, ...visit } = this.#visit;
        await this.app.visits.card(visit, { left, reason });
        history.back();
    }
}
