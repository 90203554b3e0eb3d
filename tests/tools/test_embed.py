# SPDX-License-Identifier: Apache-2.0
"""Files inside the program are the files outside it, byte for byte."""
import re, sys
from sentences import run, tool, write

def every_byte_arrives_with_its_name(root):
    write(root, {"data/b/c.csv": "x\n", "data/a.csv": "h\u00e9\0"})
    status, said = tool("embed.py", root / "t.c", "files", root / "data",
                        root / "data/b/c.csv", root / "data/a.csv")
    c = (root / "t.c").read_text()
    assert status == 0, said
    assert '{"a.csv", f0, 4}' in c and '{"b/c.csv", f1, 2}' in c, c
    assert re.search(r"f0\[\] = \{104,195,169,0,0\}", c), c

if __name__ == "__main__":
    run(sys.modules[__name__])
