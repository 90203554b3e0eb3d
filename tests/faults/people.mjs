// people.mjs -- people at a browser without a browser: pages, forms and their cookie.
// SPDX-License-Identifier: Apache-2.0

const unescaped = (s) => s.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export class Person {
    constructor(town, account) {
        Object.assign(this, { town, account, cookie: '' });
    }

    async #fetch(method, path, body, headers = {}) {
        const answer = await this.town.fetch(method, path, body, { Cookie: this.cookie,
            Origin: `http://localhost:${this.town.port}`, ...headers });
        const set = answer.headers['set-cookie']?.find((c) => !c.startsWith('lang'));
        if (set && answer.status < 400) this.cookie = set.split(';')[0];
        return answer;
    }

    get(path) {
        return this.#fetch('GET', path);
    }

    post(path, fields) {
        return this.#fetch('POST', path, new URLSearchParams(fields).toString(),
            { 'Content-Type': 'application/x-www-form-urlencoded' });
    }

    sign_in() {
        return this.post('/sign-in', { email: this.account.email, password: this.account.password, next: '/' });
    }

    async #inside(page, action) {
        const { text } = await this.get(page);
        const form = [...text.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)]
            .findLast((f) => unescaped(f[1]) === action);
        if (!form) throw new Error(`${page} has no form for ${action}`);
        return form[2];
    }

    /** The last form of a page that goes to `action`: what it carries unseen. */
    async form(page, action) {
        const inside = await this.#inside(page, action);
        const hidden = [...inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
        return Object.fromEntries(hidden.map((h) => [unescaped(h[1]), unescaped(h[2])]));
    }

    /** The same with all that stands in it already, as a browser would send it. */
    async filled(page, action) {
        const inside = await this.#inside(page, action);
        const said = (tag, name) => unescaped(tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? '');
        const inputs = [...inside.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag)
            .filter((tag) => !/type="(radio|checkbox)"/.test(tag) || /checked=/.test(tag));
        const chosen = [...inside.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)].map(([, head, list]) => {
            const options = [...list.matchAll(/<option\b[^>]*>/g)].map(([tag]) => tag);
            return [said(head, 'name'), said(options.find((o) => /selected=/.test(o)) ?? options[0] ?? '', 'value')];
        });
        return Object.fromEntries([...inputs.map((tag) => [said(tag, 'name'), said(tag, 'value')]), ...chosen]);
    }
}
