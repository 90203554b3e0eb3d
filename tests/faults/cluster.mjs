// cluster.mjs -- a PostgreSQL of a test's own, which it may kill and start again.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';

const BIN = '/usr/lib/postgresql/15/bin';
const root = process.getuid() === 0;

/* initdb and postgres refuse root: as the user that Debian's package made. */
function as_postgres(program, ...args) {
    const [first, ...rest] = root ? ['runuser', '-u', 'postgres', '--', `${BIN}/${program}`]
        : [`${BIN}/${program}`];
    return execFileSync(first, [...rest, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
}

function children_of(pid) {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((child) => {
        try {
            return readFileSync(`/proc/${child}/stat`, 'latin1').split(') ')[1].split(' ')[1] === String(pid);
        } catch {
            return false; // it ended meanwhile
        }
    });
}

export class Cluster {
    constructor() {
        this.dir = mkdtempSync('/dev/shm/doorstep-pg-');
        chmodSync(this.dir, 0o711);
        for (const name of ['data', 'socket']) {
            mkdirSync(`${this.dir}/${name}`, { mode: name === 'data' ? 0o700 : 0o711 });
            if (root) chownSync(`${this.dir}/${name}`, ...this.#postgres());
        }
        as_postgres('initdb', '-D', `${this.dir}/data`, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8',
            '--locale=C', '--no-sync', '--no-instructions');
        this.start();
    }

    #postgres() {
        const [uid, gid] = readFileSync('/etc/passwd', 'utf8').match(/^postgres:[^:]*:(\d+):(\d+)/m).slice(1);
        return [Number(uid), Number(gid)];
    }

    /* The shared memory of one that was killed may be in use a moment longer. */
    start() {
        for (let tries = 0; ; tries++) {
            try {
                return this.#start();
            } catch (e) {
                if (tries === 50) throw e;
            }
        }
    }

    #start() {
        as_postgres('pg_ctl', '-D', `${this.dir}/data`, '-l', `${this.dir}/data/log`, '-w', '-t', '60', 'start',
            '-o', `-c listen_addresses= -c unix_socket_directories=${this.dir}/socket ` +
            '-c max_connections=100 -c shared_buffers=64MB');
    }

    /** The postmaster and all of its children, at once. */
    kill() {
        const pid = Number(readFileSync(`${this.dir}/data/postmaster.pid`, 'utf8').split('\n')[0]);
        for (const one of [pid, ...children_of(pid)]) {
            try {
                process.kill(one, 'SIGKILL');
            } catch { /* it ended meanwhile */ }
        }
    }

    sql(text, database = 'postgres') {
        execFileSync('psql', [this.where(database), '-Xq', '-c', text], { stdio: ['ignore', 'ignore', 'pipe'] });
    }

    where(database) {
        return `postgresql:///${database}?host=${this.dir}/socket&user=postgres`;
    }

    /** Made now; its address. */
    database(name) {
        this.sql(`create database ${name}`);
        return this.where(name);
    }

    clear() {
        try {
            as_postgres('pg_ctl', '-D', `${this.dir}/data`, '-m', 'immediate', '-w', 'stop');
        } catch { /* it was killed already */ }
        rmSync(this.dir, { recursive: true, force: true });
    }
}
