// copy_link.js -- puts a link that is shown once on the clipboard, where the browser can.
// SPDX-License-Identifier: Apache-2.0
const link = document.getElementById('link');
const copy = document.getElementById('copy');
const copied = document.getElementById('copied');

link.addEventListener('focus', () => link.select());
if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener('click', async () => {
        await navigator.clipboard.writeText(link.value);
        copied.hidden = false;
    });
}
