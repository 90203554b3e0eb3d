#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""powercut.py -- cuts the power at many moments of a recorded run and opens what the disk
then holds.

usage: powercut.py RECORDER WRITER WRITER_NORMAL [CUTS]

The disk keeps what was synced; of what was written since, some of the writes in order
(half of the cuts) or any of them, torn at sectors (the other half).  A new file may be
missing with all that was synced in it until its folder is synced too.  What the writer was
told is durable must be there, photographs included, whole jobs only, in databases that
are sound.  The writer
built with synchronous=NORMAL must lose something, or this test proves nothing."""
import hashlib, os, random, sqlite3, struct, subprocess, sys, tempfile
from pathlib import Path

HEAD = struct.Struct("<cBHIq")
SECTOR = 512

def record(recorder, writer, folder, jobs):
    log = folder / "log"
    env = os.environ | {"LD_PRELOAD": recorder, "RECORD_TO": str(log),
                        "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0"}
    subprocess.run([writer, f"sqlite:{folder}/store.db", f"sqlite:{folder}/photos.db", str(jobs)], env=env, check=True,
                   stdout=subprocess.DEVNULL)
    raw, at, out = log.read_bytes(), 0, []
    while at < len(raw):
        kind, name_len, _, size, offset = HEAD.unpack_from(raw, at)
        at += HEAD.size
        out.append((kind, raw[at:at + name_len].decode(), offset, raw[at + name_len:at + name_len + size]))
        at += name_len + size
    return out

def apply(image, kind, offset, data):
    if kind == b"T":
        del image[offset:]
        return
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset:offset + len(data)] = data

def survivors(pending, orderly):
    """Of the unsynced writes of one file, those that reached the disk."""
    if orderly:
        yield from pending[:random.randint(0, len(pending))]
        return
    for kind, offset, data in pending:
        if random.random() < 0.5:
            whole = kind == b"T" or random.random() < 0.7
            yield kind, offset, data if whole else data[:SECTOR * random.randint(0, len(data) // SECTOR)]

def judge_store(db, told):
    names = {row[0] for row in db.execute("select name from setting")}
    rows, last = db.execute("select count(*), coalesce(max(no), 0) from audit").fetchone()
    head = db.execute("select coalesce(max(audit_no), 0) from head").fetchone()[0]
    if not rows == last == head == len(names):
        return f"half a job: {len(names)} names, {rows} audit rows, head {head}"
    return "lost" if told - names else None

def judge_photos(db, told):
    """Each photo has the bytes that its row tells of, and when it is whole, the right ones."""
    have = {}
    for sha, size, whole in db.execute("select sha256, have, complete_at from photo"):
        content = b"".join(row[0] for row in db.execute(
            "select bytes from photo_chunk where sha256 = ? order by start", (sha,)))
        if len(content) != size or whole and hashlib.sha256(content).digest() != sha:
            return "half a photo"
        have[sha.hex()] = size
    return "lost" if any(have.get(sha, 0) < int(size) for sha, size in (t.split(":") for t in told)) else None

JUDGES = {"store.db": ("setting", judge_store), "photos.db": ("photo", judge_photos)}

def verdict_of(path, told):
    table, judge = JUDGES[path.name]
    db = sqlite3.connect(path)
    try:
        if db.execute("pragma integrity_check").fetchone()[0] != "ok":
            return "corrupt"
        if not db.execute("select 1 from sqlite_schema where name = ?", (table,)).fetchone():
            return "lost" if told else None
        return judge(db, told)
    except sqlite3.DatabaseError as broken:
        return f"corrupt: {broken}"
    finally:
        db.close()

def verdict(folder, images, told):
    for old in folder.iterdir():
        old.unlink()
    for name, image in images.items():
        (folder / name).write_bytes(image)
    faults = (verdict_of(folder / name, told[name]) for name in JUDGES)
    return next((f for f in faults if f), None)

def replay(log, folder, cuts):
    """Counts of verdicts over `cuts` moments."""
    when = sorted(random.choices(range(len(log)), k=cuts))
    disk, pending, named, bad, at = {}, {}, set(), {}, 0
    told = {name: set() for name in JUDGES}
    for i, (kind, name, offset, data) in enumerate(log):
        while at < len(when) and when[at] == i:
            images = {n: bytearray(image) for n, image in disk.items()}
            for n, writes in pending.items():
                for write in survivors(writes, at % 2 == 0):
                    apply(images.setdefault(n, bytearray()), *write)
            images = {n: image for n, image in images.items() if n in named or random.random() < 0.5}
            if (what := verdict(folder, images, told)):
                bad[what] = bad.get(what, 0) + 1
            at += 1
        if kind == b"A":
            for word in data.decode().split():
                told["photos.db" if ":" in word else "store.db"].add(word)
        elif kind == b"S":
            for write in pending.pop(name, []):
                apply(disk.setdefault(name, bytearray()), *write)
        elif kind == b"D":
            named.update(disk, pending)
        elif kind == b"U":
            named.discard(name)
            disk.pop(name, None)
            pending.pop(name, None)
        else:
            pending.setdefault(name, []).append((kind, offset, data))
    return bad, sum(map(len, told.values()))

def main(recorder, full, normal, cuts="1000"):
    random.seed(20261124)
    good = True
    for name, writer, many in (("full", full, int(cuts)), ("normal", normal, max(100, int(cuts) // 5))):
        with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
            log = record(recorder, writer, Path(folder), 600)
            (Path(folder) / "cut").mkdir()
            bad, told = replay(log, Path(folder) / "cut", many)
        print(f"# {name}: {len(log)} records, {told} jobs acknowledged, {many} cuts, faults: {bad or 'none'}")
        if name == "full":
            fine = not bad and told == 600
            print(f"{'ok' if fine else 'not ok'} no power cut loses what was acknowledged")
        else:
            fine = bad.get("lost", 0) > 0
            print(f"{'ok' if fine else 'not ok'} synchronous=NORMAL does lose it, so the cuts are real")
        good &= fine
    sys.exit(not good)

if __name__ == "__main__":
    main(*sys.argv[1:])
