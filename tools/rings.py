#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""rings.py -- builds with gcc and clang, runs every ring of tests, counts what passed and
what failed, and says how long each ring took.  Called by ./check."""
import json, os, re, subprocess, sys, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BUILD, CLANG, THREADS, QUICK = "build-check", "build-clang", "build-threads", "build-release"
LONG = bool(os.environ.get("DOORSTEP_LONG"))
SUITES = ["unit", "store", "http", "faults", "trust"]
ENV = os.environ | {"ASAN_OPTIONS": "detect_leaks=1:abort_on_error=0",
                    "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1", "LC_ALL": "C.UTF-8",
                    "DOORSTEP": f"{BUILD}/doorstep"}
OK = re.compile(r"(?m)^(?:\[ +OK \] |ok\b(?!.*# SKIP))")
FAIL = re.compile(r"(?m)^(?:\[  FAILED  \] (?!.*test\(s\))|not ok\b|FAIL\b)")
SKIP = re.compile(r"(?mi)^(?:\[  SKIPPED \] (?!\d)|ok\b.*# SKIP|skip\b).*")

def run(command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", env=ENV, stdin=subprocess.DEVNULL, **more)
    return done.returncode, done.stdout

def verdict(name, status, text):
    """Passed and failed of one program: its own lines, and its exit status above them."""
    good, bad = len(OK.findall(text)), len(FAIL.findall(text))
    for line in dict.fromkeys(m[0] for m in SKIP.finditer(text)):
        print(f"  {name}: {line.strip()}")
    if status == 0 and not bad:
        return max(good, 1), 0
    print(f"--- {name} failed ---\n{text[-12000:]}\n---")
    return good, max(bad, 1)

def build(folder, *options, targets=(), **env):
    ENV.update(env)
    if not Path(folder, "build.ninja").exists():
        status, text = run(["meson", "setup", folder, *options])
        if status:
            return verdict(f"setup {folder}", status, text)
    return verdict(f"build {folder}", *run(["ninja", "-C", folder, *targets]))

def several(*steps):
    total = [0, 0]
    for step in steps:
        good, bad = step()
        total[0] += good
        total[1] += bad
    return total

def faults(script, *args):
    """One harness of tests/faults that meson does not run, and its figures."""
    status, text = run(["node", f"tests/faults/{script}", *args])
    for line in text.splitlines():
        if line.startswith("# ") and LONG:
            print(f"  {script}: {line[2:]}")
    return verdict(" ".join([script, *args[1:]]), status, text)

RACY = f"{THREADS}/tests/faults/doorstep_racy"

def threads():
    much = ["requests=150"] if LONG else []
    return several(
        lambda: build(THREADS, "-Db_sanitize=thread", "-Db_lundef=false",
                      targets=["doorstep", "tests/faults/doorstep_racy"]),
        lambda: faults("mixed.mjs", f"{THREADS}/doorstep", *much),
        lambda: faults("mixed.mjs", f"{THREADS}/doorstep", *much, "engine=postgres"),
        lambda: faults("mixed.mjs", RACY, "requests=3", "planted=yes"))

def long():
    """What is too long for every check: hours of it on two cores."""
    many = ["ops=100", "life=900"]
    cut = [f"{BUILD}/tests/faults/{n}" for n in ("librecorder.so", "writer_full", "writer_normal")]
    network = [f"{QUICK}/doorstep", f"{BUILD}/tests/faults/proxy", str(Path.cwd())]
    return several(
        lambda: build(QUICK, "--buildtype=release", "-Db_lundef=false", targets=["doorstep"]),
        lambda: faults("kill.mjs", f"{QUICK}/doorstep", "kills=1000", *many, "backups=100"),
        lambda: faults("kill.mjs", f"{QUICK}/doorstep", "kills=1000", *many, "engine=postgres"),
        lambda: verdict("power cut", *run(["python3", "tests/faults/powercut.py", *cut, "100000"])),
        lambda: faults("torture.mjs", f"{BUILD}/doorstep",
                       str(Path(BUILD, "tests/faults/libtorture.so").resolve()), "all"),
        lambda: faults("proxy.mjs", *network, "all", "runs=0"),
        *[lambda seed=seed: faults("proxy.mjs", *network, "runs=10000", f"seed={seed}")
          for seed in range(1, 11)],
        lambda: verdict("reproducible", *run([sys.executable, "tests/tools/reproducible.py"])),
        lambda: meson_suite("long"))

def meson_suite(suite):
    log = Path(BUILD, "meson-logs/testlog.json")
    log.unlink(missing_ok=True)
    status, text = run(["meson", "test", "-C", BUILD, "--no-rebuild", "--suite", suite,
                        "--timeout-multiplier", "4"])
    total = [0, 0]
    for line in log.read_text().splitlines() if log.exists() else []:
        t = json.loads(line)
        out = (t.get("stdout") or "") + (t.get("stderr") or "")
        if t["result"] == "SKIP":
            print(f"  skipped {t['name']}: {(t.get('stdout') or '').strip()[-200:]}")
            continue
        good, bad = verdict(t["name"], 0 if t["result"] == "OK" else 1, out)
        total[0] += good
        total[1] += bad
    if status and not total[1] and "No suitable tests" not in text:
        return verdict(suite, status, text)
    return total

def scripts(pattern, *command):
    files = sorted(Path("tests").glob(pattern))
    with ThreadPoolExecutor(max_workers=2) as pool:
        done = list(pool.map(lambda f: run([*command, str(f)]), files))
    return several(*[lambda f=f, d=d: verdict(f.name, *d) for f, d in zip(files, done)])

def main():
    rings = [
        ("build", lambda: build(BUILD, "-Db_sanitize=address,undefined", "-Db_lundef=false")),
        ("build clang", lambda: build(CLANG, "-Dtests=false", "-Db_lundef=false", CC="clang")),
        ("lint", lambda: verdict("lint", *run(["tools/lint", BUILD]))),
        ("tools", lambda: scripts("tools/test_*.py", sys.executable)),
        ("cli", lambda: scripts("cli/test_*.py", sys.executable)),
        *[(suite, lambda suite=suite: meson_suite(suite)) for suite in SUITES],
        ("threads", threads),
        ("e2e", lambda: verdict("e2e", *run(["node", "tests/e2e/run.mjs", f"{BUILD}/doorstep"]))),
        *([("long", long)] if LONG else []),
    ]
    passed = failed = 0
    for name, ring in rings:
        began = time.monotonic()
        good, bad = ring()
        passed, failed = passed + good, failed + bad
        print(f"ring {name}: {good} passed, {bad} failed, {time.monotonic() - began:.0f} s", flush=True)
        ENV.pop("CC", None)
        if name == "build" and bad:
            break
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)

if __name__ == "__main__":
    main()
