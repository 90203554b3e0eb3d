#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""messages.py -- fail on a message id that code, a view or a script names and po/ lacks,
and on one that po/ has and nobody names."""
import re, sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pogen

ID = r"[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+"
C_CALL = re.compile(r"\b(?:REFUSED|PARKED|session_fault|text|text_fill|failed|req_fault|fault_add|fault)\s*\("
                    rf'(?:[^();"]|\([^()]*\)|"[^".]*")*?"({ID})"')
VIEW_TAG = re.compile(rf"\{{\{{t ({ID})\}}\}}")
CODES = re.compile(rf'\{{"[^"]+", "({ID})"\}}')  # the lists of src/domain/codes.c
ERRORS = re.compile(r'"(errors\.[a-z0-9_.-]*[a-z0-9])"')
JS_CALL = re.compile(rf"""\b(?:t|text)\(\s*["'`]({ID})["'`]""")
JS_COUNT = re.compile(rf"""\bcount\(\s*["'`]({ID})["'`]""")  # ID.one and ID.many
HTML_DATA = re.compile(rf"""data-text="({ID})\"""")
QUOTED = re.compile(rf"""["'`>]({ID})["'`<]""")
# An id made at run time: "need.%s", `need.${{code}}`, 'need.' + code, {{t need.{{code}}}}.
PREFIX = re.compile(r"""["'`]((?:[a-z][a-z0-9_-]*\.)+(?:[a-z0-9_]+[-_])?)(?:%s|%d|\$\{|["'`]\s*(?:\+|,|\)|}))""")

def sources(root):
    for folder, suffixes in (("src", ".c .h"), ("views", ".html"), ("static", ".js .html"),
                             ("data", ".json .csv .txt"), ("tools", ".py")):
        for f in sorted((root / folder).rglob("*")):
            if f.suffix in suffixes.split() and "vendor" not in f.parts:
                body = f.read_text(errors="replace")
                yield f, re.sub(r"/\*.*?\*/", "", body, flags=re.S) if f.suffix in (".c", ".h", ".js") else body

def main(root):
    root = Path(root)
    every, _ = pogen.gather(root / "po")
    named, bad = set(), []
    prefixes = {"date.month.", "date.mon.", "date.weekday.", "date.wd.", "date."}
    for f, body in sources(root):
        must = {m for p in (C_CALL, VIEW_TAG, JS_CALL, HTML_DATA) for m in p.findall(body)}
        must |= {m + n for m in JS_COUNT.findall(body) for n in (".one", ".many")}
        must |= set(CODES.findall(body)) if f.name == "codes.c" else set()
        must |= set(ERRORS.findall(body)) if f.suffix == ".c" else set()
        for id in sorted(must - every.keys()):
            bad.append(f"{f}: {id} is named and not in po/")
        named |= must | set(QUOTED.findall(body))
        prefixes |= set(PREFIX.findall(body))
    unused = [id for id in sorted(every) if id not in named
              and not any(id.startswith(p) for p in prefixes)]
    bad += [f"po/: {id} is never used" for id in unused]
    print("\n".join(bad) or f"messages: {len(every)} in order")
    sys.exit(bool(bad))

if __name__ == "__main__":
    main(*sys.argv[1:])
