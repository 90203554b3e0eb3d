// letters.e2e.mjs -- a supervisor opens an inspection, records who got the order and
// corrects it; the letters, the cards and the page that a card leads to.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';

// No page of this test lists inspections: the newest signed one with violations, and its day.
const FIND = `import sqlite3, sys, uuid
row = sqlite3.connect(sys.argv[1]).execute("""select i.id, i.planned_day from inspection i
  where i.state = 'signed' and (select count(*) from finding f where f.inspection = i.id) > 1
  order by i.planned_day desc""").fetchone()
print(uuid.UUID(bytes=row[0]), row[1])`;
const signed = (w) => execFileSync('python3',
  ['-c', FIND, path.join(w.dir, 'city/enforcement.db')], { encoding: 'utf8' }).trim().split(' ');

const text = (page) => page.locator('main').innerText();

async function send(page, form) {
  await Promise.all([page.waitForNavigation(), page.click(`${form} button:visible`)]);
}

async function record(page, recipient, how) {
  if (!await page.isVisible('[name=day]')) await page.click('main details summary');
  await page.check(`[name=recipient][value=${recipient}]`, { force: true });
  await page.check(`[name=how][value=${how}]`, { force: true });
}

const pdf = async (page, path) => {
  const answer = await page.request.get(path);
  same(answer.headers()['content-type'], 'application/pdf', path);
  expect((await answer.body()).subarray(0, 5).toString() === '%PDF-', `${path} is a PDF`);
};

export const tests = {
  'a supervisor records who got an order, and corrects it by a later entry': async (w) => {
    const page = await w.desk_as('supervisor');
    const [id, day] = signed(w);
    await page.goto(`/inspections/${id}`);
    await both_sizes(w, page, 'inspection');
    await record(page, 'owner', 'mail');
    await page.fill('[name=day]', '2001-01-01');
    await send(page, 'form[action$="/deliveries"]');
    await both_sizes(w, page, 'inspection-delivery-fault');
    await page.fill('[name=day]', day);
    await send(page, 'form[action$="/deliveries"]');
    await record(page, 'owner', 'certified');
    await page.selectOption('[name=corrects]', { index: 1 });
    await send(page, 'form[action$="/deliveries"]');
    const said = await text(page);
    expect(said.includes('Corrected by a later entry') && said.includes('Certified mail'), said);
    await both_sizes(w, page, 'inspection-deliveries');
    for (const path of ['order.pdf', 'occupant.pdf?lang=ht']) await pdf(page, `/inspections/${id}/${path}`);
  },

  'an administrator prints cards, and a card leads to whom to call': async (w) => {
    const page = await w.desk_as('admin');
    await page.goto('/cards');
    await both_sizes(w, page, 'cards');
    await pdf(page, '/cards.pdf?lang=pt&count=9');
    await page.context().clearCookies();
    await page.goto('/help#7K3M9QXA');
    await both_sizes(w, page, 'help');
    expect((await text(page)).includes('211'), 'says 211');
  },
};
