# SPDX-License-Identifier: Apache-2.0
"""The same sources give the same program, wherever they lie: two copies, two folders of other names and lengths, two
builds without a cache, one SHA-256.  Part of ./check --long; takes two whole builds."""
import hashlib, os, shutil, subprocess, sys, tempfile
from pathlib import Path

# A part of it is enough for a first look: reproducible.py src/core/libcore.a
TARGET = sys.argv[1] if len(sys.argv) > 1 else "doorstep"
PLACES = ("a/build", "another/place/altogether/build-of-another-name")

def run(*command, cwd):
    env = os.environ | {"CCACHE_DISABLE": "1", "SOURCE_DATE_EPOCH": "1750000000", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=cwd, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        print(done.stdout[-4000:])
        print(f"not ok {' '.join(map(str, command))}")
        sys.exit(1)
    return done.stdout

def copied(root, place, files):
    folder = Path(root, place).parent
    for f in files:
        to = folder / f
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(f, to)
    (folder / "node_modules").symlink_to(Path("node_modules").resolve())

def built(root, place):
    folder, name = Path(root, place).parent, Path(place).name
    run("meson", "setup", name, "--buildtype=debugoptimized", "-Dtests=false", cwd=folder)
    run("ninja", "-C", name, TARGET, cwd=folder)
    return b"".join(f.read_bytes() for f in sorted((folder / name).rglob("*.o"))) + (folder / name / TARGET).read_bytes()

def main():
    files = [f for f in run("git", "ls-files", cwd=".").splitlines() if Path(f).is_file()]
    root = tempfile.mkdtemp(prefix="doorstep-same-")
    try:
        for place in PLACES:  # both at once: somebody may be at work on the sources
            copied(root, place, files)
        one, other = (built(root, place) for place in PLACES)
    finally:
        if not os.environ.get("DOORSTEP_KEEP"):
            shutil.rmtree(root)
    if root.encode() in one or one != other:
        print(f"not ok two builds differ, or name their folder ({root})")
        sys.exit(1)
    print(f"ok two_builds_of_{TARGET}_in_two_folders_are_the_same_{len(one)}_bytes\n# sha256 {hashlib.sha256(one).hexdigest()}")

if __name__ == "__main__":
    main()
