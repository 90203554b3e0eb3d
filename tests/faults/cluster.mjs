// cluster.mjs -- a PostgreSQL of a test's own, which it may kill and start again.
// SPDX-License-Identifier: Apache-2.0
import { execFile, execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync,
    writeFileSync } from 'node:fs';

const BIN = '/usr/lib/postgresql/15/bin';
const root = process.getuid() === 0;

/* initdb and postgres refuse root: as the user that Debian's package made. */
function words(program, ...args) {
    return [...(root ? ['runuser', '-u', 'postgres', '--'] : []), `${BIN}/${program}`, ...args];
}

function as_postgres(...command) {
    const [first, ...rest] = words(...command);
    return execFileSync(first, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
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
    /** archive: keep its WAL, so that it can come back to any moment. */
    constructor({ archive = false } = {}) {
        this.dir = mkdtempSync('/dev/shm/doorstep-pg-');
        chmodSync(this.dir, 0o711);
        for (const name of ['data', 'socket', 'archive', 'base']) {
            mkdirSync(`${this.dir}/${name}`, { mode: name === 'socket' ? 0o711 : 0o700 });
            if (root) chownSync(`${this.dir}/${name}`, ...this.#postgres());
        }
        as_postgres('initdb', '-D', `${this.dir}/data`, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8',
            '--locale=C', '--no-sync', '--no-instructions');
        if (archive)
            appendFileSync(`${this.dir}/data/postgresql.conf`,
                `archive_mode = on\narchive_command = 'cp %p ${this.dir}/archive/%f'\n`);
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
        return execFileSync('psql', [this.where(database), '-XAtq', '-c', text], { stdio: ['ignore', 'pipe', 'pipe'] });
    }

    base_backup() {
        const [first, ...rest] = words('pg_basebackup', '-D', `${this.dir}/base`, '-h', `${this.dir}/socket`,
            '-U', 'postgres', '-X', 'none', '--checkpoint=fast', '--no-sync');
        return new Promise((done, fail) => execFile(first, rest, (e, out, err) => e ? fail(new Error(err)) : done()));
    }

    /** A moment between transactions, as PostgreSQL reads it. */
    now() {
        return String(this.sql('select clock_timestamp()')).trim();
    }

    /** All WAL so far is in the archive when this returns. */
    end_archiving() {
        const last = String(this.sql('select pg_walfile_name(pg_switch_wal())')).trim();
        for (let tries = 0; tries < 1000; tries++)
            if (readdirSync(`${this.dir}/archive`).includes(last)) return;
            else execFileSync('sleep', ['0.02']); // between tries, not to be right
        throw new Error(`${last} was not archived`);
    }

    /** The data folder is lost; the base backup takes its place and goes on to the moment. */
    come_back(moment) {
        rmSync(`${this.dir}/data`, { recursive: true });
        renameSync(`${this.dir}/base`, `${this.dir}/data`);
        appendFileSync(`${this.dir}/data/postgresql.conf`, `restore_command = 'cp ${this.dir}/archive/%f %p'\n` +
            `recovery_target_time = '${moment}'\nrecovery_target_action = 'promote'\n`);
        writeFileSync(`${this.dir}/data/recovery.signal`, '');
        this.start();
        while (String(this.sql('select pg_is_in_recovery()')).trim() !== 'f');
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
