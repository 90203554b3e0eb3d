// mend.js -- what a person can put right of an op that the office did not take: on which
// screen, at which field, and in which words.
// SPDX-License-Identifier: Apache-2.0
import { reasonOf } from './outbox.js';

// Of each kind of op: the screen of each of its fields, and the words that stand there.
const finding = (name, words = name) => ({ screen: 'finding', name, words: `field.finding.${words}` });
const facts = (name, words = name) => ({ screen: 'facts', name, words: `field.facts.${words}` });
const visit = (name, words) => ({ screen: 'visit', name, words });
const closed = (name, words) => ({ screen: 'no-entry', name, words });
const order = { screen: 'sign', name: 'name', words: 'field.sign.name', does: 'field.mend.sign' };
const addendum = visit('addendum', 'field.sign.addendum');
const earlier = visit('earlier', 'field.visit.earlier');

const FIELDS = {
    'inspection.start': {
        occupancy: visit('occupancy', 'field.visit.occupancy'),
        present: visit('present', 'field.visit.present'),
    },
    'finding.add': {
        code: finding('search'),
        library: finding('search'),
        place: finding('place'),
        note: finding('note'),
        endangering: finding('endangering'),
        correct_by: finding('endangering'),
        responsible: finding('responsible'),
        photos: finding('photo'),
        room: finding('room'),
        nspire: finding('nspire'),
        severity: finding('severity'),
        variance: finding('variance'),
    },
    'finding.state': { state: earlier, photos: earlier },
    'card.set': {
        left: { screen: 'card', name: 'left', words: 'field.card.question' },
        reason: { screen: 'card', name: 'reason', words: 'field.card.reason' },
    },
    'inspection.sign': {
        name: { ...order, does: undefined },
        order,
        order_sha256: order,
        lang: order,
        scope: facts('scope'),
        told_right: facts('told_right', 'told'),
        entry: facts('entry'),
        lead: facts('lead'),
        year_built: facts('year_built', 'year'),
        units: facts('units'),
        habitable: facts('habitable'),
        specialist: facts('specialist'),
        why: facts('why', 'specialist_why'),
        unsafe: facts('unsafe'),
    },
    'inspection.addendum': { text: addendum },
    'inspection.no-entry': {
        reason: closed('reason', 'field.no_entry.reason'),
        card_left: closed('card_left', 'field.card.question'),
        again_day: closed('again_day', 'field.no_entry.day'),
        again_time: closed('again_time', 'field.no_entry.time'),
    },
};

// Of what is wrong with no field of its own: what may be done all the same.
const INSTEAD = {
    'op.order_altered': { 'inspection.sign': order },
    'op.signed': {
        'finding.add': { ...addendum, does: 'field.mend.addendum' },
        'finding.state': { ...addendum, does: 'field.mend.addendum' },
    },
    // What was sealed cannot be read here any more: it is asked once more.
    'errors.envelope': { envelope: { screen: 'ask', name: 'choices', does: 'field.mend.ask' } },
};

// The faults that the office named, each with its place on a screen; others have none.
export function faultsOf({ op, problem }) {
    const places = FIELDS[op.kind] ?? {};
    return (problem?.errors ?? []).map(({ field, msg }) => ({ ...places[field], field, msg }));
}

function idOf(screen, { op, about }) {
    return screen === 'finding' ? `${about.visit}:${op.data.finding}` : about.visit;
}

// {to, name, words, does, faults}: where one tap leads; null when no person can mend it
// here.  What stands on one screen is mended together.
export function mendOf(entry) {
    const { op, about, problem } = entry;
    if (!about?.visit) return null;
    const faults = faultsOf(entry);
    const at = faults.length
        ? faults.every(({ screen }) => screen) && faults[0]
        : INSTEAD[reasonOf(entry)]?.[op.kind];
    if (!at) return null;
    const named = (name) => (name === 'earlier' ? `earlier-${op.data.finding}` : name);
    const here = faults.filter(({ screen }) => screen === at.screen);
    return {
        op: op.id,
        to: `#/${at.screen}/${idOf(at.screen, entry)}`,
        name: named(at.name),
        words: at.words,
        does: at.does,
        faults: here.length
            ? here.map(({ name, msg }) => ({ field: named(name), msg }))
            : [{ field: named(at.name), msg: problem.title }],
    };
}
