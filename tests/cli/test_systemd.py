# SPDX-License-Identifier: Apache-2.0
"""Our unit under the real systemd: a city is served, keys are lent, and the provider's key comes by the FIFO."""
import re, shutil, sys, tempfile
from pathlib import Path
from entrusted import entrusted
from machine import HOME, PROGRAM, USER, booted, can_boot, free_port
from sentences import run
from served import Served, served

KEYS = ("care.key", "care-box.pem", "class.key")
LINES = "".join(f"LoadCredential={name}:/run/keys/{name}\n" for name in KEYS)
SEALED = "".join(f"LoadCredentialEncrypted={name}:/run/keys/{name}.cred\n" for name in KEYS)
ASKING = (f"ExecStart=\nExecStart=/usr/local/bin/doorstep serve --care-key-ask --config {HOME}/city/doorstep.conf\n"
          "StandardInput=fd:doorstep-key.socket\n")

class Unit(Served):
    """The furnished city of before, as the unit serves it."""
    def __init__(self, before, port):
        self.accounts, self.tokens, self.url = before.accounts, {}, f"http://127.0.0.1:{port}"

    def answers(self):
        try:
            return self.ask("supervisor", "/desk")[0] == 200
        except OSError:
            return False

def furnished(at):
    with served(at) as city:
        case = re.findall(rb"/cases/[0-9a-f-]{36}(?=\")", city.ask("case-manager", "/cases")[1])[0].decode()
    port = free_port()
    with (city.data / "doorstep.conf").open("a") as conf:
        conf.write(f"listen = 127.0.0.1\nport = {port}\npublic_url = http://127.0.0.1:{port}\n")
    return Unit(city, port), case, city.data

def the_unit_serves_a_city_and_the_machine_is_closed_to_it(root):
    unit, case, _ = furnished(root)
    with booted(root) as m:
        m.start("doorstep")
        m.until(unit.answers, "it is served")
        assert unit.ask("case-manager", case)[0] == 200
        status = Path(f"/proc/{m.main_pid()}/status").read_text()
        for line in (f"Uid:\t{USER}\t{USER}\t{USER}\t{USER}", "NoNewPrivs:\t1", "Seccomp:\t2", "CapEff:\t0000000000000000"):
            assert line in status, status
        assert m.run("systemctl", "stop", "doorstep")[0] == 0
        assert m.run("systemctl", "show", "-P", "Result", "doorstep")[1] == "success\n"

def systemd_lends_the_keys_in_clear_and_sealed_to_the_machine(root):
    unit, case, home = furnished(root)
    (root / "lent").mkdir()
    for name in KEYS:
        shutil.move(home / "keys" / name, root / "lent" / name)
    with booted(root, LINES) as m:
        m.start("doorstep")
        m.until(unit.answers, "it is served")
        assert unit.ask("case-manager", case)[0] == 200
        assert m.run("systemctl", "stop", "doorstep")[0] == 0
        for name in KEYS:
            status, said = m.run("systemd-creds", "encrypt", "--with-key=host", f"--name={name}", f"/run/keys/{name}",
                                 f"/run/keys/{name}.cred")
            assert status == 0, said
            assert m.run("rm", f"/run/keys/{name}")[0] == 0
        m.run("sh", "-c", "sed -i '/^LoadCredential=/d' /run/systemd/system/doorstep.service.d/try.conf; cat >>"
              " /run/systemd/system/doorstep.service.d/try.conf", typed=SEALED)
        assert m.run("systemctl", "daemon-reload")[0] == 0
        m.start("doorstep")
        m.until(unit.answers, "it is served by sealed keys")
        assert unit.ask("case-manager", case)[0] == 200

def the_providers_key_comes_by_the_fifo_and_opens_care(root):
    unit, case, home = furnished(root)
    key, status, said = entrusted(home)
    assert status == 0, said
    with booted(root, ASKING) as m:
        m.start("doorstep-key.socket", "doorstep")
        m.until(unit.answers, "it is served")
        assert unit.ask("case-manager", case)[0] == 503
        kind = m.run("stat", "-c", "%F %a %U %G", "/run/doorstep-care-key")[1]
        assert kind == "fifo 620 root provider\n", kind
        m.run("sh", "-c", "cat > /run/doorstep-care-key", typed="0000-" * 15 + "0000\n")
        m.run("sh", "-c", "cat > /run/doorstep-care-key", typed=key + "\n")
        m.until(lambda: "Care is open." in m.run("cat", "/run/said")[1], "care opens")
        assert unit.ask("case-manager", case)[0] == 200
        assert m.run("systemctl", "restart", "doorstep")[0] == 0  # it is entered again
        m.until(unit.answers, "it is served again")
        assert unit.ask("case-manager", case)[0] == 503

assert Path(PROGRAM).exists(), f"{PROGRAM} is not built"
with tempfile.TemporaryDirectory() as trial:
    WHY_NOT = can_boot(Path(trial))
if WHY_NOT:
    print(f"skip: a systemd of one's own does not come up here ({WHY_NOT})")
    sys.exit(0)
run(sys.modules[__name__])
