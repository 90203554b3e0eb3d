// tidy.js -- what this phone need not keep any longer: visits signed, received and past
// the days in which help may still be asked for; and pictures that were changed or removed
// just before the app ended.  What waits for a receipt always stays.
// SPDX-License-Identifier: Apache-2.0
const picturesOf = ({ findings = [], after = {} }) =>
    [...findings.flatMap((one) => one.photos), ...Object.values(after).flat()];

// Of those that no finding has told yet: named by no draft and no visit.
async function unused(vault, dues, here) {
    const drafts = await vault.list('finding-draft');
    const told = [
        ...drafts.flatMap(({ value }) => value.photos ?? []),
        ...here.flatMap(({ value }) => picturesOf(value)),
    ].map(({ sha256 }) => sha256);
    return dues
        .filter(({ named, sha256 }) => !named && !told.includes(sha256))
        .flatMap(({ sha256 }) => [`photo/${sha256}`, `photo-due/${sha256}`]);
}

export async function tidy({ vault, visits, rules, limits, outbox }) {
    const since = rules.dayAdd(rules.day(Date.now()), -limits.offer_days);
    const dues = (await vault.list('photo-due')).map(({ value }) => value);
    const due = new Set(dues.map(({ sha256 }) => sha256));
    const here = await vault.list('visit');
    const gone = await unused(vault, dues, here);
    for (const { value: visit } of here) {
        const { signed, noEntry } = visit;
        const at = (signed ?? noEntry)?.at;
        const done = at && rules.day(at) < since;
        const photos = picturesOf(visit);
        if (!done || visits.state(await visits.get(visit.id)) !== 'received') continue;
        if (photos.some(({ sha256 }) => due.has(sha256))) continue;
        gone.push(`visit/${visit.id}`, `inspection/${visit.id}`, `ask/${visit.id}`);
        gone.push(`finding-draft/${visit.id}`);
        gone.push(...photos.map(({ sha256 }) => `photo/${sha256}`));
    }
    await vault.wipe(gone);
    const kept = here.map(({ id }) => id).filter((id) => !gone.includes(id));
    await outbox.forget(({ about }) => !kept.includes(`visit/${about?.visit}`));
}
