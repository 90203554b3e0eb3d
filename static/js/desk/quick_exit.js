// quick_exit.js -- leaves at once, and "back" does not lead here; Escape does the same.
// SPDX-License-Identifier: Apache-2.0
const exit = document.querySelector('[data-exit]');

function leave(event) {
    event.preventDefault();
    document.body.hidden = true;
    location.replace(exit.href);
}

exit?.addEventListener('click', leave);
addEventListener('keydown', (event) => {
    if (exit && event.key === 'Escape') leave(event);
});
