# SPDX-License-Identifier: Apache-2.0
"""What a dump of the served program would hold: no key of keys/ stands in memory that a dump takes."""
import base64, os, re, sys
from pathlib import Path
os.environ["DOORSTEP"] = os.environ.get("DOORSTEP_PLAIN", "build-clang/doorstep")  # sanitizers keep what was freed
from served import served
from sentences import run

def secrets_of(keys):
    for file in sorted(keys.iterdir()):
        if file.suffix == ".key":
            yield file.name, file.read_bytes()
        elif file.suffix == ".pem":
            der = base64.b64decode("".join(line for line in file.read_text().splitlines() if "---" not in line))
            secret = re.search(rb"\x04\x20(.{32})", der, re.S)[1]
            yield file.name, secret
            yield file.name + " turned round", secret[::-1]  # as a number lies in memory

def regions(pid):
    """Of a process's memory, where something is: first and last address, and whether a dump takes it (VmFlags: dd)."""
    at, resident = None, False
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        if m := re.match(r"([0-9a-f]+)-([0-9a-f]+) (.)", line):
            at = (int(m[1], 16), int(m[2], 16)) if m[3] == "r" else None
        elif line.startswith("Rss:"):
            resident = " 0 kB" not in line
        elif line.startswith("VmFlags:") and at and resident:
            yield *at, " dd" not in line

PIECE, LONGEST = 1 << 20, 32

def look_for(pid, secrets):
    """How often each is found, {name: [where a dump takes it, elsewhere]}."""
    found = {name: [0, 0] for name in secrets}
    with open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for first, last, dumped in regions(pid):
            for at in range(first, last, PIECE):
                try:
                    memory.seek(at)
                    piece = memory.read(min(PIECE + LONGEST - 1, last - at))
                except OSError:
                    break  # the kernel's own
                for name, secret in secrets.items():
                    found[name][not dumped] += piece.count(secret)
    return found

def no_key_stands_where_a_dump_would_take_it(root):
    with served(root) as city:
        for role, path in (("case-manager", "/cases"), ("care-lead", "/cases"), ("supervisor", "/desk"), ("admin", "/status")):
            assert city.ask(role, path)[0] == 200
        case, = re.findall(rb"/cases/[0-9a-f-]{36}(?=\")", city.ask("case-manager", "/cases")[1])[:1]
        assert city.ask("case-manager", case.decode())[0] == 200
        try:
            found = look_for(city.process.pid, dict(secrets_of(city.data / "keys")))
        except PermissionError:
            return print("skip: nobody here may read the memory of a program that cannot be dumped")
        assert len(found) == 9 and found["care.key"][1] > 0, found  # it is there, and is seen
        assert not any(dumped for dumped, _ in found.values()), found

def a_process_of_ours_writes_no_core(root):
    with served(root) as city:
        assert re.search(r"^Max core file size +0 +0 ", Path(f"/proc/{city.process.pid}/limits").read_text(), re.M)
        if os.geteuid() != 0:
            return print("skip: only root sees whose /proc is that of a program that cannot be dumped")
        assert Path(f"/proc/{city.process.pid}/mem").stat().st_uid == 0

if os.geteuid() != 0:
    print("skip: only root reads the memory of a program that cannot be dumped")
    sys.exit(0)
run(sys.modules[__name__])
