// order_pairs.js -- a visit laid out as src/domain/order.h wants it.
// SPDX-License-Identifier: Apache-2.0
import { roomsOf, roomWord } from './rooms.js';
import { flat } from './rules_wasm.js';

const titleOf = (finding, sections) => finding.title ?? sections?.find(({ code }) => code === finding.code)?.title ?? '';

function finding(one, sections) {
    const { id, code, place, room, note, responsible, correct_by, nspire, severity, variance, first_seen, unseen } = one;
    const endangering = Number(Boolean(Number(one.endangering)));
    return flat({ finding: id ?? one.finding, code, title: titleOf(one, sections), place, room, note, endangering, responsible, correct_by, nspire, severity, variance, photos: one.photos?.length ?? 0, first_seen, unseen: unseen && 1 });
}

// parts: {visit, open, reference, name, at}: open = violations of earlier visits that still
// stand; the clock reading is given so that the text does not change while it is read.
export function orderPairs(rules, { visit, open = [], reference, name, at = Date.now() }) {
    const { config = {}, library = {} } = reference;
    const started = visit.startedAt ?? at;
    const { scope, told_right, units, habitable, lead, specialist, why } = visit.facts ?? {};
    const head = {
        city: config.city_name, department: config.department, phone: config.office_phone,
        address: visit.property?.address, unit: visit.unit, inspector: name,
        day: rules.day(started), minute: rules.minuteOfDay(started),
        occupancy: visit.occupancy, present: visit.present, library: library.edition,
        scope, told_right, units, habitable, lead, specialist, why,
        rooms: visit.rooms || visit.findings?.length ? roomsOf(visit).filter(({ seen }) => seen).map(roomWord) : undefined,
        signed_day: rules.day(at), signed_minute: rules.minuteOfDay(at),
    };
    const earlier = open.map((one) => ({ ...one, first_seen: one.first_seen ?? one.observed_day ?? one.day ?? 'unknown' }));
    const findings = [...(visit.findings ?? []), ...earlier].flatMap((one) => finding(one, library.sections));
    return [...flat(head), ...findings];
}
