// people.e2e.mjs -- an administrator lets people in and out, and looks whether all is well.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';
import { eventually, readable } from './world.mjs';

const PASSWORD = 'kettle lantern orchard tide';
const text = (page) => page.locator('main').innerText();

async function send(page, form) {
  await Promise.all([page.waitForNavigation(), page.click(`${form} button:visible`)]);
}

async function fill(page, { name, email, role, phone = '' }) {
  await page.goto('/people/new');
  await page.fill('[name=name]', name);
  await page.fill('[name=email]', email);
  await page.fill('[name=phone]', phone);
  await page.check(`[name=role][value=${role}]`, { force: true });
}

async function add(page, person) {
  await fill(page, person);
  await send(page, 'form[action="/people"]');
  return page.inputValue('#link');
}

async function choose_password(page, link) {
  await page.goto(link);
  await page.waitForSelector('#password');
  await page.fill('#password', PASSWORD);
  await send(page, 'main form');
}

async function sign_in(page, email) {
  await page.goto('/sign-in');
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', PASSWORD);
  await send(page, 'form:has([name=password])');
}

async function open_person(page, name) {
  await page.goto('/people');
  await Promise.all([page.waitForNavigation(),
    page.click(`main .ds-list a:has-text("${name}")`)]);
}

async function disable(page, name) {
  await open_person(page, name);
  await page.click('main details:has(form[action$="/disable"]) summary');
  await send(page, 'form[action$="/disable"]');
}

