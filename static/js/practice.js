// practice.js -- six doors on the same screens and by the same rules, upon a vault in
// memory and an outbox that nothing sends: there is no Sync of it.  What is kept on the
// phone is which doors were done, never how.
// SPDX-License-Identifier: Apache-2.0
import { DOORS, VERSION, dueState, judge, wasThere } from './practice_doors.js';
import { Drafts } from './drafts.js';
import { MemoryVault } from './memory_vault.js';
import { Outbox } from './outbox.js';
import { Photos } from './photos.js';
import { Requests } from './requests.js';
import { States } from './states.js';
import { Visits } from './visits.js';
import { newId } from './ids.js';

const KEPT = 'practice';
const MARK = '00000000'; // no id of our time begins so: a practice's is known for ever

const never = () => {
    throw new Error('practice is never sealed or sent');
};

export class Practice {
    #app;
    #run = null; // {n, app, visit, calls}

    constructor(app) {
        this.#app = app;
    }

    async #kept() {
        const kept = await this.#app.vault.get(KEPT);
        return kept?.version === VERSION ? kept : { version: VERSION, doors: {}, done: kept?.done ?? '' };
    }

    // Of this person: the doors done in this round, and whether it is time.
    async progress() {
        const today = this.#app.rules.day(Date.now());
        const kept = await this.#kept();
        const when = dueState(this.#app.reference.config, kept.done, today);
        const over = when.state === 'due' && DOORS.every(({ name }) => kept.doors[name]);
        const doors = over ? {} : kept.doors; // a year later they are all to do again
        const n = DOORS.filter(({ name }) => doors[name]).length;
        return { ...when, doors, n, of: DOORS.length };
    }

    get ready() {
        return this.#app.reference.ready;
    }

    at(n) {
        return this.#run?.n === n;
    }

    // Fresh each time; what was recorded at a door before is gone.
    async begin(n) {
        const vault = new MemoryVault();
        const { text, rules, limits, account, reference, recordings, pin } = this.#app;
        const app = { text, rules, limits, account, reference, recordings, pin, vault };
        app.outbox = new Outbox({ vault, limits, seal: never });
        app.states = new States(app.outbox);
        app.photos = new Photos(vault, limits);
        app.drafts = new Drafts(vault);
        app.visits = new Visits(app);
        app.requests = new Requests(app);
        app.changes = app.before = new EventTarget(); // nothing comes down
        app.sync = Object.assign(new EventTarget(), { online: false, run() {} });
        app.route = this.#route(n);
        const visit = this.#visit(n);
        await vault.put([app.visits.page(visit)]);
        this.#run = { n, app, visit: visit.id, calls: [] };
        return visit.id;
    }

    #visit(n) {
        const own = () => `${MARK}${newId().slice(MARK.length)}`;
        const address = this.#app.text.t('field.practice.address', { n: 10 + n });
        const day = this.#app.rules.day(Date.now());
        const plain = { ops: [], findings: [], earlier: {}, after: {}, addenda: [], facts: {} };
        const kind = this.#app.rules.tables().inspection_kind[0];
        return { ...plain, id: own(), property: { id: own(), address }, unit: String(n), kind, planned_day: day };
    }

    // As the app's own, but from the door one comes back to its page, not to Today.
    #route(n) {
        const { route } = this.#app;
        const away = (name, id) => (name === 'today' || name === 'mine' ? ['practice-door', n] : [name, id]);
        return {
            go: (name, id) => route.go(...away(name, id)),
            replace: (name, id) => route.replace(...away(name, id)),
            set hold(to) {
                route.hold = to;
            },
            lock: () => route.lock(),
        };
    }

    // The app that a screen of this id stands on; null: the real one; 'over': of a practice
    // that a reload has ended.
    async appOf(id = '') {
        const [first] = id.split(':');
        const { app } = this.#run ?? {};
        const own = app && ((await app.vault.get(`visit/${first}`)) ?? (await app.vault.get(`mine/${first}`)));
        if (own) return app;
        return first.startsWith(MARK) ? 'over' : null;
    }

    // Where the door that is open now is gone on with; a number that was tapped there.
    get open() {
        return this.#run && { n: this.#run.n, visit: this.#run.visit };
    }

    called(number) {
        this.#run.calls.push(number);
    }

    async #recorded() {
        const { app, visit, calls } = this.#run;
        const ops = app.outbox.all().map(({ op, plain }) => plain ?? op);
        const social = (text) => Boolean(app.rules.socialWords(text));
        return { visit: await app.visits.get(visit), ops, calls, social };
    }

    // [{name, good}], or null where nothing was done; the door counts as done then.
    async finish(n) {
        if (!this.at(n)) return null;
        const run = await this.#recorded();
        if (!wasThere(run)) return null;
        await this.#keep(DOORS[n - 1].name);
        return judge(DOORS[n - 1], run);
    }

    // With the last door the server is told, as soon as there is a network.
    async #keep(name) {
        const { doors: before, state } = await this.progress();
        const { done } = await this.#kept();
        const today = this.#app.rules.day(Date.now());
        const doors = { ...before, [name]: before[name] ?? today };
        const whole = DOORS.every((door) => doors[door.name]);
        const fresh = whole && !DOORS.every((door) => before[door.name]);
        const tell = fresh && (state === 'never' || state === 'due' || done !== today);
        const kept = { version: VERSION, doors, done: fresh ? today : done };
        const records = [{ id: KEPT, kind: KEPT, value: kept }];
        if (tell)
            records.push(
                this.#app.notices.record('/api/v1/practice', { id: newId(), day: today, version: VERSION }),
            );
        await this.#app.vault.put(records);
        if (tell) this.#app.sync.run();
    }
}
