// updates.e2e.mjs -- the page of the month: the care-lead writes what was learnt and
// releases it, the month turns, and the leader has one page in the mail.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, same } from './expect.mjs';
import { press } from './casework.mjs';
import { World, readable } from './world.mjs';

const LEARNED = 'Evening calls reach more homes than morning calls.';
const NS_A_DAY = 86_400_000_000_000n;
const PATIENCE_MS = 60_000;

function city_set(w, name, value) {
  execFileSync(w.program, ['city', 'set', name, value, '--data', path.join(w.dir, 'city')],
    { stdio: 'ignore' });
}

// The same city, served by a clock that is so many days ahead.
async function serve(w, days) {
  if (w.server.exitCode === null) {
    w.server.kill('SIGTERM');
    await once(w.server, 'exit');
  }
  const off = Buffer.alloc(8);
  off.writeBigInt64LE(BigInt(days) * NS_A_DAY);
  const file = path.join(w.dir, 'clock');
  writeFileSync(file, off);
  w.server = spawn(w.program, ['serve', '--data', path.join(w.dir, 'city'), '--port', '0',
    '--smtp-url', `smtp://127.0.0.1:${w.sink.server.address().port}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CLOCK_OFF: file, ASAN_OPTIONS: 'verify_asan_link_order=0:detect_leaks=0',
      LD_PRELOAD: path.resolve(path.dirname(w.program), 'tests/faults/libclock.so') },
  });
  w.server.stderr.on('data', (d) => { w.log += d; });
  await once(w.server.stdout, 'data');
  w.server.stdout.resume();
}

async function comes(what, find) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    const found = find();
    if (found) return found;
    await new Promise((later) => { setTimeout(later, 100); });
  }
  throw new Error(`never came: ${what}`);
}

async function write_and_release(w) {
  const page = await w.desk_as('care-lead');
  await page.goto('/updates/learnt');
  await w.axe(page, 'what we learned');
  await page.fill('#words', LEARNED);
  await press(page, 'button[value=draft]');
  expect(await page.locator('.ds-state[data-state=draft]').count() === 1, 'it is a draft');
  await press(page, 'button[value=publish]');
  await page.waitForSelector('text=tick the box');
  same(await page.inputValue('#words'), LEARNED, 'the form came back filled in');
  await page.fill('#words', 'A mother, ROSA, told us so.');
  await page.check('[name=sure]', { force: true });
  await press(page, 'button[value=publish]');
  expect(/Take it out:\s*Rosa/.test(await page.locator('#named-error').innerText()), 'it says which word');
  await w.axe(page, 'a text that names somebody');
  await w.picture(page, 'updates-named-desk', { fullPage: true });
  await page.fill('#words', LEARNED);
  await page.check('[name=sure]', { force: true });
  await press(page, 'button[value=publish]');
  expect(await page.locator('.ds-state[data-state=done]').count() === 1, 'it is released');
  await w.picture(page, 'updates-learnt-desk', { fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await w.picture(page, 'updates-learnt-phone', { fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide <= 0, 'nothing stands out of the page on a phone', wide);
}

async function look_around(w) {
  const page = await w.desk_as('care-lead');
  for (const [where, name] of [['/updates', 'updates'], ['/ages', 'ages'], ['/ages?list=step', 'ages-step']]) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(where);
    await w.axe(page, where);
    await w.picture(page, `${name}-desk`, { fullPage: true });
    await page.setViewportSize({ width: 390, height: 844 });
    await w.picture(page, `${name}-phone`, { fullPage: true });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide <= 0, `nothing stands out of ${where} on a phone`, wide);
  }
  same(await page.locator('.ds-work li').count() > 0, true, 'somebody waits for the next step');
  await page.goto('/ages');
  const first = page.locator('.ds-work li').first().locator('a');
  await Promise.all([page.waitForURL(/\/cases\//), first.click()]);
  const desk = await w.desk_as('supervisor');
  await desk.goto('/updates');
  expect((await desk.locator('main').innerText()).includes('for that person alone'), 'the letters are not hers');
  same(await desk.locator('main details').count(), 0, 'no letter of an inspector');
  same((await desk.goto('/ages')).status(), 404, 'and no request');
}

function paper(w, mail) {
  const base64 = /application\/pdf[\s\S]*?\r\n\r\n([\s\S]*?)--/.exec(mail.text)[1];
  const pdf = path.join(w.dir, 'page.pdf');
  writeFileSync(pdf, Buffer.from(base64, 'base64'));
  w.keep('page.pdf', Buffer.from(base64, 'base64'));
  const said = execFileSync('pdftotext', ['-layout', pdf, '-']).toString();
  return { said: said.replace(/\s+/g, ' '), about: execFileSync('pdfinfo', [pdf]).toString() };
}

// The month that runs now, as the page names it; the city is in the east of America.
const this_month = () => new Date().toLocaleString('en-US',
  { month: 'long', year: 'numeric', timeZone: 'America/New_York' });

async function month_turns(w) {
  city_set(w, 'leader_email', 'leader@city.example');
  city_set(w, 'clerk_email', 'clerk@city.example');
  city_set(w, 'monthly', '1 0');
  const month = this_month();
  await serve(w, 0); // the first look only takes note of it
  await w.browser.newContext({ baseURL: w.url }).then((c) => c.close());
  const pages = () => w.mails.filter((m) => m.text.includes('application/pdf'));
  await new Promise((later) => { setTimeout(later, 3000); });
  same(pages().length, 0, 'nothing before the month has turned');
  await serve(w, 32);
  await comes('two pages', () => pages().length >= 2);
  same(pages().map((m) => m.to[0]).sort(), ['clerk@city.example', 'leader@city.example'], 'who got it');
  const [one, other] = pages().map((m) => paper(w, m));
  same(one, other, 'both have the same page');
  expect(readable(pages()[0]).includes(month), 'the mail names the month', month);
  expect(one.said.includes(`The program in ${month}`), 'the page names the month', one.said);
  expect(one.said.includes(LEARNED), 'it has what was learned', one.said);
  expect(/Asked for help \d+|\d+ (times|people|residents|households)/i.test(one.said), 'and the totals', one.said);
  expect(/Pages:\s+1\n/.test(one.about), 'it is one page', one.about);
  expect(/Tagged:\s+yes/.test(one.about), 'with tags', one.about);
  expect(!/@|care-lead/.test(one.about), 'it says nothing of who made it', one.about);
}

export const tests = {
  'what was learned is written, released, and mailed with the month\'s totals': async ({ program }) => {
    const w = await World.start(program);
    try {
      await write_and_release(w);
      await w.leave();
      await look_around(w);
      await w.leave();
      await month_turns(w);
    } catch (error) {
      await w.picture_failure('updates');
      throw error;
    } finally {
      await w.leave();
      await w.end();
    }
  },
};
