// unit.js -- another unit of the same house, not on the plan: a visit born on this phone.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { checked, choices } from '../page.js';

const FROM_ELSEWHERE = 'imported';

export default class Unit extends Screen {
    #visit;

    async start() {
        this.#visit = await this.app.visits.get(this.id);
        const kinds = this.app.rules.tables().inspection_kind;
        const here = kinds.filter((kind) => kind !== FROM_ELSEWHERE);
        choices(this.root, 'kind', here, (code) => this.t(`inspection_kind.${code}`));
        this.field('unit').maxLength = this.app.limits.unit;
        this.fill({ address: this.#visit.property.address });
    }

    async open() {
        const [kind = ''] = checked(this.root, 'kind');
        const unit = this.field('unit').value.trim();
        const asked = ['unit', 'kind'];
        const data = { ...this.app.visits.startData({ ...this.#visit, unit, kind }, {}) };
        const faults = this.app.rules.check('inspection.start', data);
        if (!this.accept(faults.filter(({ field }) => asked.includes(field)))) return;
        const visit = await this.app.visits.another(this.#visit, unit, kind);
        this.app.route.replace('visit', visit.id);
    }
}
