// print_page.js -- a button that prints the page; without script it is not there.
// SPDX-License-Identifier: Apache-2.0
const button = document.querySelector('[data-print]');

if (button) {
    button.hidden = false;
    button.addEventListener('click', () => print());
}
