#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""hubgen.py DATA OUT.c -- data/hub/risks.csv as the table of src/domain/hub_sheet.h."""
import sys
from pathlib import Path
from datagen import HEAD, c_string, fail, rows

LANGS = ("en", "es", "pt", "ht")
CLASSES = {"": "HUB_OPEN", "substance-use": "HUB_SUBSTANCE", "domestic-violence": "HUB_VIOLENCE",
           "minors": "HUB_MINORS"}

def main(data, target):
    path, seen = Path(data) / "hub/risks.csv", set()
    out = [HEAD + '#include "domain/hub_sheet.h"', "", "const struct hub_risk hub_risks[] = {"]
    for r in rows(path, "risk", "class", *LANGS):
        word = r["risk"]
        if word in seen or not word.replace("-", "").isalpha() or r["class"] not in CLASSES:
            fail(path, f"{word}: once, in letters and -, of a class there is")
        if missing := [lang for lang in LANGS if not r[lang]]:
            fail(path, f"{word}: no wording in {missing}")
        seen.add(word)
        cells = ", ".join(f"[LANG_{lang.upper()}] = {c_string(r[lang])}" for lang in LANGS)
        out.append(f"    {{{c_string(word)}, {CLASSES[r['class']]}, {{{cells}}}}},")
    out += ["};", "const size_t hub_risks_len = COUNT(hub_risks);",
            '_Static_assert(COUNT(hub_risks) <= HUB_RISKS_MAX, "too many risks");']
    Path(target).write_text("\n".join(out) + "\n", encoding="utf-8")

if __name__ == "__main__":
    main(*sys.argv[1:])
