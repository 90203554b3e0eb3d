// add-room.js -- a room that the usual list lacks, or a second one of its kind.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { roomsOf, roomWord, sameRoom } from '../rooms.js';

export default class AddRoom extends Screen {
    #visit;

    async start() {
        this.#visit = await this.app.visits.get(this.id);
        for (const code of this.app.rules.tables().place)
            this.field('place').add(new Option(this.t(`place.${code}`), code));
        this.field('label').maxLength = this.app.limits.room;
        this.fill({ address: this.#visit.property.address });
    }

    #faults(room) {
        if (!room.place) return [{ field: 'place', msg: 'errors.required' }];
        if (room.label.includes(':')) return [{ field: 'label', msg: 'errors.bad_letters' }];
        const there = roomsOf(this.#visit).some((one) => sameRoom(one, room));
        return there ? [{ field: 'label', msg: 'field.room.twice' }] : [];
    }

    async save() {
        const place = this.field('place').value;
        const room = { place, label: this.field('label').value.trim(), seen: false };
        if (!this.accept(this.#faults(room))) return;
        await this.app.visits.keep(this.#visit, { rooms: [...roomsOf(this.#visit), room] });
        this.app.route.replace('room', `${this.id}:${roomWord(room)}`);
    }
}
