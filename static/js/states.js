// states.js -- the true state of what was recorded, from the outbox and nothing else:
// what is not in it any more was named by a receipt.
// SPDX-License-Identifier: Apache-2.0
import { STUCK } from './outbox.js';

export class States {
    #outbox;

    constructor(outbox) {
        this.#outbox = outbox;
    }

    of(ops) {
        const waiting = this.#outbox.all().filter(({ op }) => ops.includes(op.id));
        if (!ops.length) return 'draft';
        if (waiting.some((entry) => STUCK.includes(entry.state))) return 'attention';
        if (waiting.some((entry) => entry.state === 'sending')) return 'sending';
        if (waiting.length) return 'here';
        return this.#outbox.aside().some(({ op }) => ops.includes(op.id)) ? 'aside' : 'received';
    }

    waiting() {
        const all = this.#outbox.all();
        const oldest = Math.min(...all.map((entry) => entry.op.at));
        return {
            n: all.length,
            oldest,
            aside: this.#outbox.aside().length,
            bad: all.filter((entry) => STUCK.includes(entry.state)).length,
        };
    }
}
