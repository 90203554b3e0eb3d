// errors.js -- the error summary and the words at each field; focus goes to the summary.
// SPDX-License-Identifier: Apache-2.0
import { each, take } from './page.js';

export function clearErrors(root) {
    root.querySelectorAll('[data-error]').forEach((el) => el.remove());
    root.querySelectorAll('[aria-invalid]').forEach((el) => {
        el.removeAttribute('aria-invalid');
        el.removeAttribute('aria-describedby');
    });
}

function mark(root, name, words) {
    const field =
        root.querySelector(`[name="${name}"]`) ?? root.querySelector(`[data-group="${name}"]`);
    const group = field?.closest('.usa-form-group, fieldset');
    if (!group) return { target: '', label: '' };
    const line = take('error-line');
    line.id = `error-${name}`;
    line.textContent = words;
    const label = group.querySelector('legend, label') ?? group.firstElementChild;
    label.after(line);
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', line.id);
    field.id ||= `field-${name}`;
    return { target: field.id, label: label.textContent.trim() };
}

export function showErrors(root, app, faults) {
    const summary = take('error-summary');
    each(summary, 'fault', faults, ({ field, msg }, row) => {
        const said = app.text.t(msg);
        const { target, label } = mark(root, field, said);
        const words = [label && label.replace(/\??$/, (end) => end || ':'), said]
            .filter(Boolean)
            .join(' ');
        const link = row.querySelector('a');
        link.addEventListener('click', (event) => {
            event.preventDefault();
            document.getElementById(target)?.focus();
        });
        return { words, target: `#${target}` };
    });
    root.querySelector('main').prepend(summary);
    summary.focus();
    summary.scrollIntoView({ block: 'center' });
}
