#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""librarygen.py DATA OUT.c -- the code library with its titles in four languages, permission
and card texts, as the tables of src/domain/library.h (phones get them by download)."""
import re, sys
from pathlib import Path
from datagen import HEAD, c_string, day_number, fail, rows

OTHERS = ("es", "pt", "ht")

def words_list(words):
    """A NULL-ended list as a compound literal."""
    return "(const char *const[]){" + "".join(c_string(w) + ", " for w in words) + "NULL}"

def titles(file, key, codes):
    """Of each code its title in the other languages, from FILE.LANG.csv beside the file:
    all of them in every language, or the code has none and is read in English."""
    of = {lang: file.with_suffix(f".{lang}.csv") for lang in OTHERS}
    if not any(path.exists() for path in of.values()):
        return {code: {} for code in codes}
    out = {code: {} for code in codes}
    for lang, path in of.items():
        if not path.exists():
            fail(path, f"there are titles of {file.name} in other languages, and none here")
        for r in rows(path, key, "title"):
            if r[key] not in out:
                fail(path, f"{r[key]} is not in {file.name}")
            if lang in out[r[key]] or not r["title"].strip():
                fail(path, f"{r[key]}: one title, please")
            out[r[key]][lang] = r["title"]
        if missing := [code for code in codes if lang not in out[code]]:
            fail(path, f"{missing[0]} is missing")
    return out

def title_cells(english, others):
    of = {"en": english, **others}
    return "{" + ", ".join(f"[LANG_{lang.upper()}] = {c_string(t)}" for lang, t in of.items()) + "}"

def section(where, r, others):
    if r["endangering"] not in ("0", "1") or r["responsible"] not in ("owner", "occupant"):
        fail(where, f"{r['section']}: endangering is 0 or 1, responsible owner or occupant")
    strings = ", ".join(c_string(r.get(n) or "") for n in ("listed", "status", "now"))
    lists = ", ".join(words_list([w for w in r[n].split(sep) if w])
                      for n, sep in (("places", " "), ("words", " "), ("phrases", "|")))
    return (f"    {{{c_string(r['section'])}, {title_cells(r['title'], others)}, {r['endangering']}, "
            f"RESPONSIBLE_{r['responsible'].upper()}, {strings}, {lists}}},")

def nspire(data):
    out = ["const struct nspire_item nspire_items[] = {"]
    items = rows(data / "nspire/items.csv", "item", "areas")
    in_words = titles(data / "nspire/items.csv", "item", [r["item"] for r in items])
    for r in items:
        if not re.fullmatch("U?I?O?", r["areas"]) or not r["areas"]:
            fail("nspire/items.csv", f"{r['item']}: areas are of U, I and O")
        out.append(f"    {{{title_cells(r['item'], in_words[r['item']])}, {c_string(r['areas'])}}},")
    return out + ["};", "const size_t nspire_items_len = COUNT(nspire_items);", ""]

def main(data, target):
    data = Path(data)
    out = [HEAD + '#include "domain/library.h"', ""]
    rows_out = []
    path = data / "cmr410/editions.csv"
    for n, e in enumerate(rows(path, "edition", "title", "from", "to", "file")):
        file = data / "cmr410" / e["file"]
        columns = ["section", "title", "endangering", "responsible", "listed", "status",
                   "places", "words", "phrases"] + (["now"] if "before" in e["file"] else [])
        out.append(f"static const struct section sections_{n}[] = {{")
        of = rows(file, *columns)
        in_words = titles(file, "section", [r["section"] for r in of])
        out += [section(file, r, in_words[r["section"]]) for r in of]
        out += ["};", ""]
        to = f"{{{day_number(path, e['to'])}}}" if e["to"] else "{INT32_MIN}"
        rows_out.append(f"    {{{c_string(e['edition'])}, {c_string(e['title'])}, "
                        f"{{{day_number(path, e['from'])}}}, {to}, sections_{n}, COUNT(sections_{n})}},")
    out += ["const struct edition editions[] = {", *rows_out, "};",
            "const size_t editions_len = COUNT(editions);", ""]
    out += nspire(data)
    version = (data / "permission/VERSION").read_text().strip()
    out.append(f"const char *const permission_version = {c_string(version)};")
    for folder, name in (("permission", "permission_texts"), ("card", "card_texts")):
        out.append(f"const char *const {name}[LANGS] = {{")
        for lang in ("en", "es", "pt", "ht"):
            text = (data / folder / f"{lang}.txt").read_text(encoding="utf-8").strip()
            out.append(f"    [LANG_{lang.upper()}] = {c_string(text)},")
        out.append("};")
    agreement = (data / "agreement/en.txt").read_text(encoding="utf-8").strip()
    out.append(f"const char *const agreement_text = {c_string(agreement)};")
    Path(target).write_text("\n".join(out) + "\n", encoding="utf-8")

if __name__ == "__main__":
    main(*sys.argv[1:])
