// reference.js -- what the city and its provider told this phone: people, hours, code
// library, holidays, permission texts.  Rules read it through wasm.
// SPDX-License-Identifier: Apache-2.0
import { titleIn } from './code_search.js';

export class Reference {
    #vault;
    #rules;
    #known = new Map();

    constructor(vault, rules) {
        this.#vault = vault;
        this.#rules = rules;
    }

    async load() {
        for (const { value } of await this.#vault.list('reference'))
            this.#known.set(value.id, value);
        this.#rules.setReference(Object.fromEntries(this.#known));
        return this;
    }

    get ready() {
        return (
            this.#known.has('config') && this.#known.has('library') && this.#known.has('permission')
        );
    }

    get config() {
        return this.#known.get('config') ?? {};
    }

    // Another system keeps the inspections.
    get beside() {
        return this.config.inspections === 'beside';
    }

    get library() {
        return this.#known.get('library') ?? { sections: [] };
    }

    // The permission in one language, with the version a yes is given to.
    permission(lang) {
        const { version, texts } = this.#known.get('permission');
        return { version, text: texts[lang] };
    }

    // Who speaks it, by language: {sha256, type}, of exactly these words.
    get audio() {
        return this.#known.get('permission')?.audio ?? {};
    }

    section(code) {
        return this.library.sections.find((section) => section.code === code);
    }

    // What a violation is called in the reader's language: of an older edition, where the
    // number may mean something else, by the title it came with.
    title(finding, lang) {
        const now = this.section(finding.code);
        const of = !finding.title || finding.title === now?.title ? now : finding;
        return titleIn(of ?? {}, lang) ?? finding.code;
    }
}
