// rooms.js -- what there is to look at in a home: the rooms of the last visit, or the usual
// ones; and of each whether it was looked at, and what was found there.
// SPDX-License-Identifier: Apache-2.0

// In walking order: from the street through the house into the home.
const USUAL = [
    'exterior',
    'common-area',
    'hall',
    'kitchen',
    'bathroom',
    'living-room',
    'bedroom',
    'basement',
    'whole-unit',
];

// Where HUD's standard looks for what is in such a place.
const OUTSIDE = ['exterior', 'yard', 'roof', 'porch'];
const INSIDE = ['common-area', 'stairs', 'entrance', 'basement', 'heating-plant'];

export const usualRooms = () => USUAL.map((place) => ({ place, label: '', seen: false }));

export const roomWord = ({ place, label }) => (label ? `${place}:${label}` : place);

export const sameRoom = (a, b) => a.place === b.place && (a.label || '') === (b.label || '');

export const areaOf = (place) =>
    OUTSIDE.includes(place) ? 'O' : INSIDE.includes(place) ? 'I' : 'U';

export function foundIn(room, findings) {
    return findings.filter((one) => sameRoom(room, { place: one.place, label: one.room }));
}

// Rooms where something was found were looked at, listed or not.
export function roomsOf({ rooms, findings }) {
    const all = rooms ?? usualRooms();
    const places = findings.map(({ place, room: label = '' }) => ({ place, label, seen: true }));
    const more = places.filter((one, i) => {
        const first = places.findIndex((other) => sameRoom(one, other)) === i;
        return first && !all.some((room) => sameRoom(one, room));
    });
    const seen = (room) => room.seen || foundIn(room, findings).length > 0;
    return [...all, ...more].map((room) => ({ ...room, seen: seen(room) }));
}
