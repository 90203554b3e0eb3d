// kept.e2e.mjs -- a browser is closed and its whole folder read: of what was typed on a phone or at a desk
// of care, sent or not, nothing stands there in clear.  SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { press } from './casework.mjs';
import { expect, same } from './expect.mjs';
import * as steps from './inspect.mjs';
import { Phone, go } from './phone.mjs';
import { kept } from './profile.mjs';
import { World } from './world.mjs';

const WORD = 'Quillfeather'; // of every planted word
const EXAMPLE = '12 Lantern St'; // stands in the app's own words
const NUMBERS = ['617 555 0188', '6175550188', '617-555-0188'];

// Fields of the phone into which no text of ours goes, and why.
const NOT_PLANTED = {
  email: 'who works here', password: 'no record', code: 'no record', old: 'no record', pin: 'no record', new_pin: 'no record',
  name: 'must be the name of the account', year_built: 'a year', units: 'a number', habitable: 'a number',
  again_day: 'a day', again_time: 'a time',
};

const TEXTS = 'textarea, input:not([type]), input[type=text], input[type=search], input[type=tel]';
const folder_of = (w, name) => path.join(w.dir, name);

// Every text field in sight gets a word of its own; which ones.
async function plant(page, where, planted) {
  for (const field of await page.locator(where).locator(TEXTS).all()) {
    if (!await field.isVisible() || !await field.isEditable()) continue;
    const name = await field.getAttribute('name');
    if (!name || name in NOT_PLANTED || await field.inputValue() !== '') continue;
    const word = /phone/.test(name) ? NUMBERS[0] : `${WORD}${String.fromCharCode(97 + planted.size % 26)}`;
    await field.fill(word, { timeout: 2000 }).catch(() => {});
    planted.add(name);
  }
}

// What a browser that is about to be closed would still have in memory is written; then its folder is read.
async function nothing_in_clear(page, folder, words, what) {
  await page.context().setOffline(false);
  await page.goto('/help'); // a page is kept with its fields when it is left
  await page.context().close();
  const { found, bytes } = kept(folder, words);
  expect(bytes > 1_000_000, 'a whole folder was read', bytes);
  same([...new Set(found.map(([file, word, around]) => `${word} in ${file}: ${around}`))], [], what);
}

async function in_own_city(w, test) {
  const own = await World.start(w.program);
  try {
    await test(own);
  } finally {
    await own.leave();
    await own.end();
  }
}

// ---- the phone ----

async function open_again(w, folder) {
  const phone = new Phone(await w.lasting('phone', folder));
  await phone.page.goto('/field/');
  await phone.page.waitForSelector('html[data-ready=yes]');
  await phone.type('password', w.account('inspector').password);
  await phone.tap('#place form button:not([type])');
  await phone.page.waitForSelector('#place .ds-top');
  return phone;
}

async function find(phone, planted) {
  await phone.act('find');
  await phone.at('finding');
  await plant(phone.page, '#place', planted); // the search alone
  await phone.type('search', 'smoke');
  await phone.act('choose');
  await phone.page.locator('#place details').evaluateAll((all) => all.forEach((d) => { d.open = true; }));
  await plant(phone.page, '#place', planted);
  await phone.page.selectOption('[name="place"]', 'hall');
  await phone.act('save');
  await phone.at('visit');
}

async function ask(phone, planted) {
  await phone.tap('a[href^="#/ask/"]:visible');
  await phone.at('ask');
  await phone.choose('choices', 'food');
  await phone.choose('known', 'told');
  await plant(phone.page, '#place', planted);
  await phone.act('show');
  await phone.at('door');
  await steps.resident_says_yes(phone);
  await plant(phone.page, '#place', planted);
  await phone.act('send');
}

