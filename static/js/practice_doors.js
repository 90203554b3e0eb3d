// practice_doors.js -- the six doors of practice, and what went well at each: pure looks at
// what was recorded there, { visit, ops: [{kind, data}], calls, social(text) }.
// SPDX-License-Identifier: Apache-2.0
export const VERSION = 1; // of the doors: another one is another practice

const told = ({ ops }, kind) => ops.filter((op) => op.kind === kind).map(({ data }) => data);
const requests = (run) => told(run, 'help.request');
const alerts = (run) => told(run, 'help.alert');
const chose = (run, choice) =>
    requests(run).some(({ choices }) => choices.some((word) => word.split(':')[0] === choice));
const present = ({ visit }, ...who) => who.some((one) => (visit.present ?? []).includes(one));
const written = ({ visit }) => [
    ...visit.findings.map(({ note }) => note ?? ''),
    ...visit.addenda.map(({ text }) => text),
];

const CHECKS = {
    asked: (run) => requests(run).length > 0,
    both: (run) => chose(run, 'food') && chose(run, 'rent'),
    neutral: (run) => !written(run).some((text) => run.social(text)),
    card: ({ visit }) => (visit.card?.left ?? visit.noEntry?.card_left) === 'yes',
    found: ({ visit }) => visit.findings.length > 0,
    things: (run) => chose(run, 'things'),
    owner: (run) => present(run, 'owner', 'agent'),
    quiet: (run) => requests(run).length === 0,
    alert: (run) => alerts(run).length > 0 && requests(run).length === 0,
    called: ({ calls }) => calls.length > 0,
    crisis: (run) => requests(run).some(({ urgency }) => urgency === 'crisis'),
    refused: (run) => told(run, 'help.no').length > 0,
    peace: (run) => requests(run).length === 0 && alerts(run).length === 0,
};

export const DOORS = [
    { name: 'food', checks: ['asked', 'both', 'neutral', 'card'] },
    { name: 'things', checks: ['found', 'neutral', 'things', 'card'] },
    { name: 'owner', checks: ['owner', 'quiet', 'card'] },
    { name: 'language', checks: ['alert', 'card'] },
    { name: 'crisis', checks: ['called', 'crisis', 'neutral', 'card'] },
    { name: 'no', checks: ['refused', 'peace', 'card'] },
];

// [{name, good}] of a door; nothing is kept of it.
export function judge(door, run) {
    return door.checks.map((name) => ({ name, good: Boolean(CHECKS[name](run)) }));
}

// Somebody was at the door: opening it and turning round is not practice.
export const wasThere = ({ visit, ops }) => Boolean(visit.startedAt || visit.noEntry) && ops.length > 0;

// "never", "done" or "due", with the days: what the server knows, and what was done here
// since.  Until it has heard of that, nobody knows when it is due again.
export function dueState({ practice_done: told_done = '', practice_due = '' }, here, today) {
    const done = here && here > told_done ? here : told_done;
    if (!done) return { state: 'never', done: '', due: '' };
    const due = done === told_done ? practice_due : '';
    return { state: due && due <= today ? 'due' : 'done', done, due };
}
