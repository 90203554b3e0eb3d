// help_ask.js -- a card's code comes behind the # of its address, which no browser sends:
// it is carried along to the form here.  Escape, or the first link, leaves at once and
// leaves nothing to go back to.
// SPDX-License-Identifier: Apache-2.0
const code = location.hash.slice(1);
const field = document.getElementById('card_code');
const leave = document.querySelector('[data-leave]');

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
