# SPDX-License-Identifier: Apache-2.0
"""entrusted.py -- a city whose care key lies in no file."""
import re, subprocess
from city import PROGRAM

def entrusted(home, answer=lambda key: key.replace("-", " ")):
    """The key as it is to be typed; what became of it."""
    with subprocess.Popen([PROGRAM, "keys", "entrust", "--data", home], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True) as asking:
        key = next(line.strip() for line in asking.stdout if re.fullmatch(r"([0-9a-f]{4}-){15}[0-9a-f]{4}\n", line))
        said, _ = asking.communicate(answer(key) + "\n")
    return key, asking.returncode, said
