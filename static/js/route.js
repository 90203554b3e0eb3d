// route.js -- from #/screen/id to a screen; a guard may hold the person where she is.
// SPDX-License-Identifier: Apache-2.0
import { take } from './page.js';
import { practiceBar } from './practice_bar.js';
import { drawn } from './screen.js';

// What is recorded in the other system: here its address shows the visit's card.
const THEIRS = ['visit', 'finding', 'sign', 'unit', 'room', 'facts', 'add-room'];

export class Route {
    #app;
    #place;
    hold = null; // while set, only this address may be shown
    #screen = null; // what is shown
    #asked = 0; // screens so far: of two that are made at once the later one is shown
    #locked = false; // nothing is shown but the question who is there

    constructor(app, place) {
        this.#app = app;
        this.#place = place;
        addEventListener('hashchange', () => this.show());
    }

    go(name, id = '') {
        const next = `#/${name}${id ? `/${id}` : ''}`;
        if (location.hash === next) return this.show();
        location.hash = next;
        return undefined;
    }

    // In place of the screen before: back does not return to what is done.
    replace(name, id = '') {
        history.replaceState(null, '', `#/${name}${id ? `/${id}` : ''}`);
        return this.show();
    }

    // What was on the screen is gone from the page; the address stays.
    async lock() {
        this.#locked = true;
        await this.draw('pin');
    }

    async unlock() {
        this.#locked = false;
        await this.show();
    }

    async show() {
        if (this.#locked) {
            await this.draw('pin');
            return;
        }
        if (this.hold && location.hash !== this.hold) {
            history.pushState(null, '', this.hold);
            return;
        }
        this.#app.named.take();
        const [, name = 'today', id = ''] = location.hash.split('/');
        const known = document.getElementById(`screen-${name}`) ? name : 'today';
        const open = this.#app.vault ? known : this.#app.entry();
        if (open !== 'today' && this.#app.vault) this.#app.named.forget();
        await this.#open(open, decodeURIComponent(id));
    }

    #open(name, id) {
        const beside = this.#app.reference?.beside && THEIRS.includes(name);
        return beside ? this.draw('beside', id.split(':')[0]) : this.draw(name, id);
    }

    async #leave() {
        const screen = this.#screen;
        this.#screen = null;
        await screen?.left?.();
    }

    async draw(name, id) {
        const turn = ++this.#asked;
        const practised = await this.#app.practice?.appOf(id);
        if (practised === 'over') return this.replace('practice');
        await this.#leave();
        const root = take(name);
        const { default: Behaviour } = await import(`./screens/${root.dataset.behaviour}.js`);
        const screen = new Behaviour(root, practised ?? this.#app, id);
        practiceBar(root, practised && this.#app.practice);
        await screen.start?.();
        if (turn !== this.#asked) {
            await screen.left?.();
            return undefined;
        }
        this.#screen = screen;
        this.#place.replaceChildren(root);
        drawn();
        document.title = `${root.dataset.title} · ${this.#app.text.t('app.name')}`;
        root.focus({ preventScroll: true });
        scrollTo(0, 0);
        await screen.shown?.();
        const { mending } = this.#app;
        this.#app.mending = null;
        if (mending?.to === location.hash) await screen.repair(mending);
        return undefined;
    }
}
