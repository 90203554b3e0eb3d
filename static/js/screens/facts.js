// facts.js -- what the report says of the visit besides its violations.  Each tap is kept;
// nothing of it leaves before the signature, and that a child lives there never does.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { homeBefore } from '../visit_words.js';
import { check, checked, choices, unknownLast } from '../page.js';

const CHOSEN = ['scope', 'told_right', 'entry', 'child', 'lead'];
const TYPED = ['year_built', 'units', 'habitable', 'specialist', 'why'];

export default class Facts extends Screen {
    #visit;

    async start() {
        this.#visit = await this.app.visits.get(this.id);
        const { scope, entry, lead, specialist, prior: answers } = this.app.rules.tables();
        const label = (list) => (code) => this.t(`${list}.${code}`);
        choices(this.root, 'scope', scope, label('scope'));
        choices(this.root, 'entry', entry, label('entry'));
        choices(this.root, 'child', unknownLast(answers), (code) => this.t(`field.child.${code}`));
        // Offered where a word on lead is needed: that none is needed is no answer there.
        choices(this.root, 'lead', lead.filter((code) => code !== 'not-needed'), label('lead'));
        for (const code of specialist)
            this.field('specialist').add(new Option(this.t(`specialist.${code}`), code));
        const facts = this.#suggested();
        for (const name of CHOSEN) check(this.root, name, facts[name]);
        for (const name of TYPED) this.field(name).value = facts[name] ?? '';
        this.field('why').maxLength = this.app.limits.reason;
        this.field('unsafe').checked = Boolean(facts.unsafe);
        this.field('assisted').checked = Boolean(facts.assisted);
        this.root.addEventListener('input', () => this.#keep());
        this.fill({ address: this.#visit.property.address, was: this.#was() });
        this.#show(facts);
    }

    // Carried forward to be confirmed: the year of the register or of the last visit, and
    // who opened the door.
    #suggested() {
        const { facts, present = [], property } = this.#visit;
        const owner = present.includes('owner') || present.includes('agent');
        const opened = owner ? 'owner' : '';
        return {
            entry: present.includes('occupant') ? 'occupant' : opened,
            year_built: property.year_built ? String(property.year_built) : '',
            specialist: 'none',
            ...facts,
        };
    }

    // The size that was signed before, said of today by a tap alone.
    #was() {
        const last = homeBefore(this.#visit);
        if (!last) return '';
        const words = ['units', 'habitable']
            .filter((name) => last[name])
            .map((name) => this.app.text.count(`field.facts.${name}_n`, last[name]));
        return this.t('field.facts.was', {
            day: this.app.text.day(last.day, 'long'),
            was: words.join(', '),
        });
    }

    async still() {
        const last = homeBefore(this.#visit);
        for (const name of ['units', 'habitable']) this.field(name).value = last[name] ?? '';
        await this.#keep();
    }

    #read() {
        const one = (name) => checked(this.root, name)[0] ?? '';
        const facts = Object.fromEntries(CHOSEN.map((name) => [name, one(name)]));
        for (const name of TYPED) facts[name] = this.field(name).value.trim();
        facts.unsafe = this.field('unsafe').checked;
        facts.assisted = this.field('assisted').checked;
        if (!this.app.rules.leadNeeded(facts)) facts.lead = facts.child ? 'not-needed' : '';
        return facts;
    }

    #show(facts) {
        const { present = [], occupancy } = this.#visit;
        const lived = occupancy !== 'vacant';
        this.fill({
            told: present.includes('occupant'),
            lived,
            lead: lived && facts.child && this.app.rules.leadNeeded(facts),
            why: facts.specialist && facts.specialist !== 'none',
        });
    }

    async #keep() {
        const facts = this.#read();
        this.#show(facts);
        this.#visit = await this.app.visits.keep(this.#visit, { facts });
    }

    async save() {
        await this.#keep();
        if (!this.accept(this.app.rules.visitFaults(this.#visit))) return;
        this.app.route.replace('sign', this.id);
    }

    async later() {
        await this.#keep();
        this.app.route.replace('visit', this.id);
    }
}
