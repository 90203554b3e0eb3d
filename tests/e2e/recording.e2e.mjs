// recording.e2e.mjs -- the permission in a person's voice, at a door without a network.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Phone } from './phone.mjs';
import { expect, same } from './expect.mjs';
import { eventually } from './world.mjs';
import { begin } from './inspect.mjs';

const VOICE = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), Buffer.alloc(2000, 7)]);

function record(w) {
  const file = path.join(w.dir, 'es.mp3');
  writeFileSync(file, VOICE);
  execFileSync(w.program, ['audio', 'add', file, '--lang', 'es', '--text', 'permission',
    '--data', path.join(w.dir, 'city')]);
}

// What a browser here cannot be relied on to have, a voice and a decoder, is listened to.
function listen() {
  globalThis.heard = [];
  addEventListener('securitypolicyviolation', ({ blockedURI }) => globalThis.heard.push(`refused ${blockedURI}`));
  HTMLMediaElement.prototype.play = async function play() {
    const bytes = await (await globalThis.fetched(this.src)).arrayBuffer();
    globalThis.heard.push(`recording ${bytes.byteLength}`);
  };
  const voices = ['en', 'es'].map((lang) => ({ lang, localService: true, name: lang }));
  Object.defineProperty(speechSynthesis, 'getVoices', { value: () => voices });
  Object.defineProperty(speechSynthesis, 'speak', { value: ({ lang }) => globalThis.heard.push(`voice ${lang}`) });
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const blobs = new Map();
  const make = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob) => { const url = make(blob); blobs.set(url, blob); return url; };
  globalThis.fetched = async (url) => blobs.get(url);
}

export const tests = {
  'a recording is played for its language, and the phone’s own voice for the others': async (w) => {
    record(w);
    const page = await w.phone();
    await page.addInitScript(listen);
    const asked = [];
    page.on('response', (answer) => { if (/recordings\//.test(answer.url())) asked.push(answer); });
    const phone = new Phone(page);
    await phone.sign_in(w.account('inspector'));
    await page.waitForSelector('#place .ds-card--lead:visible');
    await eventually('the recording', () => asked.length);
    same(asked[0].status(), 200, 'it came after the first load');
    same((await asked[0].body()).length, VOICE.length, 'whole');
    await phone.offline(true);
    await begin(phone);
    await phone.tap('a[href^="#/ask/"]:visible');
    await phone.at('ask');
    await phone.choose('choices', 'food');
    await phone.choose('known', 'told');
    await phone.choose('urgency', 'today');
    await phone.type('phone', '617 555 0188');
    await phone.type('call_name', 'Ofelia');
    await phone.act('show');
    await phone.at('door');
    await phone.tap('[data-do="hear"]:visible');
    await phone.tap('[data-do="speak"][data-lang="es"]');
    await page.waitForFunction(() => document.querySelector('#place .ds-door').lang === 'es');
    await phone.tap('[data-do="hear"]:visible');
    await page.waitForFunction(() => globalThis.heard.length === 2);
    same((await page.evaluate(() => globalThis.heard)).join(), `voice en,recording ${VOICE.length}`, 'each in its own way');
    await w.picture(page, 'phone-recording');
    await page.setViewportSize({ width: 1024, height: 768 });
    await w.picture(page, 'tablet-recording');
    await page.setViewportSize({ width: 390, height: 844 });
    await w.axe(page, 'listen');
    await phone.tap('[data-do="speak"][data-lang="ht"]');
    await page.waitForFunction(() => document.querySelector('#place .ds-door').lang === 'ht');
    expect(!(await page.locator('[data-do="hear"]').isVisible()), 'without either there is no Listen');
  },
};
