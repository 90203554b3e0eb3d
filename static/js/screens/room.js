// room.js -- one room: what the code asks of it, a tap for each that is wrong, and a word
// that it was looked at.
// SPDX-License-Identifier: Apache-2.0
import { Screen } from '../screen.js';
import { areaOf, foundIn, roomsOf, sameRoom } from '../rooms.js';
import { titleIn } from '../code_search.js';
import { findingWords, roomName } from '../visit_words.js';

export default class Room extends Screen {
    #visit;
    #room;

    async start() {
        const [id, place, label = ''] = this.id.split(':');
        this.#visit = await this.app.visits.get(id);
        this.#room = { place, label };
        const found = foundIn(this.#room, this.#visit.findings);
        this.fill({
            address: this.#visit.property.address,
            name: roomName(this.app, this.#room),
            has_found: found.length > 0,
            none_found: found.length === 0,
            assisted: this.#visit.facts.assisted,
        });
        this.each('found', found, (finding, row) => {
            row.querySelector('button').dataset.finding = finding.finding;
            return findingWords(this.app, finding);
        });
        this.#items();
    }

    #items() {
        const { sections, nspire = [] } = this.app.reference.library;
        const here = sections.filter(({ places = [] }) => places.includes(this.#room.place));
        const { lang } = this.app.text;
        this.each('item', here, (section, row) => {
            row.querySelector('button').dataset.code = section.code;
            return { code: section.code, title: titleIn(section, lang) };
        });
        const area = areaOf(this.#room.place);
        const items = nspire.filter(({ areas }) => areas.includes(area));
        this.each('nspire', items, ({ item, titles }, row) => {
            row.querySelector('button').dataset.nspire = item;
            return { item: titleIn({ title: item, titles }, lang) };
        });
    }

    // The finding begins with what is known already: this room, this section.  One that was
    // begun and not saved comes first: nothing typed is lost.
    async #find(more) {
        const { place, label } = this.#room;
        const begun = await this.app.drafts.of(this.#visit);
        if (begun?.note || begun?.photos?.length) {
            this.app.route.go('finding', this.#visit.id);
            return;
        }
        const draft = { place, room: label, from: this.id, photos: [], ...more };
        await this.app.drafts.keep(this.#visit, draft);
        this.app.route.go('finding', this.#visit.id);
    }

    item(event, { dataset }) {
        return this.#find({ code: dataset.code });
    }

    nspire(event, { dataset }) {
        return this.#find({ nspire: dataset.nspire });
    }

    other() {
        return this.#find({});
    }

    mend(event, { dataset }) {
        this.app.route.go('finding', `${this.#visit.id}:${dataset.finding}`);
    }

    async done() {
        const rooms = roomsOf(this.#visit).map((room) =>
            sameRoom(room, this.#room) ? { ...room, seen: true } : room,
        );
        await this.app.visits.keep(this.#visit, { rooms });
        this.app.route.replace('visit', this.#visit.id);
    }
}
