// idp.e2e.mjs -- somebody signs in by the city's own identity provider: the same by each of
// two that are real, on loopback.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import * as certified from './idp_certified.mjs';
import { ORGANISATION, SECRET, with_provider } from './idp_city.mjs';
import * as glewlwyd from './idp_glewlwyd.mjs';
import { both_sizes } from './sizes.mjs';

const text = (page) => page.locator('main').innerText();

async function come_as(city, kind, page, login) {
  await page.goto('/sign-in?next=/account/second-step');
  await page.click(`text=Sign in with ${ORGANISATION}`);
  await kind.come(page, login);
  await page.waitForURL((u) => u.origin === city.url);
}

const PEOPLE = (city) => ({
  ann: { email: city.account('supervisor').email, email_verified: true },
  ben: { email: 'ben@harborview.example', email_verified: true, name: 'Ben Ode', groups: ['Clerks'] },
  cy: { email: city.account('care-lead').email, email_verified: true, groups: ['Clerks'] },
  dee: { email: 'dee@harborview.example', email_verified: true },
  eve: { email: city.account('records').email, email_verified: false },
});

const REFUSED = { cy: 'roles that your organisation', dee: 'no account here', eve: 'no account here' };

async function comes_in(city, kind, login, address) {
  const page = await city.desk();
  await come_as(city, kind, page, login);
  same(new URL(page.url()).pathname, '/account/second-step', `${login} is led on`);
  await page.goto(address);
  same(await page.locator('h1').count(), 1);
  expect(!(await page.title()).includes('Sign in'), `${login} is let in`, await page.title());
}

async function is_refused(city, kind, login, why) {
  const page = await city.desk();
  await come_as(city, kind, page, login);
  expect((await text(page)).includes(why), `${login}: ${why}`, await text(page));
  await both_sizes(city, page, `sign-in-refused-${login}`);
  await page.goto('/desk');
  expect((await page.title()).includes('Sign in'), `${login} is nobody here`);
}

const vouched = (kind) => (w) => with_provider(w, kind, PEOPLE, async (city, doorstep) => {
  const page = await city.desk();
  await page.goto('/sign-in');
  await both_sizes(city, page, 'sign-in-with');
  await comes_in(city, kind, 'ann', '/desk');
  await doorstep('group', 'city', 'Clerks', 'records');
  await comes_in(city, kind, 'ben', '/records');
  for (const [login, why] of Object.entries(REFUSED)) await is_refused(city, kind, login, why);
  expect(!city.log.includes('@'), 'no address in the log');
  expect(!city.log.includes(SECRET), 'no secret in the log');
});

export const tests = Object.fromEntries(Object.entries({ 'oidc-provider': certified, glewlwyd })
  .map(([name, kind]) => [`whom the city's ${name} vouches for is let in, and by a group somebody new`,
    vouched(kind)]));
