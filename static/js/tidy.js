// tidy.js -- what this phone need not keep any longer: visits signed, received and past
// the days in which help may still be asked for.  What waits for a receipt always stays.
// SPDX-License-Identifier: Apache-2.0
export async function tidy({ vault, visits, rules, limits }) {
    const since = rules.dayAdd(rules.day(Date.now()), -limits.offer_days);
    const due = new Set((await vault.list('photo-due')).map(({ value }) => value.sha256));
    const gone = [];
    for (const { value: visit } of await vault.list('visit')) {
        const { signed, noEntry, findings, after = {} } = visit;
        const at = (signed ?? noEntry)?.at;
        const done = at && rules.day(at) < since;
        const photos = [...findings.flatMap((one) => one.photos), ...Object.values(after).flat()];
        if (!done || visits.state(await visits.get(visit.id)) !== 'received') continue;
        if (photos.some(({ sha256 }) => due.has(sha256))) continue;
        gone.push(`visit/${visit.id}`, `inspection/${visit.id}`, `ask/${visit.id}`);
        gone.push(`finding-draft/${visit.id}`);
        gone.push(...photos.map(({ sha256 }) => `photo/${sha256}`));
    }
    await vault.wipe(gone);
}
