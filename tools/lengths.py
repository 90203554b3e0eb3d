#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""lengths.py -- fail on a function over 60 lines, a file over 600, a header over 100, a
generator over 150, a goto, or a source file without its SPDX line."""
import re, subprocess, sys
from pathlib import Path

FUNCTION, HEADER = 60, 100
FILE = {".c": 600, ".h": HEADER, ".js": 600, ".mjs": 600, ".py": 150, ".html": 600,
        ".sql": 600, ".css": 600, ".scss": 600}
SPDX = "SPDX-License-Identifier: Apache-2.0"
MARKED = {".c", ".h", ".js", ".mjs", ".py", ".css", ".scss", ".sh"}
SCRIPTS = {"quickstart", "check", "setup", "run", "lint"}

def functions(lines):
    """(first line, length) of each function of a C file: our braces stand in column 0."""
    start = None
    for n, line in enumerate(lines, 1):
        if line == "{":
            start = n
        elif line == "}" and start:
            yield start - 1, n - start + 2
            start = None

def weight(path, text):
    """Lines that count: of a header, not the inside of its enums, which are tables."""
    if path.suffix == ".h":
        text = re.sub(r"(?ms)^enum[^;{]*\{.*?\};\n", "", text)
    return len(text.splitlines())

def faults(path):
    text = path.read_text()
    lines, length, limit = text.splitlines(), weight(path, text), FILE.get(path.suffix)
    if limit and length > limit:
        yield f"{path}: {length} lines; at most {limit}"
    if (path.suffix in MARKED or path.name in SCRIPTS) and not any(SPDX in l for l in lines[:8]):
        yield f"{path}: no SPDX line in its head"
    if path.suffix not in (".c", ".h"):
        return
    for first, length in functions(lines):
        if length > FUNCTION:
            yield f"{path}:{first}: a function of {length} lines; at most {FUNCTION}"
    for n, line in enumerate(lines, 1):
        if re.match(r"\s+goto\s+\w+;", line):
            yield f"{path}:{n}: goto; a clean-up wants a CLEANUP() type"
        if re.search(r"\b(TODO|FIXME|XXX)\b(?!.*#\d)", line):
            yield f"{path}:{n}: TODO without the number of its issue"

def main(root):
    files = subprocess.run(["git", "-C", root, "ls-files", "-co", "--exclude-standard"],
                           capture_output=True, text=True, check=True).stdout.split("\n")
    chosen = [Path(root, f) for f in files if (Path(f).suffix in FILE or Path(f).name in SCRIPTS)
              and not f.startswith(("third_party/", "static/vendor/", "tests/golden/"))]
    bad = [b for f in sorted(chosen) if f.is_file() for b in faults(f)]
    print("\n".join(bad) or f"lengths: {len(chosen)} files in order")
    sys.exit(bool(bad))

if __name__ == "__main__":
    main(*sys.argv[1:])
