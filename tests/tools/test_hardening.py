# SPDX-License-Identifier: Apache-2.0
"""The program as it is shipped, and its unit of systemd: what a fault of memory, or of the machine's other users, could
not use.  Looks at the build of clang, which has no sanitizers."""
import platform, re, subprocess, sys
from pathlib import Path
from sentences import run

PROGRAM = Path("build-clang/doorstep")
UNIT = "contrib/doorstep.service"
EXPOSURE_MAX = 2.0

def elf(*options):
    return subprocess.run(["readelf", "-W", *options, PROGRAM], capture_output=True, text=True, check=True).stdout

def its_place_in_memory_is_another_each_time(root):
    assert "DYN (Position-Independent Executable file)" in elf("-h")

def its_tables_of_calls_are_shut_before_it_begins(root):
    flags = elf("-d")
    assert "BIND_NOW" in flags or re.search(r"FLAGS_1.*\bNOW\b", flags), flags
    assert "GNU_RELRO" in elf("-l")

def no_memory_of_it_is_both_written_and_executed(root):
    loads = [line.split() for line in elf("-l").splitlines() if re.match(r"\s+(LOAD|GNU_STACK)\b", line)]
    assert loads
    for words in loads:
        flags = "".join(words[6:-1])
        assert not ("W" in flags and "E" in flags), words

def an_overrun_of_the_stack_or_of_a_buffer_ends_it(root):
    symbols = elf("--dyn-syms")
    assert "__stack_chk_fail" in symbols
    checked = set(re.findall(r"\b(__\w+_chk)@", symbols))
    assert {"__memcpy_chk", "__snprintf_chk"} & checked, checked

# The linker keeps the mark only where the C library's own start has it, which Debian 12's has not.
def jumps_land_only_where_they_may_in_every_part_of_ours(root):
    if platform.machine() != "x86_64":
        return print("skip: control-flow marks are of x86-64")
    parts = sorted(PROGRAM.parent.rglob("*.o"))
    assert len(parts) > 200
    said = subprocess.run(["readelf", "-W", "-n", *parts], capture_output=True, text=True, check=True).stdout
    bare = [piece.splitlines()[0] for piece in said.split("\nFile: ")[1:] if "IBT" not in piece]
    assert not bare, bare

def the_unit_of_systemd_leaves_little_exposed(root):
    said = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", UNIT],
                          capture_output=True, text=True)
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", said.stdout)
    assert found, said.stdout + said.stderr
    assert float(found[1]) <= EXPOSURE_MAX, found[0]

run(sys.modules[__name__])
