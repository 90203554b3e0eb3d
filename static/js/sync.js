// sync.js -- exchanges with the server, one after another: on start, when the network or
// the screen comes back, after each new op and by a timer that backs off.
// SPDX-License-Identifier: Apache-2.0
import { NoNetwork } from './api.js';
import { receiptIds } from './receipt.js';

const LONGEST_MS = 300_000;

/** Twice as long as the last time, and no shorter than the server asked for; up to half
 * as much again, so that phones refused together do not come back together. */
export function nextPause(last, wish, chance = Math.random()) {
    const pause = Math.max(Math.min(2 * last || 5_000, LONGEST_MS), wish ?? 0);
    return Math.min(pause * (1 + chance / 2), Math.max(LONGEST_MS, wish ?? 0));
}

export class Sync extends EventTarget {
    #app;
    #running = null;
    #again = false;
    #timer = 0;
    #pause = 0;
    #notBefore = 0; // as the server asked
    online = true;
    ended = false; // the session: uploads go on, news needs a new sign-in

    constructor(app) {
        super();
        this.#app = app;
        app.outbox.addEventListener('change', ({ detail }) => detail === 'added' && this.run());
        addEventListener('online', () => this.run());
        document.addEventListener('visibilitychange', () => !document.hidden && this.run());
    }

    // One run at a time; a call during a run makes it go round once more.
    run() {
        if (Date.now() < this.#notBefore) return this.#running ?? Promise.resolve(); // #plan's timer comes
        this.#again = true;
        this.#running ??= this.#rounds().finally(() => {
            this.#running = null;
            this.#plan();
        });
        return this.#running;
    }

    async #rounds() {
        while (this.#again) {
            this.#again = false;
            try {
                if (await this.#round()) this.#again = true;
                this.#pause = 0;
                await this.#app.photoSender.send();
                await this.#app.notices.send();
                this.#app.addresses.refresh();
                this.#app.before.refresh();
                this.#app.recordings.refresh();
            } catch (error) {
                if (!(error instanceof NoNetwork)) throw error;
                this.#pause = nextPause(this.#pause, error.wait);
                if (error.wait) {
                    this.#notBefore = Date.now() + error.wait;
                    this.#again = false;
                }
                this.#say(false);
            }
        }
    }

    // True when there is more to send or to fetch.
    async #round() {
        const { outbox, api, account, changes } = this.#app;
        const batch = await outbox.batch();
        const ops = batch.map((entry) => entry.op);
        const body = { device: account.device, now: Date.now(), ops, cursor: changes.cursor };
        const answer = await this.#post(api, body).catch((error) => {
            outbox.unsent(batch);
            throw error;
        });
        this.#say(true);
        const ids = await receiptIds(answer.receipt, account);
        const gone = await outbox.settle(batch, answer.results ?? [], ids);
        await changes.apply(answer);
        return (
            Boolean(answer.more) ||
            (gone.length > 0 && outbox.due().length > 0)
        );
    }

    async #post(api, body) {
        const answer = await api.call('POST', '/api/v1/sync', body);
        if (answer.status === 401 && api.token) {
            this.#end(api);
            return this.#post(api, body); // uploads need no session, only this phone's key
        }
        if (!answer.ok) throw new NoNetwork(String(answer.status), { wait: answer.wait });
        if (!answer.json.cursor && api.token) this.#end(api); // taken, and no news
        return answer.json;
    }

    #end(api) {
        api.token = '';
        this.ended = true;
    }

    #say(online) {
        this.online = online;
        this.dispatchEvent(new Event('change'));
    }

    #plan() {
        clearTimeout(this.#timer);
        const held = this.#app.outbox.all().filter((entry) => entry.hold > Date.now());
        const next = Math.min(
            ...held.map((entry) => entry.hold - Date.now()),
            this.#pause || 60_000,
        );
        this.#timer = setTimeout(() => this.run(), Math.max(next, 500));
    }
}
