// drafts.js -- the violation that is being written, kept as it is typed.
// SPDX-License-Identifier: Apache-2.0
export class Drafts {
    #vault;

    constructor(vault) {
        this.#vault = vault;
    }

    key({ id }) {
        return `finding-draft/${id}`;
    }

    async of(visit) {
        return (await this.#vault.get(this.key(visit))) ?? null;
    }

    async keep(visit, value) {
        await this.#vault.put([{ id: this.key(visit), kind: 'finding-draft', value }]);
    }

    async drop(visit) {
        await this.#vault.put([], [this.key(visit)]);
    }
}
