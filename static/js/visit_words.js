// visit_words.js -- a visit and its findings in the reader's words, for the screens to fill.
// SPDX-License-Identifier: Apache-2.0
export function stateWords(app, state) {
    const shape = ['differs', 'aside'].includes(state) ? 'attention' : state;
    return { state: shape, state_words: app.text.t(`field.state.${state}`) };
}

export function unitWords(app, { unit }) {
    return unit ? app.text.t('field.unit.n', { unit }) : '';
}

function timeWords(app, time) {
    if (!time) return app.text.t('field.today.any_time');
    const [hour, minute] = time.split(':').map(Number);
    return app.text.time(hour * 60 + minute);
}

export function whenWords(app, { planned_day: day, planned_time: time }, today) {
    const clock = timeWords(app, time);
    return !day || day === today ? clock : `${app.text.day(day, 'short')}, ${clock}`;
}

// "Monday, November 30, 9:30 am"
export function dayAndTime(app, day, time) {
    const words = app.text.day(day);
    return time ? `${words}, ${timeWords(app, time)}` : words;
}

// By when somebody's request is to be looked into.
export function dueWords(app, { request }) {
    if (!request?.due_day) return '';
    return app.text.t('field.today.due', { day: app.text.day(request.due_day, 'short') });
}

export function openWords(app, n) {
    return n ? app.text.count('field.today.open', n) : app.text.t('field.today.open_none');
}

// Occupied, and who is there.
export function whoWords(app, { occupancy, present = [] }) {
    if (!occupancy) return '';
    const here = present.map((code) => app.text.t(`present.${code}`)).join(', ');
    return `${app.text.t(`occupancy.${occupancy}`)} · ${here}`;
}

const DIFFER = {
    unit: (app, value) => (value ? unitWords(app, { unit: value }) : app.text.t('field.differ.none')),
    occupancy: (app, value) => app.text.t(`occupancy.${value}`),
    present: (app, value) =>
        value
            .split(';')
            .map((code) => app.text.t(`present.${code}`))
            .join(', '),
    card: (app, value) => app.text.t(`field.card.${value.split(' ')[0]}`),
};

// One of two answers: which phone gave it, when, and what it says.
export function differWords(app, { field, value, device, at, first }) {
    const whose = device === app.account.device ? 'this' : 'other';
    const when = `${app.text.day(app.rules.day(at), 'short')}, ${app.text.time(app.rules.minuteOfDay(at))}`;
    return {
        question: app.text.t(`said_field.${field}`),
        first,
        value: DIFFER[field](app, value),
        whose: app.text.t(`field.differ.${whose}`, { when }),
    };
}

// "Bedroom 2"
export function roomName(app, { place, label }) {
    const name = app.text.has(`place.${place}`) ? app.text.t(`place.${place}`) : place;
    return label ? `${name} ${label}` : name;
}

export function findingWords(app, finding) {
    const { code, place, room: label, note, correct_by: by, photos = [] } = finding;
    return {
        code,
        note,
        title: app.reference.title(finding, app.text.lang),
        place: roomName(app, { place, label }),
        by: by ? app.text.t('field.finding.by', { day: app.text.day(by, 'long') }) : '',
        photos: photos.length ? app.text.count('field.finding.photos', photos.length) : '',
        endangering: Number(finding.endangering) === 1,
    };
}

// The newest that was signed of this unit, or none.
export function occupancyBefore({ history = [], unit = '' }) {
    const signed = ({ occupancy, unit: of = '' }) =>
        occupancy && occupancy !== 'unknown' && of === unit;
    return history.find(signed);
}

// Of the house and of this unit, how many homes and rooms: of another unit the homes alone.
export function homeBefore({ history = [], unit = '' }) {
    const own = history.find((one) => (one.unit ?? '') === unit && (one.units || one.habitable));
    const other = history.find(({ units }) => units);
    return own ?? (other && { day: other.day, units: other.units });
}

export function historyWords(app, { day, kind, findings, open, no_entry: closed }) {
    if (closed)
        return {
            day: app.text.day(day, 'long'),
            kind: app.text.t(`inspection_kind.${kind}`),
            found: app.text.t(`no_entry.${closed}`),
        };
    return {
        day: app.text.day(day, 'long'),
        kind: app.text.t(`inspection_kind.${kind}`),
        found: app.text.count('field.visit.found', Number(findings), { open }),
    };
}

// The numbers that answer at any hour, for a screen that shows them.
export function numbersNow(app) {
    const { numbers = {} } = app.reference.config;
    return Object.fromEntries(
        Object.entries(numbers).flatMap(([name, number]) => [
            [`call_${name}`, `tel:${number}`],
            [`n_${name}`, number],
        ]),
    );
}
