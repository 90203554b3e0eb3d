// town.mjs -- a demonstration city that a test may kill at any moment: its program, what
// one asks it over HTTP, and what its stores hold.
// SPDX-License-Identifier: Apache-2.0
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const STORES = ['registry', 'enforcement', 'care', 'photos'];
const ROWS = fileURLToPath(new URL('rows.py', import.meta.url));

async function first_line(child) {
    for await (const line of createInterface({ input: child.stdout })) return line;
    throw new Error('the server said nothing');
}

export function gone(child) {
    return new Promise((done) => child.exitCode !== null || child.signalCode !== null
        ? done() : child.once('exit', done));
}

/** A line for each [good, sentence]; true when all are. */
export function judge(verdicts) {
    for (const [good, what] of verdicts) console.log(`${good ? 'ok' : 'not ok'} ${what}`);
    return verdicts.every(([good]) => good);
}

export class Town {
    /** cluster: a PostgreSQL for the stores, or null for SQLite. */
    constructor(program, cluster) {
        this.program = program;
        this.dir = mkdtempSync('/dev/shm/doorstep-town-');
        this.data = `${this.dir}/city`;
        this.port = 0;
        this.agent = new http.Agent({ keepAlive: true });
        this.env = { ...process.env };
        this.stderr = 'ignore';
        this.patience = 30000; // ms, for an answer
        for (const name of cluster ? STORES : [])
            this.env[`DOORSTEP_STORES_${name.toUpperCase()}`] = cluster.database(name);
        this.url = (name) => this.env[`DOORSTEP_STORES_${name.toUpperCase()}`]
            ?? `sqlite:${this.data}/${name}.db`;
    }

    start(...args) {
        this.server = spawn(this.program, [...args, '--data', this.data, '--port', String(this.port)],
            { stdio: ['ignore', 'pipe', this.stderr], env: this.env });
        return this.server;
    }

    /** Makes the city and ends its server; its accounts. */
    async found() {
        this.start('demo', '--json');
        const { url, accounts } = JSON.parse(await first_line(this.server));
        this.port = Number(new URL(url).port);
        await this.ready();
        return accounts;
    }

    async ready() {
        for (let tries = 0; tries < 1000; tries++) {
            if (await this.answers('/healthz')) return;
            await wait(5); // between tries, not to be right
        }
        throw new Error('the server did not come up');
    }

    answers(path) {
        return new Promise((done) => http.get({ port: this.port, host: 'localhost', path },
            (rs) => { rs.resume(); done(rs.statusCode === 200); }).on('error', () => done(false)));
    }

    /** Connections of a server that is gone are of no use. */
    async kill(signal = 'SIGKILL') {
        this.server.kill(signal);
        await gone(this.server);
        this.renew();
    }

    renew() {
        this.agent.destroy();
        this.agent = new http.Agent({ keepAlive: true });
    }

    /** body: text or bytes; the answer's JSON. Throws when no whole answer came. */
    async ask(method, path, body, headers = {}) {
        if (this.token) headers.Authorization = `Bearer ${this.token}`;
        const { status, text } = await this.fetch(method, path, body, headers);
        return { status, body: text && JSON.parse(text) };
    }

    fetch(method, path, body, headers = {}) {
        return new Promise((done, fail) => {
            const rq = http.request({ port: this.port, host: 'localhost', method, path, headers,
                agent: this.agent }, (rs) => {
                let s = '';
                rs.on('data', (part) => s += part);
                rs.on('end', () => rs.complete ? done({ status: rs.statusCode, text: s, headers: rs.headers })
                    : fail(new Error('cut off')));
                rs.on('error', fail);
            });
            rq.setTimeout(this.patience, () => rq.destroy(new Error('no answer in time')));
            rq.on('error', fail);
            rq.end(body);
        });
    }

    post(path, value) {
        return this.ask('POST', path, JSON.stringify(value), { 'Content-Type': 'application/json' });
    }

    async sign_in(account) {
        const { body } = await this.post('/api/v1/session', { email: account.email, password: account.password });
        this.token = body.token;
    }

    /** Rows of one statement on a store, from outside the program. */
    rows(store, sql, url = this.url(store)) {
        return JSON.parse(execFileSync('python3', [ROWS, url, sql], { maxBuffer: 1 << 28 }));
    }

    count(store, sql, url) {
        return Number(this.rows(store, sql, url)[0][0]);
    }

    /** A command of the program: {status, said}. */
    run(...args) {
        return new Promise((done) => {
            const child = execFile(this.program, args, { env: this.env, maxBuffer: 1 << 24 },
                (e, out, err) => done({ status: e ? e.code ?? -1 : 0, said: `${out}${err}` }));
            this.running = child;
        });
    }

    clear() {
        this.server?.kill('SIGKILL');
        rmSync(this.dir, { recursive: true, force: true });
    }
}