// A visit with a word in each of its texts: saved, sealed, half typed.
async function whole_visit(phone, planted) {
  await steps.begin(phone);
  const id = await phone.page.evaluate(() => location.hash.split('/')[2]);
  await find(phone, planted);
  for (const [hash, name] of [[`#/add-room/${id}`, 'add-room'], [`#/unit/${id}`, 'unit'], [`#/facts/${id}`, 'facts'],
    ['#/address', 'address']]) {
    await go(phone, hash, name);
    if (name === 'facts') await phone.page.selectOption('[name="specialist"]', { index: 2 }); // which asks why
    await plant(phone.page, '#place', planted);
    await phone.page.evaluate(() => history.back());
    await phone.at('visit');
  }
  await go(phone, '#/address', 'address');
  await phone.type('search', '8 Lantern');
  await phone.act('choose');
  await plant(phone.page, '#place', planted);
  await go(phone, `#/visit/${id}`, 'visit');
  await steps.leave_card(phone);
  await ask(phone, planted);
  await go(phone, `#/visit/${id}`, 'visit');
  await steps.sign(phone, 'Ines Calder');
  await plant(phone.page, '#place', planted);
  await phone.act('addendum');
  await phone.page.waitForSelector(`#place .ds-log >> text=${WORD}`);
  await phone.type('addendum', `${WORD} half said`);
}

// The texts that the phone's screens ask for.
function asked_for() {
  const views = new URL('../../views/field/', import.meta.url);
  const html = readdirSync(views).map((f) => readFileSync(new URL(f, views), 'utf8')).join('');
  return new Set([...html.matchAll(/<(?:textarea|input)\b[^>]*\bname="(\w+)"[^>]*>/g)]
    .filter(([tag]) => !/type="(radio|checkbox|file|hidden|date|time|password)"/.test(tag)).map(([, name]) => name));
}

// ---- desks ----

// Every page of the same kind once, by the address without its ids.
const shape = (url) => new URL(url).pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');

async function walk(page, starts, planted) {
  const seen = new Set(), ahead = [...starts];
  while (ahead.length && seen.size < 40) {
    const next = new URL(ahead.shift(), page.url()).href;
    if (seen.has(shape(next)) || /\.(pdf|csv|json|vcf)$|\/sign-out/.test(shape(next))) continue;
    seen.add(shape(next));
    if ((await page.goto(next)).status() !== 200) continue;
    await page.locator('main details').evaluateAll((all) => all.forEach((d) => { d.open = true; }));
    await plant(page, 'main', planted);
    ahead.push(...await page.locator('main a[href^="/"]').evaluateAll((all) => all.map((a) => a.href)));
  }
  return seen.size;
}

// What is sent comes back on pages, in titles and in lists.
async function send(page, planted) {
  await page.goto('/cases');
  const at = (await page.locator('main a[href^="/cases/0"]').first().getAttribute('href')).match(/^\/cases\/[0-9a-f-]+/)[0];
  for (const [rest, form, field] of [['', '#note-form', '[name=note]'], ['/household', 'form[action$="/people"]', '[name=name]'],
    ['/plan', 'form[action$="/goals"]', '[name=words]'], ['/plan', 'form[action$="/tasks"]', '[name=what]']]) {
    await page.goto(at + rest);
    await page.locator('main details').evaluateAll((all) => all.forEach((d) => { d.open = true; }));
    await page.fill(`${form} ${field}`, `${WORD} ${rest.length}`);
    const day = page.locator(`${form} input[type=date]`);
    if (await day.count()) await day.first().fill('2199-01-01');
    await press(page, `${form} button:not([type=button])`);
  }
  await walk(page, [at], planted);
  await page.goto(at);
  expect((await page.innerText('main')).includes(WORD), 'it was taken');
}

const SEATS = [
  ['case-manager', ['/cases', '/cases/new', '/today/']], ['care-lead', ['/complaints', '/mandated', '/cases']],
  ['provider', ['/referrals', '/directory']], ['privacy', ['/reads', '/glass', '/legal', '/erase']], ['intake', ['/cases/new']],
];

