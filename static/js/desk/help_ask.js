// help_ask.js -- a card's code comes behind the # of its address, which no browser sends:
// it is carried along to the form here.  Escape, or the first link, leaves at once and
// leaves nothing to go back to.  So does what was typed: the way back, at a phone that the
// next person holds, finds an empty form.
// SPDX-License-Identifier: Apache-2.0
const code = location.hash.slice(1);
const field = document.getElementById('card_code');
const leave = document.querySelector('[data-leave]');
const form = document.querySelector('main form');

if (code) {
    for (const link of document.querySelectorAll('a[data-card]')) link.hash = code;
    if (field && !field.value) field.value = code;
}

function go(event) {
    event.preventDefault();
    document.body.hidden = true;
    location.replace(leave.href);
}

leave?.addEventListener('click', go);
if (leave)
    document.addEventListener('keydown', (event) => {
        if (event.key === 'Escape') go(event);
    });

function empty() {
    for (const control of form.elements) {
        if (/^(radio|checkbox)$/.test(control.type)) control.checked = false;
        else if (!/^(hidden|submit)$/.test(control.type)) control.value = '';
    }
}

if (form) {
    // A form that came back is in the history as what was sent: from now on as an address.
    const plain = `${form.getAttribute('action')}?lang=${form.elements.lang.value}`;
    history.replaceState(null, '', plain + location.hash);
    addEventListener('pagehide', empty);
    addEventListener('pageshow', (event) => { if (event.persisted) location.replace(plain); });
}
