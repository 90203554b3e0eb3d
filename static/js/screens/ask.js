// ask.js -- what is needed, in seconds; every tap is kept in the vault as it is made.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { check, checked, choices, unknownLast } from '../page.js';
import { numbersNow } from '../visit_words.js';

// Not let in, and yet somebody stood in the door.
const MET = ['refused', 'another-day', 'unsafe'];
const TYPED = ['phone', 'knock', 'call_name'];

export default class Ask extends Screen {
    #visit;
    #draft;

    async start() {
        this.#visit = await this.app.visits.get(this.id);
        this.#draft = await this.app.requests.draft(this.#visit);
        const tables = this.app.rules.tables();
        choices(this.root, 'choices', tables.choice, (code) => this.t(`choice.${code}`));
        choices(this.root, 'urgency', tables.urgency, (code) => this.t(`field.soon.${code}`));
        choices(this.root, 'heat_payer', unknownLast(tables.heat_payer), (code) =>
            this.t(`heat_payer.${code}`),
        );
        choices(
            this.root,
            'known',
            tables.known_by.filter((code) => code !== 'inferred'),
            (code) => this.t(`known_by.${code}`),
        );
        for (const name of ['choices', 'urgency', 'heat_payer', 'known', 'message_ok'])
            check(this.root, name, this.#draft[name]);
        for (const name of TYPED) {
            this.field(name).value = this.#draft[name] ?? '';
            this.field(name).maxLength = this.app.limits[name];
        }
        this.root.addEventListener('input', () => this.#changed());
        await this.#may();
        this.#show();
    }

    // Who is there decides; and a door that said no is left in peace.
    async #may() {
        const { present = [], occupancy } = this.#visit;
        const closed = await this.app.requests.closedUntil(this.#visit);
        const owner = present.includes('owner') || present.includes('agent');
        const spoke = MET.includes(this.#visit.noEntry?.reason);
        const nobody =
            occupancy === 'vacant' || !(spoke || present.some((who) => who !== 'nobody'));
        this.fill({
            owner: owner && !closed,
            closed,
            nobody: nobody && !owner && !closed,
            may: !owner && !nobody && !closed,
            address: this.#visit.property.address,
            until: closed ? this.app.text.day(closed, 'long') : '',
            card_to: `#/card/${this.id}`,
            alert_to: `#/alert/${this.id}`,
        });
        this.fill(numbersNow(this.app));
        this.fill({ hours_closed: !this.app.rules.providerOpen(Date.now()) });
    }

    #read() {
        const typed = Object.fromEntries(
            TYPED.map((name) => [name, this.field(name).value.trim()]),
        );
        const one = (name, none) => checked(this.root, name)[0] ?? none;
        return {
            ...this.#draft,
            ...typed,
            choices: checked(this.root, 'choices'),
            urgency: one('urgency', 'routine'),
            heat_payer: one('heat_payer', 'unknown'),
            known: one('known'),
            message_ok: one('message_ok', 'no'),
        };
    }

    #show() {
        const { choices: chosen, heat_payer: payer, urgency } = this.#draft;
        this.fill({
            heat: chosen.includes('heat'),
            owner_pays: chosen.includes('heat') && payer === 'owner',
            crisis: urgency === 'crisis',
            finding_to: `#/finding/${this.id}`,
        });
    }

    async #changed() {
        this.#draft = this.#read();
        this.#show();
        await this.app.requests.keep(this.#visit, this.#draft);
    }

    async #on(method) {
        const { answer, ...said } = this.#read(); // shown anew, it is answered anew
        this.#draft = { ...said, method };
        if (!this.accept(this.app.requests.faults(this.#visit, this.#draft))) return;
        await this.app.requests.keep(this.#visit, this.#draft);
        this.app.route.replace('door', this.id);
    }

    show() {
        return this.#on('shown');
    }

    read() {
        return this.#on('read');
    }
}