export const tests = {
  'an invited case manager chooses a password and signs in': async (w) => {
    const page = await w.desk_as('admin');
    await page.goto('/people');
    await both_sizes(w, page, 'people');
    const email = 'rosa.diaz@harborview.example';
    const link = await add(page, { name: 'Rosa Diaz', email, role: 'case-manager',
      phone: '617-555-0199' });
    await both_sizes(w, page, 'people-link');
    const letter = await eventually('the letter', () => w.mails.find((m) => m.to.includes(email)));
    expect(readable(letter).includes(link), 'the letter holds the same link', readable(letter));
    expect(!/Rosa|Diaz/.test(readable(letter).replace(email, '')), 'and no name');
    await open_person(page, 'Rosa Diaz');
    expect(/Invited/.test(await text(page)), 'she is invited', await text(page));
    await both_sizes(w, page, 'people-person');

    const hers = await w.phone();
    await choose_password(hers, link);
    await sign_in(hers, email);
    same(new URL(hers.url()).pathname, '/cases', 'her day begins at her cases');
    await page.reload();
    expect(/Active/.test(await text(page)) && !/Never/.test(await text(page)),
      'and she is active', await text(page));
    await hers.goto('/people');
    expect(/not|nothing/i.test(await text(hers)), 'she cannot manage accounts', await text(hers));
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },

  'all faults of the form stand at their fields, and nothing typed is lost': async (w) => {
    const page = await w.desk_as('admin');
    await page.goto('/people/new');
    await page.fill('[name=email]', w.account('inspector').email.toUpperCase());
    await page.fill('[name=phone]', 'call me');
    await send(page, 'form[action="/people"]');
    same(await page.locator('.ds-errors a').evaluateAll((all) => all.map((a) => a.hash)),
      ['#name', '#email', '#phone', '#role'], 'the summary names them');
    expect(/an account with this e-mail already/.test(await text(page)), 'a taken address is named');
    same(await page.inputValue('[name=phone]'), 'call me', 'the phone stays as it was typed');
    await both_sizes(w, page, 'people-faults');
  },

  'a form sent twice makes one account and shows one link': async (w) => {
    const page = await w.desk_as('admin');
    const person = { name: 'Dora Twice', email: 'dora@harborview.example', role: 'intake' };
    await fill(page, person);
    const body = await page.evaluate(() =>
      new URLSearchParams(new FormData(document.querySelector('form[action="/people"]'))).toString());
    const post = () => page.evaluate(async (b) => (await fetch('/people', { method: 'POST', body: b,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })).text(), body);
    const links = (await Promise.all([post(), post()])).map((a) => a.match(/\/welcome#([\w-]+)/)?.[1]);
    expect(links[0] && links[0] === links[1], 'the same link', links.join());
    await page.goto('/people');
    same(await page.locator('.ds-list a:has-text("Dora Twice")').count(), 1, 'one account');
    const other = await page.evaluate(async (b) => (await fetch('/people', { method: 'POST', body: b,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })).text(),
    body.replace('dora%40', 'dina%40'));
    expect(/has made an account already/.test(other), 'a spent form makes nobody else');
  },

  'a new link ends the one before it': async (w) => {
    const page = await w.desk_as('admin');
    const first = await add(page, { name: 'Lia Lost', email: 'lia@harborview.example', role: 'leader' });
    await open_person(page, 'Lia Lost');
    await send(page, 'form[action$="/link"]');
    const second = await page.inputValue('#link');
    const hers = await w.desk();
    await hers.goto(first);
    await hers.waitForURL('**/welcome/open');
    expect(/used already, or is too old/.test(await text(hers)), 'the first opens nothing');
    await hers.goto('about:blank');
    await choose_password(hers, second);
    await sign_in(hers, 'lia@harborview.example');
    expect(new URL(hers.url()).pathname !== '/sign-in', 'the second lets her in');
  },

  'a leaver is signed out at once, and the last administrator stays': async (w) => {
    const page = await w.desk_as('admin');
    const email = 'noel@harborview.example';
    const link = await add(page, { name: 'Noel Gone', email, role: 'case-manager' });
    const his = await w.desk();
    await choose_password(his, link);
    await sign_in(his, email);
    same(new URL(his.url()).pathname, '/cases', 'he is in');
    await disable(page, 'Noel Gone');
    expect(/signed out everywhere/.test(await text(page)), 'the page says so', await text(page));
    await his.goto('/cases');
    expect(await his.locator('[name=password]').count() === 1, 'his next page asks who he is');
    await sign_in(his, email);
    expect(await his.locator('[name=password]').count() === 1, 'and does not let him in');
    await disable(page, 'Ada Thorn');
    expect(/Make another administrator first/.test(await text(page)), 'the last one cannot go');
    await page.goto('/people');
    expect(/Noel Gone[\s\S]*Disabled/.test(await text(page)), 'the list shows who left');
  },

  'a person sees where they are signed in, ends the rest, and changes the password': async (w) => {
    const page = await w.desk_as('admin');
    const email = 'ines@harborview.example';
    const link = await add(page, { name: 'Ines Two', email, role: 'case-manager' });
    const hers = await w.desk();
    await choose_password(hers, link);
    await sign_in(hers, email);
    const other = await w.phone();
    await sign_in(other, email);
    await hers.goto('/account');
    same(await hers.locator('main .ds-list__row').count(), 2, 'both are listed');
    same(await hers.locator('[data-state=here]').count(), 1, 'this one is marked');
    await both_sizes(w, hers, 'account');
    await send(hers, 'form[action^="/account/sessions/0"]');
    same(await hers.locator('main .ds-list__row').count(), 1, 'one has ended');
    await other.goto('/cases');
    same(await other.locator('[name=password]').count(), 1, 'it is shut out at its next page');

    await sign_in(other, email);
    await hers.goto('/account/password');
    await hers.fill('#present', 'not my password at all');
    await hers.fill('#password', 'harbor violet nine spoons');
    await send(hers, 'main form');
    expect(/This is not your password/.test(await text(hers)), 'the present one is asked');
    await both_sizes(w, hers, 'account-password');
    await hers.fill('#present', PASSWORD);
    await hers.fill('#password', 'harbor violet nine spoons');
    await send(hers, 'main form');
    same(new URL(hers.url()).pathname, '/account', 'she goes on');
    expect(/password was changed/.test(await text(hers)), 'it says so', await text(hers));
    await both_sizes(w, hers, 'account-changed');
    const letter = await eventually('the letter',
      () => w.mails.find((m) => m.to.includes(email) && /password of your account was changed/.test(readable(m))));
    expect(!/Ines|spoons|lantern/.test(readable(letter)), 'neutral', readable(letter));
    await other.goto('/cases');
    same(await other.locator('[name=password]').count(), 1, 'the other is out');
  },

  'the status page tells what is true now': async (w) => {
    const page = await w.desk_as('privacy');
    await page.goto('/status');
    const seen = await text(page);
    expect(/SQLite 3\.\d+\.\d+, schema \d of \d/.test(seen), 'the stores answer', seen);
    expect(/GB free/.test(seen) && /practice city/.test(seen), 'disk, and practice', seen);
    expect(/open to nobody else/.test(seen), 'the keys are private', seen);
    await both_sizes(w, page, 'status');
    await page.goto('/people');
    expect(!/Work here/.test(await text(page)), 'a privacy officer manages no accounts');
  },
};
