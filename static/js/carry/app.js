// app.js -- the copy of Today for the road: opened by the password, shown, never changed.
// SPDX-License-Identifier: Apache-2.0
import { Copy, Ended } from './copy.js';
import { each, fill, take } from '../page.js';
import { onGone, removeCopy } from '../carried.js';
import { Lock } from '../lock.js';
import { NoNetwork } from '../api.js';

const place = document.getElementById('place');
const limits = Object.fromEntries(
    Object.entries(place.dataset).map(([name, n]) => [name, Number(n)]),
);
const copy = new Copy(limits);

function show(root) {
    place.replaceChildren(root);
    document.title = root.dataset.title;
    root.focus({ preventScroll: true });
    scrollTo(0, 0);
}

// A new page: nothing stays in memory.
const forget = () => location.reload();
const remove = () => removeCopy().then(forget);

function drawRow({ facts = [], phone, ...row }, root) {
    each(root, 'fact', facts);
    return {
        ...row,
        has_when: row.when,
        has_lang: row.lang,
        noted: row.noted,
        loud: row.message && !row.silent,
        quiet: row.message && row.silent,
        has_phone: phone,
        phone,
        tel: phone && `tel:${phone.replace(/[^0-9+]/g, '')}`,
        has_facts: facts.length > 0,
    };
}

function drawRows(found, fresh) {
    const root = take('rows');
    const lists = found.lists.filter(({ rows }) => rows.length > 0);
    each(root, 'list', lists, ({ title, rows }, section) => {
        each(section, 'row', rows, drawRow);
        return { title, n: rows.length };
    });
    fill(root, {
        as_of: found.as_of,
        old: copy.isOld(found),
        hours: copy.hours(found),
        none: lists.length === 0,
        offline: !fresh,
    });
    root.querySelector('[data-do="lock"]').addEventListener('click', forget);
    root.querySelector('[data-do="remove"]').addEventListener('click', remove);
    show(root);
}

// Why there is nothing to show any more, above the form that begins anew.
const SAID = { 'sign-in': 'refused', rights: 'no_right' };

async function begin(said = '') {
    const there = await copy.there();
    const root = take('open');
    const form = root.querySelector('form');
    fill(root, { there, fresh: !there });
    const say = (what, left = 0) => {
        fill(root, { left });
        for (const words of root.querySelectorAll('[data-said]'))
            words.hidden = words.dataset.said !== what;
    };
    say(said);
    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        const { email, password } = form.elements;
        if (!password.value || (!there && !email.value)) return say('missing');
        say('working');
        return there
            ? openHere(password.value, say)
            : takeFirst(email.value.trim(), password.value, say);
    });
    root.querySelector('[data-do="remove"]').addEventListener('click', remove);
    show(root);
    form.elements[there ? 'password' : 'email'].focus();
}

async function takeFirst(email, password, say) {
    try {
        drawRows(await copy.take(email, password), true);
    } catch (error) {
        if (error instanceof Ended) say(SAID[error.message]);
        else if (error instanceof NoNetwork) say('no_network');
        else throw error;
    }
}

async function openHere(password, say) {
    const { copy: found, left } = await copy.open(password);
    if (!found) return left > 0 ? say('wrong', left) : begin('removed');
    drawRows(found, false);
    return renew(found.email, password);
}

// The password was typed: with a network the rows are renewed, or end with the right to them.
async function renew(email, password) {
    try {
        drawRows(await copy.take(email, password), true);
    } catch (error) {
        if (error instanceof NoNetwork) return;
        if (!(error instanceof Ended)) throw error;
        await removeCopy();
        await begin(SAID[error.message]);
    }
}

onGone(forget);
new Lock({ limits, forget, pin: {}, hasPasskey: async () => false });
begin();
document.documentElement.dataset.ready = 'yes';
navigator.serviceWorker?.register('/today/sw.js', { scope: '/today/' });
