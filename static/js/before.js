// before.js -- how the open violations of a home looked before: small pictures, fetched
// beside the sync for the next doors first, kept in the vault, gone with their visit.
// SPDX-License-Identifier: Apache-2.0
import { NoNetwork } from './api.js';

const HELD = 'before-held'; // {day, spent, have: [sha256]}
const LATER_MS = 3_600_000; // one that is still on another phone

const isJpeg = (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8;

export class Before extends EventTarget {
    #app;
    #busy = false;
    #later = new Map(); // sha256 -> not before

    constructor(app) {
        super();
        this.#app = app;
    }

    async #held() {
        const today = this.#app.rules.day(Date.now());
        const { day, spent, have } = (await this.#app.vault.get(HELD)) ?? { have: [] };
        return { day: today, spent: day === today ? spent : 0, have };
    }

    #record(held) {
        return { id: HELD, kind: HELD, value: held };
    }

    // Of every visit on this phone, the next door first: [{finding, sha256, over}].
    async #wanted() {
        const { vault, visits } = this.#app;
        const findings = await vault.list('finding');
        const doors = (await visits.all()).sort((a, b) =>
            (a.planned_day ?? '').localeCompare(b.planned_day ?? ''),
        );
        const lists = await Promise.all(doors.map((visit) => visits.open(visit, findings)));
        return lists.flatMap((open, i) =>
            open.flatMap(({ id: finding, photos = [] }) =>
                photos.map(({ sha256 }) => ({ finding, sha256, over: visits.over(doors[i]) })),
            ),
        );
    }

    // What no visit on this phone needs any more.
    async sweep() {
        const held = await this.#held();
        if (!held.have.length) return;
        const wanted = new Set((await this.#wanted()).map(({ sha256 }) => sha256));
        const gone = held.have.filter((sha) => !wanted.has(sha));
        if (!gone.length) return;
        const have = held.have.filter((sha) => wanted.has(sha));
        await this.#app.vault.put(
            [this.#record({ ...held, have })],
            gone.map((sha) => `before/${sha}`),
        );
    }

    // Beside the sync, which need not wait for it; not without a session.
    async refresh() {
        if (this.#busy || !this.#app.api.token) return;
        this.#busy = true;
        try {
            await this.sweep();
            for (const one of await this.#wanted()) {
                if (!one.over && !(await this.#fetch(one))) return;
            }
        } catch (error) {
            if (!(error instanceof NoNetwork)) throw error; // the next sync goes on
        } finally {
            this.#busy = false;
        }
    }

    // False: no more now, by the day's measure or by the server's word.
    async #fetch({ finding, sha256 }) {
        const { api, limits, vault } = this.#app;
        const held = await this.#held();
        if (held.have.includes(sha256) || Date.now() < (this.#later.get(sha256) ?? 0)) return true;
        if (held.spent + limits.before_bytes > limits.before_day_bytes) return false;
        const path = `/api/v1/findings/${finding}/photos/${sha256}`;
        const { status, bytes } = await api.fetchBytes(path, '');
        if (status === 503 || status === 401) return false;
        const good = status === 200 && isJpeg(bytes) && bytes.length <= limits.before_bytes;
        const spent = held.spent + bytes.length;
        if (!good) {
            this.#later.set(sha256, Date.now() + LATER_MS);
            await vault.put([this.#record({ ...held, spent })]);
            return true;
        }
        await vault.put([
            { id: `before/${sha256}`, kind: 'before', value: bytes },
            this.#record({ ...held, spent, have: [...held.have, sha256] }),
        ]);
        this.dispatchEvent(new Event('change'));
        return true;
    }

    // Those of these pictures that are on this phone: [{day, blob}].
    async of(photos) {
        const { vault } = this.#app;
        const all = await Promise.all(
            photos.map(async ({ sha256, day }) => {
                const bytes =
                    (await vault.get(`before/${sha256}`)) ?? (await vault.get(`photo/${sha256}`));
                return bytes && { day, blob: new Blob([bytes], { type: 'image/jpeg' }) };
            }),
        );
        return all.filter(Boolean);
    }
}
