// keep_ticks.js -- what is ticked and chosen on a form outlives a reload: under the form's
// own id, in this tab alone, until it is sent.  No word that is typed is kept, and no name.
// SPDX-License-Identifier: Apache-2.0
const KEPT = 'ticks';
const form = document.querySelector('form[data-keep]');
const ticks = [...form.querySelectorAll('[type=radio], [type=checkbox]')];
const choices = [...form.querySelectorAll('select, [type=date]')];
const named = (tick) => `${tick.name} ${tick.value}`;

function keep() {
    const on = ticks.filter((tick) => tick.checked).map(named);
    const chosen = choices.map(({ name, value }) => [name, value]);
    sessionStorage.setItem(KEPT, JSON.stringify({ id: form.dataset.keep, on, chosen }));
}

function restore() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
    if (kept.id !== form.dataset.keep) return;
    for (const tick of ticks) tick.checked = kept.on.includes(named(tick));
    for (const [name, value] of kept.chosen) form.elements[name].value = value;
}

restore();
form.addEventListener('change', keep);
form.addEventListener('submit', () => sessionStorage.removeItem(KEPT));
