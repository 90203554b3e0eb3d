// mend.e2e.mjs -- what the office does not take: the phone says which field is at fault, one
// tap opens it with all else kept, and what is saved goes in its place.
// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { Phone, go } from './phone.mjs';
import { World } from './world.mjs';
import { expect, same } from './expect.mjs';
import * as steps from './inspect.mjs';

const PHONE = {};
const TABLET = { viewport: { width: 820, height: 1180 } };

// A city of its own: what is mended here leaves visits behind.
const mending = (size, test) => async (w) => {
  const world = await World.start(w.program);
  try {
    await test(world, size);
  } catch (error) {
    await world.picture_failure('mend');
    throw error;
  } finally {
    await world.end();
  }
};

// A phone whose rules are older than the office's: while `older` is set they find no fault.
async function older_phone(w, size) {
  const page = await w.phone(size);
  await page.addInitScript(() => {
    const load = WebAssembly.instantiate.bind(WebAssembly);
    WebAssembly.instantiate = async (...given) => {
      const { instance } = await load(...given);
      const { memory, question_at, ask, answer_len } = instance.exports;
      let at, mute;
      const exports = { memory,
        question_at: (n) => { at = question_at(n); return at; },
        ask: (n) => {
          mute = globalThis.older && new TextDecoder().decode(new Uint8Array(memory.buffer, at, 12)) === 'ask\0op_check';
          return ask(n);
        },
        answer_len: () => (mute ? 0 : answer_len()) };
      return { instance: { exports } };
    };
  });
  return signed_in(w, new Phone(page));
}

async function signed_in(w, phone) {
  await phone.page.goto('/field/en');
  await phone.page.waitForSelector('html[data-ready=yes]');
  await phone.sign_in(w.account('inspector'));
  await phone.page.waitForSelector('#place .ds-card--lead:visible');
  return phone;
}

const older = (phone, yes) => phone.page.evaluate((on) => { globalThis.older = on; }, yes);
const focused = (phone) => phone.page.evaluate(() => document.activeElement.name ?? document.activeElement.dataset.group);
const ops = (phone) => phone.page.locator('#place [data-made="op"]');

// To the list of what waits, when the office has answered all.
async function answered(phone) {
  await go(phone, '#/waiting', 'waiting');
  await phone.page.waitForFunction(() => {
    const all = [...document.querySelectorAll('#place [data-made="op"] [data-state]')];
    return all.every((el) => el.dataset.state === 'attention');
  });
}

async function photographed(w, phone, name) {
  const size = phone.page.viewportSize().width > 500 ? 'tablet' : 'phone';
  await w.picture(phone.page, `mend-${name}-${size}`);
  await w.axe(phone.page, `${name}, ${size}`);
}

// A violation with a standard and no severity, which the office refuses, and the signed
// order that waits for it.
async function refused_violation(w, size) {
  const phone = await older_phone(w, size);
  await steps.begin(phone);
  await older(phone, true);
  await phone.act('find');
  await phone.at('finding');
  await phone.type('search', 'smoke');
  await phone.act('choose');
  await phone.page.selectOption('[name="place"]', 'hall');
  await phone.type('note', 'The alarm hangs by a wire.');
  await phone.page.evaluate(() => { document.querySelector('#place details').open = true; });
  await phone.page.selectOption('[name="nspire"]', 'Smoke Alarm'); // and no severity
  await phone.choose('responsible', 'occupant');
  await phone.act('save');
  await phone.at('visit');
  await older(phone, false);
  await steps.leave_card(phone);
  await steps.sign(phone, 'Ines Calder');
  await answered(phone);
  return phone;
}

async function field_at_fault(w, size) {
  const phone = await refused_violation(w, size);
  same(await ops(phone).count(), 2, 'the violation, and the order that waits for it');
  expect(/How bad, by NSPIRE: Fill this in/.test(await phone.text()), 'the field at fault is named', await phone.text());
  await photographed(w, phone, 'waiting');
  const taps = phone.taps;
  await phone.act('mend');
  await phone.at('finding');
  same(phone.taps - taps, 1, 'one tap');
  await phone.page.waitForSelector('#place [role="alert"]');
  same(await focused(phone), 'severity', 'the field at fault is ready');
  same(await phone.page.inputValue('[name="note"]'), 'The alarm hangs by a wire.', 'the note is kept');
  expect(await phone.page.locator('input[name="responsible"][value="occupant"]').isChecked(), 'and who is to do it');
  await photographed(w, phone, 'finding');
  await phone.choose('severity', 'severe');
  await phone.act('save');
  await phone.at('visit');
  await phone.page.waitForSelector('[data-if="unsigned"]:visible');
  await photographed(w, phone, 'unsigned');
  const visit = await phone.page.evaluate(() => location.hash);
  await go(phone, '#/waiting', 'waiting');
  same(await phone.page.locator('#place [data-made="mended"]').count(), 2, 'what was replaced is kept as history');
  await phone.page.reload(); // the phone starts anew between mending and signing
  await phone.type('password', w.account('inspector').password);
  await phone.tap('#place form button:not([type])');
  await go(phone, visit, 'visit');
  const order = await steps.sign(phone, 'Ines Calder');
  expect(/severe/i.test(order), 'the order says what was mended', order);
  await steps.all_received(phone);
  await go(phone, visit, 'visit');
  await phone.page.waitForSelector('#place [data-state="received"]');
  expect(await phone.page.locator('[data-if="differs"]').isHidden(), 'phone and office have the same visit');
  const desk = await w.desk_as('supervisor');
  await desk.goto(`/inspections/${visit.split('/').at(-1)}`);
  const shown = await desk.locator('main').innerText();
  expect(/The alarm hangs by a wire/.test(shown) && /severe/i.test(shown), 'the office has it', shown);
}

