#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""long.py -- the fuzz targets with libFuzzer: builds them with clang, runs each for a while
from its kept corpus, and says how far each came.

usage: DOORSTEP_LONG=1 long.py ROOT [SECONDS [TARGET...]]

The corpus is copied, so nothing here is changed; an input that fails is left in
build-fuzz/faults.  `planted` starts from nothing and must find its fault."""
import os, re, shutil, subprocess, sys, tempfile
from pathlib import Path

BUILD = "build-fuzz"
OPTIONS = ["-Dfuzz=true", "-Db_sanitize=address,undefined", "-Db_lundef=false"]
ENV = os.environ | {"CC": "clang", "ASAN_OPTIONS": "detect_leaks=1",
                    "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1"}

def quietly(*command):
    """Says something only when it went wrong, and then everything."""
    done = subprocess.run(command, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True)
    if done.returncode:
        sys.exit(f"{done.stdout}\nnot ok - {' '.join(map(str, command[:2]))}")

def build(root, targets):
    folder = root / BUILD
    if not (folder / "build.ninja").exists():
        quietly("meson", "setup", folder, root, *OPTIONS)
    quietly("ninja", "-C", folder, *(f"tests/fuzz/fuzz_{t}" for t in targets))

def figure(name, text):
    """The last number that libFuzzer gave of it, or 0."""
    found = re.findall(rf"{name}:? +(\d+)", text)
    return int(found[-1]) if found else 0

def run(root, target, seconds):
    faults = root / BUILD / "faults"
    faults.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        if target == "planted":
            corpus.mkdir()
        else:
            shutil.copytree(root / "tests/fuzz/corpus" / target, corpus)
        done = subprocess.run([root / BUILD / f"tests/fuzz/fuzz_{target}", corpus,
                               f"-max_total_time={seconds}", "-timeout=20", "-max_len=8192",
                               "-print_final_stats=1", "-seed=20261126",
                               f"-artifact_prefix={faults}/{target}-"],
                              env=ENV, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, errors="replace")
    return done.returncode, done.stdout

def report(target, status, text, seconds):
    began = re.search(r"INITED cov: (\d+)", text)
    cov, runs = figure("cov", text), figure("stat::number_of_executed_units", text)
    print(f"# {target}: {runs} executions in {seconds} s, {cov - int(began[1] if began else 0)} new "
          f"points of coverage of {cov}, {figure('stat::new_units_added', text)} new inputs")
    good = "heap-buffer-overflow" in text if target == "planted" else status == 0 and runs > 0
    what = "finds its planted fault" if target == "planted" else "no fault"
    print(f"{'ok' if good else 'not ok'} - fuzz {target} for {seconds} s: {what if good else 'FAULT' if status else 'nothing found'}")
    if not good:
        print("\n".join("# " + line for line in text.splitlines()[-60:]))
    return good

def main(root, seconds="30", *targets):
    root = Path(root).resolve()
    targets = targets or sorted(p.name for p in (root / "tests/fuzz/corpus").iterdir())
    build(root, targets)
    good = [report(t, *run(root, t, seconds), seconds) for t in targets]
    sys.exit(not all(good))

if __name__ == "__main__":
    if not os.environ.get("DOORSTEP_LONG"):
        print("only in ./check --long (DOORSTEP_LONG=1)")
        sys.exit(77)
    main(*sys.argv[1:])
