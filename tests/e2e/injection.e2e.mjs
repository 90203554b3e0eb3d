// injection.e2e.mjs -- a browser without our policy of contents looks at every string of tests/trust/injections.txt
// wherever it can be kept: nothing runs, nothing loads from elsewhere.  SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { expect, same } from './expect.mjs';

const strings = readFileSync(new URL('../trust/injections.txt', import.meta.url), 'utf8').split('\n')
  .filter((line) => line && (!line.startsWith('#') || line.startsWith('#!'))).map((line) => line.replace(/^#!/, ''))
  .map((line) => Buffer.from(line.replace(/\\\\|\\x([0-9a-f]{2})/g, (all, hex) =>
    hex ? String.fromCharCode(parseInt(hex, 16)) : '\\'), 'latin1'));

// A page on which a script of theirs would be heard of.  The policy is off: escaping has to do it alone.
async function watched(w, role) {
  const page = await (role ? w.desk_as(role, { bypassCSP: true }) : w.desk({ bypassCSP: true }));
  page.heard = [];
  await page.exposeFunction('hit', () => page.heard.push('a script ran'));
  page.on('dialog', async (d) => { page.heard.push(`dialog ${d.message()}`); await d.dismiss(); });
  page.on('request', (r) => {
    if (!r.url().startsWith(w.url) && !r.url().startsWith('about:')) page.heard.push(r.url());
  });
  return page;
}

// What is in the page now that no view of ours has; every handler there might be is called.
const strange = (page) => page.evaluate(() => {
  const found = [];
  for (const e of document.querySelectorAll('*')) {
    if (/^(IFRAME|OBJECT|EMBED|BASE|MATH|VIDEO|AUDIO|MARQUEE|STYLE)$/i.test(e.tagName)) found.push(e.tagName);
    for (const a of e.attributes)
      if (/^on|^srcdoc$/i.test(a.name) || /^\s*(javascript|data|vbscript):/i.test(a.value)
        && /^(href|src|action|formaction)$/i.test(a.name)) found.push(`${e.tagName} ${a.name}`);
    for (const kind of ['mouseover', 'focus', 'click', 'toggle'])
      if (e.tagName !== 'A' && e.tagName !== 'BUTTON' && e.tagName !== 'INPUT' && e.tagName !== 'SUMMARY') e.dispatchEvent(new Event(kind));
  }
  return found;
});

async function looked_at(page, path) {
  const answer = await page.goto(path);
  expect(answer.status() < 500, `${path} answers`, answer.status());
  same(await strange(page), [], `${path} holds no markup of theirs`);
  same(page.heard, [], `nothing ran at ${path}`);
}

// Sends a form for every string, as bytes; how many were taken.
const send_all = (page, path, form) => page.evaluate(async ([to, fields, all]) => {
  const csrf = document.querySelector('[name=csrf]').value;
  let taken = 0;
  for (const string of all) {
    const id = `01a2${crypto.randomUUID().slice(4, 14)}7${crypto.randomUUID().slice(15)}`;
    const body = `csrf=${encodeURIComponent(csrf)}&${fields.replaceAll('{new}', id).replaceAll('{string}', string)}`;
    const answer = await fetch(to, { method: 'POST', body, redirect: 'manual',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
    if (answer.status >= 500) throw new Error(`${to} answers ${answer.status} to ${string}`);
    taken += answer.type === 'opaqueredirect';
  }
  return taken;
}, [path, form, strings.map((s) => [...s].map((b) => `%${b.toString(16).padStart(2, '0')}`).join(''))]);

export const tests = {
  'what is not escaped would be heard of': async (w) => {
    const page = await watched(w);
    await page.goto('/help');
    await page.evaluate((all) => { for (const s of all) document.write(`<div>${s}</div>`); },
      strings.slice(0, 60).map((s) => s.toString('utf8')));
    await page.waitForFunction(() => document.querySelector('[onerror]') !== null);
    for (let i = 0; page.heard.length === 0 && i < 100; i++) await strange(page);
    expect(page.heard.length > 0, 'a script that stands there raw is heard of');
    expect((await strange(page)).length > 5, 'its markup is seen');
  },

  'no string runs on a case, its plan, its copy or the list of the day': async (w) => {
    const page = await watched(w, 'case-manager');
    const path = await page.locator('main a[href^="/cases/0"]').first().getAttribute('href');
    const at = path.match(/^\/cases\/[0-9a-f-]+/)[0];
    await page.goto(at);
    expect(await send_all(page, `${at}/notes`, 'id={new}&note={string}') > 400, 'notes are taken');
    await send_all(page, `${at}/tasks`, 'id={new}&what={string}&due=2199-01-01&owner=');
    await send_all(page, `${at}/goals`, 'id={new}&words={string}');
    await send_all(page, `${at}/household/people`, 'id={new}&rev=0&name={string}&relation=child');
    for (const rest of ['', '/plan', '/household', '/export', '/files', '/visits', '/close', '/attempts'])
      await looked_at(page, at + rest);
    await looked_at(page, '/cases');
  },

  'no string runs on a desk of inspections': async (w) => {
    const page = await watched(w, 'supervisor');
    await page.goto('/zones/new');
    expect(await send_all(page, '/zones', 'id={new}&name={string}') > 100, 'zones are drawn');
    await looked_at(page, '/zones');
    await looked_at(page, '/violations');
    await looked_at(page, '/inspections');
  },

  'no string runs in a form that came back, or behind the question mark': async (w) => {
    const page = await watched(w, 'case-manager');
    await page.goto('/cases/new');
    for (const s of strings.filter((_, n) => n % 12 === 0)) {
      await page.locator('main form textarea, main form input[type=text], main form input:not([type])').evaluateAll((all, text) => {
        for (const e of all) e.value = text;
      }, s.toString('utf8'));
      await Promise.all([page.waitForNavigation(), page.locator('main form').last().evaluate((f) => f.requestSubmit())]);
      same(await strange(page), [], 'the form holds no markup of theirs');
    }
    for (const s of strings.filter((_, n) => n % 6 === 1))
      await page.goto(`/directory?q=${[...s].map((b) => `%${b.toString(16).padStart(2, '0')}`).join('')}`);
    same(page.heard, [], 'nothing ran');
  },
};