export const tests = {
  'a word that a browser keeps is found, wherever it keeps it': async (w) => {
    const server = createServer((rq, rs) => {
      rs.setHeader('Cache-Control', 'max-age=9999');
      rs.setHeader('Content-Type', 'text/html');
      rs.end(rq.url === '/kept' ? 'Quillcached' : '<title>Quilltitle</title><input name="a">');
    }).listen(0);
    await once(server, 'listening');
    const folder = folder_of(w, 'planted');
    const page = await w.lasting('desk', folder);
    await page.goto(`http://localhost:${server.address().port}/?Quilladdress`);
    await page.evaluate(async () => {
      localStorage.a = 'Quilllocal';
      sessionStorage.a = 'Quillsession';
      await fetch('/kept');
      const db = await new Promise((done) => {
        const asked = indexedDB.open('a', 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore('a');
        asked.onsuccess = () => done(asked.result);
      });
      const put = (rows) => new Promise((done) => {
        const tx = db.transaction('a', 'readwrite', { durability: 'strict' });
        rows.forEach((row, n) => tx.objectStore('a').put(row, n));
        tx.oncomplete = done;
      });
      // Far apart, wide letters, bytes, a long value that is packed, and enough to make tables of it.
      await put([{ a: 'Quillrow' }, { a: 'Quillwide 家' }, new TextEncoder().encode('Quillbytes'),
        { a: `${'far away '.repeat(20_000)}Quillpacked` }]);
      for (let n = 0; n < 60; n++) await put(Array.from({ length: 40 }, (_, i) => ({ a: `${n} ${i} ${'Quill tables '.repeat(200)}` })));
      await (await caches.open('a')).put('/a', new Response('Quillcache'));
    });
    await page.fill('[name=a]', 'Quilltyped');
    await page.goto('/help');
    await page.context().close();
    server.close();
    const words = ['title', 'cached', 'address', 'local', 'session', 'row', 'wide', 'bytes', 'packed', 'cache', 'typed'].map((s) => `Quill${s}`);
    const { found } = kept(folder, [...words, 'Quill tables', 'Quillnowhere']);
    same([...new Set(found.map(([, word]) => word))].sort(), [...words, 'Quill tables'].sort(), 'each is found');
  },

  'of an inspection and a request nothing stands in clear in the phone’s browser': (w) => in_own_city(w, async (own) => {
    const folder = folder_of(own, 'phone'), planted = new Set();
    const phone = new Phone(await own.lasting('phone', folder));
    await phone.sign_in(own.account('inspector'));
    await phone.page.waitForSelector('#place .ds-card--lead:visible');
    const homes = (await phone.page.locator('#place .ds-list [data-field="address"]').allInnerTexts()).filter((home) => home !== EXAMPLE);
    expect(homes.length > 1, 'Today has homes', homes);
    await phone.offline(true);
    await whole_visit(phone, planted);
    same([...asked_for()].filter((name) => !planted.has(name) && !(name in NOT_PLANTED)), [], 'each text of the phone was planted');
    const words = [WORD, ...NUMBERS, ...homes];
    await nothing_in_clear(phone.page, folder, words, 'nothing while it waits on the phone');
    const again = await open_again(own, folder);
    await steps.all_received(again);
    await nothing_in_clear(again.page, folder, words, 'nor after it was sent');
  }),

  'of what is typed at the desks of care nothing stands in clear in their browser': (w) => in_own_city(w, async (own) => {
    const folder = folder_of(own, 'desk'), planted = new Set();
    const page = await own.lasting('desk', folder);
    let pages = 0;
    for (const [role, starts] of SEATS) {
      await own.sign_in(page, role);
      if (role === 'case-manager') await send(page, planted);
      pages += await walk(page, starts, planted);
      await page.goto('/account');
      await press(page, 'form[action="/sign-out"] button');
    }
    pages += await walk(page, ['/help/ask', '/my', '/directory'], planted);
    expect(pages > 50 && planted.size > 20, 'many pages, many fields', `${pages} ${[...planted]}`);
    console.log(`# ${pages} pages, ${planted.size} fields: ${[...planted].sort().join(' ')}`);
    await nothing_in_clear(page, folder, [WORD, ...NUMBERS, 'Marise', 'Graciela', 'Yolande', '617-555-0160'], 'nothing is kept');
  }),
};
