// world.mjs -- what a browser test stands on: the server, the accounts, the mail that went
// out, phones and desks.
// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { SMTPServer } from 'smtp-server';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true,
  isMobile: true, locale: 'en-US', timezoneId: 'America/New_York' };
const DESK = { viewport: { width: 1280, height: 900 }, locale: 'en-US',
  timezoneId: 'America/New_York' };
const CHROMIUM = { executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update',
    '--disable-dev-shm-usage', '--no-first-run'] };
const PATIENCE_MS = 15_000;

// A mail server that keeps what it gets.
async function sink(mails) {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onData(stream, session, done) {
      let text = '';
      stream.setEncoding('utf8');
      stream.on('data', (piece) => { text += piece; });
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map((r) => r.address), text });
        done();
      });
    },
  });
  await new Promise((up) => { server.listen(0, '127.0.0.1', up); });
  return server;
}

// Until `find` gives something: for what happens outside the page (mail, the outbox).
export async function eventually(what, find) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    const found = await find();
    if (found) return found;
    await new Promise((later) => { setTimeout(later, 50); });
  }
  throw new Error(`never came: ${what}`);
}

// Quoted-printable and soft line breaks undone, as a mail program would.
export function readable(mail) {
  const bytes = mail.text.replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

export class World {
  mails = [];
  pages = [];
  #contexts = [];

  static async start(program, ...more) {
    const w = new World();
    w.program = program;
    w.dir = mkdtempSync(path.join(tmpdir(), 'doorstep-e2e-'));
    w.sink = await sink(w.mails);
    w.server = spawn(program, ['demo', '--json', '--port', '0', '--data', path.join(w.dir, 'city'), ...more,
      '--smtp-url', `smtp://127.0.0.1:${w.sink.server.address().port}`],
    { stdio: ['ignore', 'pipe', 'pipe'] });
    w.log = '';
    w.server.stderr.on('data', (d) => { w.log += d; });
    Object.assign(w, await w.#first_line());
    w.browser = await chromium.launch(CHROMIUM);
    return w;
  }

  async #first_line() {
    let text = '';
    for await (const piece of this.server.stdout) {
      text += piece;
      if (text.includes('\n')) break;
    }
    this.server.stdout.resume();
    if (!text.includes('\n')) throw new Error(`the server did not start:\n${this.log}`);
    return JSON.parse(text.split('\n')[0]); // url, accounts, links
  }

  account(role) {
    const found = this.accounts.find((a) => a.role === role);
    if (!found) throw new Error(`the demo city has no ${role}`);
    return found;
  }

  async #page(kind, more) {
    return this.#page_of(await this.browser.newContext({ ...kind, baseURL: this.url, ...more }));
  }

  // In a browser of its own that keeps what it keeps in `folder`, also when it is closed.
  async lasting(kind, folder) {
    return this.#page_of(await chromium.launchPersistentContext(folder,
      { ...CHROMIUM, ...{ phone: PHONE, desk: DESK }[kind], baseURL: this.url }));
  }

  async #page_of(context) {
    context.setDefaultTimeout(PATIENCE_MS);
    this.#contexts.push(context);
    const page = await context.newPage();
    page.faults = [];
    page.on('pageerror', (e) => page.faults.push(String(e)));
    page.on('console', (m) => {
      if (m.type() === 'error' && !/Failed to load resource|ERR_INTERNET/.test(m.text()))
        page.faults.push(m.text());
    });
    this.pages.push(page);
    return page;
  }

  phone(more = {}) { return this.#page(PHONE, more); }

  desk(more = {}) { return this.#page(DESK, more); }

  // Signs a desk in; for the phone, see its own screens.
  async desk_as(role, more) {
    return this.sign_in(await this.desk(more), role);
  }

  async sign_in(page, role) {
    const { email, password } = this.account(role);
    await page.goto('/sign-in');
    await page.fill('input[name=email]', email);
    await page.fill('input[name=password]', password);
    await Promise.all([page.waitForURL((u) => u.pathname !== '/sign-in'),
      page.click('form:has([name=password]) button')]);
    return page;
  }

  // WCAG 2.2 AA by axe; isolated world, so that the page's CSP stays as it is.
  async axe(page, where) {
    // Tall, so that no row stands half behind the bar of a phone's primary action.
    const size = page.viewportSize();
    await page.setViewportSize({ width: size.width, height: 4000 });
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
    await page.setViewportSize(size);
    if (violations.length)
      throw new Error(`axe at ${where}:\n${violations.map((v) =>
        `${v.id}: ${v.help}\n  ${v.nodes.map((n) => n.html).join('\n  ')}`).join('\n')}`);
  }

  // Kept only when DOORSTEP_PICTURES names a folder (docs/images is made so).
  async picture(page, name, options = {}) {
    const folder = process.env.DOORSTEP_PICTURES;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${name}.png`), ...options });
  }

  // A file beside the pictures.
  async keep(name, bytes) {
    const folder = process.env.DOORSTEP_PICTURES;
    if (folder) writeFileSync(path.join(folder, name), bytes);
  }

  async picture_failure(name) {
    const folder = process.env.DOORSTEP_PICTURES ?? mkdtempSync(path.join(tmpdir(), 'doorstep-fail-'));
    for (const [n, page] of this.pages.entries()) {
      const file = path.join(folder, `FAILED-${name.slice(0, 60).replace(/\W+/g, '-')}-${n}.png`);
      await page.screenshot({ path: file }).catch(() => {});
      console.log(`# ${page.url()} ${page.faults.join(' | ')} -> ${file}`);
    }
    console.log(`# server: ${this.log.slice(-3000)}`);
  }

  // After each test: its pages go, so that none leans on another's.
  async leave() {
    for (const context of this.#contexts.splice(0)) await context.close();
    this.pages.length = 0;
  }

  async end() {
    await this.browser?.close();
    this.server.kill('SIGTERM');
    const stopped = await Promise.race([once(this.server, 'exit'),
      new Promise((late) => { setTimeout(late, 10_000); })]);
    if (!stopped) this.server.kill('SIGKILL');
    this.sink.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
