// memory_vault.js -- a vault that forgets: records of practice, in memory and nowhere else.
// SPDX-License-Identifier: Apache-2.0
const copy = (value) => (value instanceof Uint8Array ? value.slice() : JSON.parse(JSON.stringify(value)));

export class MemoryVault {
    #records = new Map();

    async get(id) {
        const record = this.#records.get(id);
        return record ? copy(record.value) : null;
    }

    async list(kind) {
        const of = [...this.#records].filter(([, record]) => record.kind === kind);
        return of.map(([id, { value }]) => ({ id, kind, value: copy(value) }));
    }

    async put(records, gone = []) {
        for (const { id, kind, value } of records)
            this.#records.set(id, { kind, value: copy(value ?? null) });
        await this.wipe(gone);
    }

    async wipe(ids) {
        for (const id of ids) this.#records.delete(id);
    }
}
