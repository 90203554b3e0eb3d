// route.js -- from #/screen/id to a screen; a guard may hold the person where she is.
// SPDX-License-Identifier: Apache-2.0
import { take } from './page.js';
import { practiceBar } from './practice_bar.js';

export class Route {
    #app;
    #place;
    hold = null; // while set, only this address may be shown
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
        if (await this.#named()) return;
        const [, asked = 'today', id = ''] = location.hash.split('/');
        const name = this.#app.visits?.screenOf(asked) ?? asked;
        const known = document.getElementById(`screen-${name}`) ? name : 'today';
        const open = this.#app.vault ? known : this.#app.entry();
        await this.draw(open, decodeURIComponent(id));
    }

    // "#r=ID": a visit by the name that another system gave it.
    async #named() {
        if (!location.hash.startsWith('#r=') || !this.#app.vault) return false;
        const name = decodeURIComponent(location.hash.slice(3));
        const visit = await this.#app.visits.byName(name);
        this.#app.unknown = visit ? '' : name;
        history.replaceState(null, '', visit ? `#/visit/${visit.id}` : '#/today');
        await this.show();
        return true;
    }

    async draw(name, id) {
        const practised = await this.#app.practice?.appOf(id);
        if (practised === 'over') return this.replace('practice');
        const root = take(name);
        const { default: Behaviour } = await import(`./screens/${root.dataset.behaviour}.js`);
        const screen = new Behaviour(root, practised ?? this.#app, id);
        practiceBar(root, practised && this.#app.practice);
        await screen.start?.();
        this.#place.replaceChildren(root);
        document.title = `${root.dataset.title} · ${this.#app.text.t('app.name')}`;
        root.focus({ preventScroll: true });
        scrollTo(0, 0);
        await screen.shown?.();
        return undefined;
    }
}
