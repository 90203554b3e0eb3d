# SPDX-License-Identifier: Apache-2.0
"""machine.py -- a systemd of its own, as pid 1 of a namespace: our unit as it is shipped, under the real one."""
import contextlib, os, re, shutil, signal, socket, subprocess, time
from pathlib import Path
from city import PROJECT

PROGRAM = PROJECT / os.environ.get("DOORSTEP_PLAIN", "build-clang/doorstep")  # sanitizers cannot run under the unit
SYSTEMD = Path("/lib/systemd/systemd")
USER, HOME = 990, "/var/lib/doorstep"

TARGETS = ("try", "sysinit", "basic", "sockets", "network-online", "shutdown", "umount", "final", "paths", "timers")

PROBE = """[Service]
Type=oneshot
LoadCredential=probe:/etc/hostname
ExecStart=/bin/sh -c 'test -r "$CREDENTIALS_DIRECTORY/probe"'
"""

# All of this machine is read-only to it but memory, and no unit of this machine is known to it: only what is written here.
BOOT = """set -e
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs /mnt
cp -r {root}/units {root}/city {root}/passwd {root}/group /mnt/
[ ! -d {root}/lent ] || cp -r {root}/lent /mnt/
cp {program} /mnt/doorstep
for at in /run /var/lib /usr/local/bin; do mount -t tmpfs -o mode=755 tmpfs $at; done
mkdir -p /run/systemd/system /run/lock /run/keys /var/lib/systemd {home}
cp -r /mnt/units/. /run/systemd/system/
cp /mnt/doorstep /usr/local/bin/doorstep
chmod 755 /usr/local/bin/doorstep
cp -r /mnt/city {home}/city
[ ! -d /mnt/lent ] || cp /mnt/lent/* /run/keys/
chown -R {user}:{user} {home}
chmod 700 {home}
for list in passwd group; do mount --bind /mnt/$list /etc/$list; done
for at in /tmp /var/tmp; do mount -t tmpfs -o mode=1777 tmpfs $at; done
mount -o remount,ro,bind /
mount --make-rshared /
exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin SYSTEMD_UNIT_PATH=/run/systemd/system \\
    SYSTEMD_GENERATOR_PATH=/run/none SYSTEMD_ENVIRONMENT_GENERATOR_PATH=/run/none \\
    {systemd} --system --unit=try.target --log-target=null
"""

def can_boot(root):
    """None, or why a systemd of one's own does not come up here."""
    if os.geteuid() != 0 or not SYSTEMD.exists():
        return "it wants root, and systemd"
    if subprocess.run(["unshare", "-U", "true"], capture_output=True).returncode:
        return "no namespace of users, as in a chroot"
    (root / "city").mkdir()
    try:
        with booted(root) as m:
            status, said = m.run("systemctl", "start", "probe")
            return None if status == 0 else f"a program of the machine does not start in such a unit: {said.strip()[:200]}"
    except AssertionError as why:
        return str(why)

def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]

def accounts(root):
    for name, ours in (("passwd", f"doorstep:x:{USER}:{USER}::{HOME}:/usr/sbin/nologin\n"),
                       ("group", f"doorstep:x:{USER}:\nprovider:x:{USER + 1}:\n")):
        theirs = re.sub(r"(?m)^(doorstep|provider):.*\n", "", Path("/etc", name).read_text())
        (root / name).write_text(theirs + ours)

def units(root, drop_in):
    at = root / "units"
    (at / "doorstep.service.d").mkdir(parents=True)
    for name in ("doorstep.service", "doorstep-key.socket"):
        shutil.copy(PROJECT / "contrib" / name, at)
    ours = (at / "doorstep.service").read_text()  # as shut in as our unit is, and nothing of ours
    (at / "probe.service").write_text(re.sub(r"(?m)^(ExecStart|Restart)=.*\n", "", ours).replace("[Service]\n", PROBE))
    for name in TARGETS:
        (at / f"{name}.target").write_text(f"[Unit]\nDescription={name}\nDefaultDependencies=no\n")
    (at / "doorstep.service.d/try.conf").write_text(
        "[Service]\nStandardOutput=file:/run/said\nStandardError=file:/run/log\n" + drop_in)

def child_of(pid):
    for _ in range(200):
        if children := Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            return int(children[0])
        time.sleep(0.05)
    raise AssertionError("it did not start")

class Machine:
    def __init__(self, root, drop_in=""):
        """`root` holds city/, and lent/ where systemd is to lend something."""
        units(root, drop_in)
        accounts(root)
        script = BOOT.format(root=root, program=PROGRAM, home=HOME, user=USER, systemd=SYSTEMD)
        self.process = subprocess.Popen(["unshare", "-p", "-f", "-m", "-C", "-u", "--mount-proc", "sh", "-c", script],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.pid = child_of(self.process.pid)

    def come_up(self):
        for _ in range(200):
            if self.run("systemctl", "list-units")[0] == 0:
                return
            assert self.process.poll() is None, "its first process ended"
            time.sleep(0.1)
        raise AssertionError("it does not answer")

    def run(self, *words, typed=None):
        done = subprocess.run(["nsenter", "-t", str(self.pid), "-m", "-p", "-C", "-u", *words], input=typed or "", text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout

    def until(self, holds, what):
        for _ in range(600):
            if holds():
                return
            assert self.process.poll() is None, f"{what}: the machine ended"
            time.sleep(0.1)
        raise AssertionError(f"{what}: {self.run('systemctl', 'status', 'doorstep')[1]}\n{self.run('cat', '/run/log')[1][-2000:]}")

    def start(self, *names):
        status, said = self.run("systemctl", "start", *names)
        assert status == 0, said

    def main_pid(self):
        """Of the served city, as this side of the namespace counts it."""
        inside = self.run("systemctl", "show", "-P", "MainPID", "doorstep")[1].strip()
        for at in Path("/proc").glob("[0-9]*/status"):
            with contextlib.suppress(OSError):
                if f"\t{inside}\n" in next(line for line in at.read_text().splitlines(True) if line.startswith("NSpid:")) and \
                        Path(f"/proc/{at.parent.name}/ns/pid").readlink() == Path(f"/proc/{self.pid}/ns/pid").readlink():
                    return int(at.parent.name)
        raise AssertionError("it does not run")

def cgroups():
    return {at for at in Path("/sys/fs/cgroup").glob("**/*/") if at.is_dir()}

@contextlib.contextmanager
def booted(root, drop_in=""):
    before = cgroups()
    m = Machine(root, drop_in)
    try:
        m.come_up()
        yield m
    finally:
        os.kill(m.pid, signal.SIGKILL)
        m.process.wait(20)
        for at in sorted(cgroups() - before, reverse=True):  # the deepest first; one of another's stays
            with contextlib.suppress(OSError):
                at.rmdir()
