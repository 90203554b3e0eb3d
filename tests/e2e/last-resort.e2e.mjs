// last-resort.e2e.mjs -- a phone that cannot reach the office any more: its file, and what
// the office makes of it.
// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Phone } from './phone.mjs';
import { expect, same } from './expect.mjs';
import * as steps from './inspect.mjs';

function take(w, file) {
  return spawnSync(w.program, ['import', 'phone', file, '--json', '--data', path.join(w.dir, 'city')],
    { encoding: 'utf8' });
}

export const tests = {
  'the file of a phone without a network brings all to the office, once, and only the office opens it': async (w) => {
    const phone = new Phone(await w.phone());
    await phone.sign_in(w.account('inspector'));
    await phone.page.waitForSelector('#place .ds-card--lead:visible');
    await phone.offline(true);
    await steps.begin(phone);
    await steps.find_violation(phone, { search: 'smoke', place: 'hall', note: 'Kept in a file.' });
    await steps.leave_card(phone);
    await steps.sign(phone, 'Ines Calder');
    await phone.page.evaluate(() => { location.hash = '#/phone'; });
    await phone.at('phone');
    const coming = phone.page.waitForEvent('download');
    await phone.act('save_file');
    const file = path.join(w.dir, 'phone.json');
    await (await coming).saveAs(file);
    expect(!readFileSync(file, 'utf8').includes('Kept in a file'), 'nothing of it can be read');

    const altered = JSON.parse(readFileSync(file, 'utf8'));
    altered.sealed = altered.sealed.replace(/.{9}$/, 'AAAAAAAAA');
    const bad = path.join(w.dir, 'altered.json');
    writeFileSync(bad, JSON.stringify(altered));
    const refused = take(w, bad);
    same(refused.status, 1, 'an altered file is refused');
    expect(/altered/.test(refused.stderr), refused.stderr);
    writeFileSync(bad, readFileSync(file).subarray(0, 500));
    expect(/not whole/.test(take(w, bad).stderr), 'half a file is refused');

    const first = JSON.parse(take(w, file).stdout);
    same([first.refused, first.parked, first.known, first.photos], [0, 0, 0, 1], 'what the office took');
    expect(first.recorded >= 4, 'every op was recorded');
    const again = JSON.parse(take(w, file).stdout);
    same([again.recorded, again.known], [0, first.recorded], 'a second time changes nothing');

    await phone.offline(false);
    await steps.all_received(phone);
  },
};
