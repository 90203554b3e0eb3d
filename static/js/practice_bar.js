// practice_bar.js -- marks a screen of practice: the bar above it, links that stay within
// the door, and numbers that nobody is called by.
// SPDX-License-Identifier: Apache-2.0
const bar = () => document.getElementById('practice-door');

function dial(event, practice) {
    const link = event.target.closest('a[href^="tel:"]');
    if (!link) return;
    event.preventDefault();
    practice.called(link.getAttribute('href').slice('tel:'.length));
    const words = bar().querySelector('span');
    words.textContent = words.dataset.called;
}

// practice: null on every real screen.
export function practiceBar(root, practice) {
    const city = document.getElementById('practice-city');
    bar().hidden = !practice;
    if (city) city.hidden = Boolean(practice);
    if (!practice) return;
    const words = bar().querySelector('span');
    words.dataset.plain ??= words.textContent;
    words.textContent = words.dataset.plain;
    const home = `#/practice-door/${practice.open.n}`;
    bar().querySelector('a').href = home;
    bar().querySelector('a').hidden = root.dataset.behaviour === 'door'; // the resident's screen
    root.addEventListener('click', (event) => dial(event, practice));
    for (const link of root.querySelectorAll('a[href="#/today"]')) link.href = home;
    root.querySelector('[data-to="unit_to"]')?.remove(); // another unit is another door
}
