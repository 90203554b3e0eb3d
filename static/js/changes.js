// changes.js -- what the server sends down: kept by kind, the cursor written with it.
// SPDX-License-Identifier: Apache-2.0
export class Changes extends EventTarget {
    #vault;
    #reference;
    cursor = null;

    constructor(vault, reference) {
        super();
        this.#vault = vault;
        this.#reference = reference;
    }

    async load() {
        this.cursor = await this.#vault.get('cursor');
        return this;
    }

    async #reload(kept) {
        const known = [...kept.values()].some(({ kind }) => kind === 'reference');
        if (known) await this.#reference.load();
    }

    async apply({ changes = [], cursor }) {
        if (!cursor) return;
        const kept = new Map();
        const gone = new Set();
        for (const { kind, id, data } of changes) {
            if (kind === 'removed') {
                gone.add(`${data?.kind ?? 'inspection'}/${id}`);
                continue;
            }
            gone.delete(`${kind}/${id}`);
            kept.set(`${kind}/${id}`, { id: `${kind}/${id}`, kind, value: { id, ...data } });
        }
        await this.#vault.put(
            [...kept.values(), { id: 'cursor', kind: 'cursor', value: cursor }],
            [...gone],
        );
        this.cursor = cursor;
        await this.#reload(kept);
        if (changes.length) this.dispatchEvent(new Event('change'));
    }
}
