// before.mjs -- pictures of earlier visits: gone with their visit, within the day's measure.
// SPDX-License-Identifier: Apache-2.0
// node before.mjs ROOT
import assert from 'node:assert/strict';
import test from 'node:test';

const [root] = process.argv.slice(2);
const { Before } = await import(`${root}/static/js/before.js`);
const { MemoryVault } = await import(`${root}/static/js/memory_vault.js`);

const JPEG = new Uint8Array([0xff, 0xd8, ...Array(998).fill(1)]);

async function phone({ day_bytes = 6000, visits = ['v'] } = {}) {
    const vault = new MemoryVault();
    const asked = [];
    const app = {
        vault,
        asked,
        doors: visits.map((id) => ({ id, planned_day: '2026-11-26' })),
        limits: { before_bytes: 1000, before_day_bytes: day_bytes },
        rules: { day: () => '2026-11-26' },
        visits: {
            all: async () => app.doors,
            over: () => false,
            open: async ({ id }) => [{ id: `f-${id}`, photos: [{ sha256: `a-${id}` }, { sha256: `b-${id}` }] }],
        },
        api: {
            token: 't',
            fetchBytes: async (path) => {
                asked.push(path);
                return app.answer ?? { status: 200, bytes: JPEG };
            },
        },
    };
    app.before = new Before(app);
    await app.before.refresh();
    return app;
}

const here = async ({ vault }) => (await vault.list('before')).length;

test('each picture is fetched once', async () => {
    const app = await phone();
    await app.before.refresh();
    assert.deepEqual(app.asked, ['/api/v1/findings/f-v/photos/a-v', '/api/v1/findings/f-v/photos/b-v']);
    assert.equal(await here(app), 2);
});

test('pictures go with their visit', async () => {
    const app = await phone({ visits: ['v', 'w'] });
    app.doors.pop();
    await app.before.sweep();
    assert.equal(await here(app), 2);
    app.doors.pop();
    await app.before.sweep();
    assert.equal(await here(app), 0);
});

test('no more than the day’s measure is fetched', async () => {
    const app = await phone({ day_bytes: 2500, visits: ['v', 'w'] });
    await app.before.refresh();
    assert.equal(app.asked.length, 2);
});

test('what is no picture is not kept, and not asked for again at once', async () => {
    const app = await phone({ visits: [] });
    app.doors.push({ id: 'v' });
    app.answer = { status: 200, bytes: new TextEncoder().encode('<html>') };
    await app.before.refresh();
    await app.before.refresh();
    assert.equal(await here(app), 0);
    assert.equal(app.asked.length, 2);
});
