// inspect.mjs -- one inspection on the phone, from Today to the signed order, with a help
// request in the middle; the same steps with or without a network.
// SPDX-License-Identifier: Apache-2.0
import { deflateSync } from 'node:zlib';
import { expect, same } from './expect.mjs';

// One of our own, so that no camera is needed: grey, of rows that are deflated already.
export function png(wide, high, deflated) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  head.writeUInt32BE(wide, 0);
  head.writeUInt32BE(high, 4);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head), chunk('IDAT', deflated), chunk('IEND', Buffer.alloc(0))]);
}

// 640 x 480 of one grey.
export function picture() {
  const rows = Buffer.alloc(480 * 641, 0x88);
  for (let y = 0; y < 480; y++) rows[y * 641] = 0;
  return png(640, 480, deflateSync(rows));
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

export async function begin(phone, { present = ['occupant'] } = {}) {
  await phone.act('visit');
  await phone.at('visit');
  await phone.choose('occupancy', 'occupied');
  for (const who of present) await phone.choose('present', who);
  await phone.act('begin');
  await phone.page.waitForSelector('[data-do="find"]:visible');
}

export async function find_violation(phone, { search, place, note }) {
  await phone.act('find');
  await phone.at('finding');
  await phone.type('search', search);
  await phone.act('choose');
  await phone.page.selectOption('[name="place"]', place);
  await phone.type('note', note);
  expect(/owner can read/i.test(await phone.text()), 'the note says who reads it');
  await phone.page.setInputFiles('[name="photo"]',
    { name: 'door.png', mimeType: 'image/png', buffer: picture() });
  await phone.page.waitForSelector('.ds-photos img');
  const by = await phone.page.locator('[data-field="correct_by"]').innerText();
  expect(by !== '', 'a correct-by day stands there');
  await phone.act('save');
  await phone.at('visit');
  return by;
}

export async function leave_card(phone) {
  await phone.tap('a[href^="#/card/"]:visible');
  await phone.at('card');
  await phone.choose('left', 'yes');
  await phone.act('save');
  await phone.at('visit');
}

// Returns the taps it took; the number is typed by the resident and not counted.
export async function ask_for_help(phone, { lang, choices, number, name }) {
  const before = phone.taps;
  await phone.tap('a[href^="#/ask/"]:visible');
  await phone.at('ask');
  for (const choice of choices) await phone.choose('choices', choice);
  await phone.choose('known', 'told');
  await phone.type('phone', number);
  await phone.type('call_name', name);
  await phone.act('show');
  await phone.at('door');
  await phone.tap(`[data-do="speak"][data-lang="${lang}"]`);
  return { before };
}

export async function resident_says_yes(phone) {
  const [no, yes] = await phone.page.$$eval('.ds-door__two button', (all) =>
    all.map((b) => b.getBoundingClientRect()).map(({ width, height }) => [width, height]));
  same(no, yes, 'yes and no are buttons of one size');
  await phone.act('yes');
  await phone.hold('.ds-actions [data-hold]:visible');
  await phone.at('hand-over');
}

export async function resident_says_no(phone) {
  await phone.act('no');
  await phone.hold('.ds-actions [data-hold]:visible');
  await phone.at('visit');
}

// A call is not part of the request's taps; and this browser has no telephone to open.
export async function call_together(phone) {
  await phone.page.evaluate(() => document.querySelector('[data-do="called"]').removeAttribute('href'));
  await phone.page.locator('[data-do="called"]').tap();
  await phone.page.waitForSelector('text=Called together at');
}

export async function hand_over(phone) {
  await phone.act('send');
  await phone.at('passed');
}

// What the report says besides its violations: who opened the door is filled in already.
export async function answer_facts(phone, { child = 'no', lead, scope = 'comprehensive' } = {}) {
  await phone.at('facts');
  await phone.choose('scope', scope);
  if (await phone.page.locator('[data-group="told_right"]').isVisible()) await phone.choose('told_right', 'yes');
  if (await phone.page.locator('[data-group="child"]').isVisible()) await phone.choose('child', child);
  if (lead) await phone.choose('lead', lead);
  await phone.act('save');
}

export async function sign(phone, name, facts) {
  await phone.act('sign');
  await phone.page.waitForFunction(() => /^#\/(facts|sign)\//.test(location.hash));
  if ((await phone.page.evaluate(() => location.hash)).startsWith('#/facts')) await answer_facts(phone, facts);
  await phone.at('sign');
  const order = await phone.page.locator('.ds-order').innerText();
  expect(/pains and penalties of perjury/.test(await phone.text()), 'the words of certification');
  await phone.type('name', name);
  await phone.act('sign');
  await phone.at('visit');
  await phone.page.waitForSelector('text=' + 'Signed');
  return order;
}

export async function all_received(phone) {
  await phone.page.evaluate(() => { location.hash = '#/today'; });
  await phone.at('today');
  await phone.page.waitForFunction(() => document.querySelector('#place .ds-pending [data-field="waiting"]')
    ?.dataset.state === 'received');
}
