// app.js -- starts the phone app: words and rules first, then whoever unlocks it.
// SPDX-License-Identifier: Apache-2.0
import { Addresses } from './addresses.js';
import { Api } from './api.js';
import { Before } from './before.js';
import { Changes } from './changes.js';
import { Device } from './device.js';
import { Drafts } from './drafts.js';
import { Notices } from './notices.js';
import { Outbox } from './outbox.js';
import { watchMark } from './mark.js';
import { Lock } from './lock.js';
import { Named } from './named.js';
import { Pin } from './pin.js';
import { PhotoSender } from './photo_send.js';
import { Photos } from './photos.js';
import { Practice } from './practice.js';
import { Recordings } from './recordings.js';
import { Reference } from './reference.js';
import { Requests } from './requests.js';
import { Route } from './route.js';
import { loadRules } from './rules.js';
import { States } from './states.js';
import { Survey } from './survey.js';
import { alone } from './single.js';
import { Sync } from './sync.js';
import { Text, loadDoors } from './text.js';
import { Vault } from './vault.js';
import { Visits } from './visits.js';
import { lastUser, recall } from './account.js';
import { fromBase64url, toBase64url, utf8 } from './bytes.js';
import { tidy } from './tidy.js';
import { takeBack } from './way_in.js';
import { seal } from './hpke.js';

class App {
    constructor(text, rules) {
        this.text = text;
        this.rules = rules;
        this.limits = rules.tables().limits;
        this.named = new Named(this);
    }

    entry() {
        if (this.back) return 'sign-in';
        return lastUser() ? 'unlock' : 'sign-in';
    }

    // Everything that needs the open vault, made once.
    async open({ vault, account }) {
        await alone(`doorstep ${account.email}`, {
            ask: () => this.#here(),
            lost: () => this.forget(),
        });
        Object.assign(this, { account, vault });
        this.device = await Device.of(vault);
        this.api = new Api(this.device);
        this.api.token = account.token ?? '';
        this.reference = await new Reference(vault, this.rules).load();
        this.outbox = await new Outbox({
            vault,
            limits: this.limits,
            seal: (id, plain) => this.#seal(id, plain),
        }).load();
        this.lost = watchMark(this.outbox, account);
        this.states = new States(this.outbox);
        this.changes = await new Changes(vault, this.reference).load();
        this.photos = new Photos(vault, this.limits);
        this.photoSender = new PhotoSender(this);
        this.drafts = new Drafts(vault);
        this.visits = new Visits(this);
        this.requests = new Requests(this);
        this.addresses = new Addresses(this);
        this.before = new Before(this);
        this.recordings = new Recordings(this);
        this.notices = new Notices(this);
        this.practice = new Practice(this);
        this.survey = new Survey(this);
        this.sync = new Sync(this);
        this.pin = await new Pin(vault, this.limits).load();
        await tidy(this);
        await this.before.sweep();
        this.locker = new Lock(this);
        this.sync.run();
    }

    // Open in another tab: this screen asks whether to go on here.
    #here() {
        return new Promise((yes) => {
            this.goOnHere = yes;
            this.route.draw('elsewhere');
        });
    }

    hasPasskey() {
        return Vault.hasPasskey(lastUser(), this.limits.shift_ms);
    }

    async #seal(id, plain) {
        const { city, care_key: key } = this.account;
        const pad = ' '.repeat(
            this.limits.pad_bytes - (utf8(JSON.stringify(plain)).length % this.limits.pad_bytes),
        );
        const text = utf8(JSON.stringify({ ...plain, pad }));
        const sealed = await seal(
            fromBase64url(key),
            utf8(`doorstep envelope 1|${city}`),
            utf8(id),
            text,
        );
        return toBase64url(sealed);
    }

    // Forgetting the keys is a new page: nothing stays in memory.
    forget() {
        this.vault?.close();
        location.replace(location.pathname);
    }

    lock() {
        return this.locker.now();
    }
}

async function start() {
    const lang = document.documentElement.lang;
    const [text, rules] = await Promise.all([Text.of(lang), loadRules(), recall()]);
    const app = new App(text, rules);
    app.back = takeBack();
    app.route = new Route(app, document.getElementById('place'));
    await app.route.show();
    document.documentElement.dataset.ready = 'yes';
    loadDoors();
    navigator.serviceWorker?.register('/field/sw.js', { scope: '/field/' });
}

start();
