// rules_wasm.js -- questions to the rules module: src/domain/ask.h says which there are,
// src/domain/wasm.c how the bytes travel.
// SPDX-License-Identifier: Apache-2.0
const encoder = new TextEncoder();
const decoder = new TextDecoder();

// A NUL would end a value early; a lone surrogate becomes U+FFFD in both builds.
function bytesOf(pairs) {
    return encoder.encode(pairs.map(([name, value]) => `${name}\0${String(value).replaceAll('\0', '\uFFFD')}\0`).join(''));
}

export class Module {
    #exports;

    static async load(source) {
        let memory;
        const die = (at, length) => {
            throw new Error(decoder.decode(new Uint8Array(memory.buffer, at, length)));
        };
        const bytes = source instanceof URL ? await (await fetch(source)).arrayBuffer() : source;
        const { instance } = await WebAssembly.instantiate(bytes, { env: { die } });
        memory = instance.exports.memory;
        return new Module(instance.exports);
    }

    constructor(exports) {
        this.#exports = exports;
    }

    // Bytes to bytes: what the comparison with the server's build looks at.
    raw(question) {
        const { memory, question_at, ask, answer_len } = this.#exports;
        const at = question_at(question.length);
        new Uint8Array(memory.buffer, at, question.length).set(question);
        const from = ask(question.length);
        return new Uint8Array(memory.buffer, from, answer_len()).slice();
    }

    // Pairs to pairs.
    pairs(name, pairs = []) {
        const words = decoder.decode(this.raw(bytesOf([['ask', name], ...pairs]))).split('\0');
        const answer = [];
        for (let i = 0; i + 1 < words.length; i += 2) answer.push([words[i], words[i + 1]]);
        return answer;
    }

    // One value of each name.
    ask(name, data = {}) {
        return Object.fromEntries(this.pairs(name, Object.entries(data)));
    }
}

// An object as pairs; an array stands once for each of its values.
export function flat(data) {
    return Object.entries(data).flatMap(([name, value]) => {
        if (value === undefined || value === null) return [];
        return Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]];
    });
}