// One of two phones signs; what the other found comes too late for the order.
async function too_late(w, size) {
  const one = await signed_in(w, new Phone(await w.phone(size)));
  const two = await signed_in(w, new Phone(await w.phone(size)));
  await steps.begin(one);
  await steps.leave_card(one);
  const visit = await one.page.evaluate(() => location.hash);
  await steps.all_received(one);
  await steps.begin(two); // the same visit, begun on both
  await steps.all_received(two);
  await go(two, visit, 'visit');
  await two.offline(true);
  await steps.find_violation(two, { search: 'smoke', place: 'hall', note: 'Seen on the way out.' });
  await go(one, visit, 'visit');
  await steps.sign(one, 'Ines Calder');
  await steps.all_received(one);
  await two.offline(false);
  await answered(two);
  expect(/signed and locked/.test(await two.text()), 'why it was not taken', await two.text());
  await photographed(w, two, 'late');
  await two.act('mend');
  await two.at('visit');
  await two.page.waitForSelector('#place [role="alert"]');
  same(await focused(two), 'addendum', 'the addendum is ready');
  expect(/Seen on the way out/.test(await two.page.inputValue('[name="addendum"]')), 'with what was found');
  await photographed(w, two, 'addendum');
  await two.act('addendum');
  await steps.all_received(two);
  const desk = await w.desk_as('supervisor');
  await desk.goto(`/inspections/${visit.split('/').at(-1)}`);
  expect(/Seen on the way out/.test(await desk.locator('main').innerText()), 'the office has it behind the order');
}

// The visit was given to somebody else: nothing here to mend, and a file for the office.
async function nobody_here(w, size) {
  const phone = await signed_in(w, new Phone(await w.phone(size)));
  await phone.offline(true);
  await steps.begin(phone);
  const id = await phone.page.evaluate(() => location.hash.split('/')[2]);
  const desk = await w.desk_as('supervisor');
  await desk.goto(`/inspections/${id}/plan`);
  const others = await desk.$$eval('#inspector option:not(:checked)', (all) => all.map(({ value }) => value).filter(Boolean));
  await desk.selectOption('#inspector', others[0]);
  await Promise.all([desk.waitForURL((u) => u.pathname === '/inspections'), desk.click('main form button.usa-button--big')]);
  await phone.offline(false);
  await answered(phone);
  expect(/another inspector/.test(await phone.text()), 'why it was not taken', await phone.text());
  same(await phone.page.locator('[data-do="mend"]:visible').count(), 0, 'nobody can mend it here');
  await photographed(w, phone, 'nobody');
  same((await taken(w, phone)).refused, 1, 'it is in the file');
  same(await ops(phone).count(), 1, 'and still on the phone');
  await set_aside(w, phone);
}

// The file that the phone saves, as the office takes it.
async function taken(w, phone, ...more) {
  const coming = phone.page.waitForEvent('download');
  if (!await phone.page.locator('[data-do="save_file"]:visible').count()) await go(phone, '#/phone', 'phone');
  await phone.act('save_file');
  const file = path.join(w.dir, 'phone.json');
  await (await coming).saveAs(file);
  return JSON.parse(spawnSync(w.program, ['import', 'phone', file, '--json', ...more, '--data', path.join(w.dir, 'city')],
    { encoding: 'utf8' }).stdout);
}

// Nothing that the office has not is deleted: it is kept aside, and taken back.
async function set_aside(w, phone) {
  await go(phone, '#/waiting', 'waiting');
  await phone.tap('#place [data-made="op"] summary');
  await photographed(w, phone, 'aside-ask');
  await phone.act('aside');
  await phone.page.waitForSelector('#place [data-made="aside"]');
  same(await ops(phone).count(), 0, 'it waits no more');
  await photographed(w, phone, 'aside');
  const { aside, refused, reasons } = await taken(w, phone);
  same([aside, refused], [1, 0], 'in the file, and not taken');
  same(reasons.map((one) => one.reasons.join()), ['op.not_yours'], 'with why the office refused it');
  same((await taken(w, phone, '--set-aside')).refused, 1, 'but when the office says so');
  await go(phone, '#/today', 'today');
  expect(/1 set aside/.test(await phone.text()), 'Today says so', await phone.text());
  await phone.page.reload();
  await phone.type('password', w.account('inspector').password);
  await phone.tap('#place form button:not([type])');
  await phone.at('today');
  await go(phone, '#/waiting', 'waiting');
  await phone.act('take_back');
  await phone.page.waitForSelector('#place [data-made="op"]');
  expect(/another inspector/.test(await phone.text()), 'it is back with its reason');
}

export const tests = {
  'a refused field is named, one tap opens it, and it goes with the order signed anew, on a phone': mending(PHONE, field_at_fault),
  'a refused field is named, one tap opens it, and it goes with the order signed anew, on a tablet': mending(TABLET, field_at_fault),
  'what another phone’s signature came before is written as an addendum by one tap': mending(PHONE, too_late),
  'what nobody can mend on the phone says so and offers the file, on a tablet': mending(TABLET, nobody_here),
};
