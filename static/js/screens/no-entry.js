// no-entry.js -- the door stayed closed, or opens another day: why, whether a card was left,
// and when to come again.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { check, checked, choices } from '../page.js';
import { newId } from '../ids.js';

// Hours at which few are glad of a knock.
const EARLY = '07:00';
const LATE = '20:00';

export default class NoEntry extends Screen {
    #visit;
    #again = newId();

    async start() {
        this.#visit = await this.app.visits.get(this.id);
        choices(this.root, 'reason', this.app.rules.tables().no_entry, (code) =>
            this.t(`no_entry.${code}`),
        );
        const today = this.app.rules.day(Date.now());
        const day = this.field('again_day');
        day.min = this.app.rules.dayAdd(today, 1);
        day.value = this.app.rules.businessAdd(today, 1);
        // The other system plans its own visits.
        const { beside } = this.app.reference;
        if (beside) check(this.root, 'come', 'no');
        this.#before();
        this.root.addEventListener('change', () => this.#keep());
        this.fill({ address: this.#visit.property.address, plans: !beside });
        this.#show();
    }

    // What was begun here, or was not taken, stands as it was said.
    #before() {
        const { noEntry, closedBegun } = this.#visit;
        const stuck = noEntry && this.app.visits.stuck(this.#visit, 'inspection.no-entry');
        const said = closedBegun ?? (stuck && noEntry);
        if (!said) return;
        check(this.root, 'reason', said.reason);
        check(this.root, 'card_left', said.card_left);
        if (!said.again) check(this.root, 'come', 'no');
        else this.field('again_day').value = said.again_day;
        this.field('again_time').value = said.again_time ?? '';
        this.#again = said.again ?? this.#again;
    }

    // Kept as it is tapped, and told when it is saved.
    async #keep() {
        this.#show();
        this.#visit = await this.app.visits.keep(this.#visit, { closedBegun: this.#said() });
    }

    #show() {
        const again = checked(this.root, 'come')[0] !== 'no';
        this.fill({ again, odd: again && this.#odd() });
    }

    // Meant, perhaps: a day without office, an hour before seven or after eight.
    #odd() {
        const [day, time] = ['again_day', 'again_time'].map((name) => this.field(name).value);
        if (!day) return false;
        const { rules } = this.app;
        const open = rules.businessAdd(rules.dayAdd(day, -1), 1) === day;
        return !open || (time && (time < EARLY || time > LATE));
    }

    #said() {
        const [reason = ''] = checked(this.root, 'reason');
        const [card_left] = checked(this.root, 'card_left');
        const said = { reason, card_left };
        if (checked(this.root, 'come')[0] === 'no') return said;
        const time = this.field('again_time').value;
        const again = { again: this.#again, again_day: this.field('again_day').value };
        return { ...said, ...again, ...(time && { again_time: time }) };
    }

    // A day that is over, or a year off, is a slip.
    #day(said) {
        if (!('again_day' in said)) return [];
        const { min } = this.field('again_day');
        const late = this.app.rules.dayAdd(min, this.app.limits.no_days);
        const good = said.again_day >= min && said.again_day <= late;
        return good ? [] : [{ field: 'again_day', msg: 'field.no_entry.bad_day' }];
    }

    async save() {
        const said = this.#said();
        const card = said.card_left ? [] : [{ field: 'card_left', msg: 'errors.required' }];
        const data = this.app.visits.noEntryData(this.#visit, said);
        const faults = this.app.rules.check('inspection.no-entry', data);
        const known = faults.filter(({ field }) => field !== 'again_day');
        if (!this.accept([...known, ...card, ...this.#day(said)])) return;
        const { closedBegun, ...visit } = this.#visit;
        await this.app.visits.noEntry(visit, said);
        this.app.route.replace('visit', this.id);
    }
}
