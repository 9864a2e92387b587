"""Network namespaces for a benchmark: what is sent in them goes nowhere else."""

import contextlib
import ctypes
import os
import re
import subprocess

PREFIX = "plexus-bench-"
INTERFACE = "bench0"
CLONE_NEWNET = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)


def ip(*arguments):
    """Runs `ip` and returns what it prints; raises with its message if it fails."""
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"ip {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


class Namespace:
    """One host with an interface to an empty segment.

    The far end of the interface lies in a second namespace without addresses, so that the host sees no interface more
    than it would have.
    """

    def __init__(self):
        self.name = f"{PREFIX}{os.getpid()}"
        self.far = f"{self.name}-far"

    def __enter__(self):
        remove_stale()
        try:
            for name in (self.name, self.far):
                ip("netns", "add", name)
                ip("-n", name, "link", "set", "lo", "up")
            ip("-n", self.name, "link", "add", INTERFACE, "type", "veth", "peer", "name", INTERFACE, "netns", self.far)
            ip("-n", self.name, "address", "add", "192.0.2.1/24", "dev", INTERFACE)
            for name in (self.name, self.far):
                ip("-n", name, "link", "set", INTERFACE, "up")
            ip("-n", self.name, "route", "add", "224.0.0.0/4", "dev", INTERFACE)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for name in (self.name, self.far):
            remove(name)

    def command(self, arguments):
        """The command line that runs another in the namespace, with its /sys; the process id stays the same."""
        return ["ip", "netns", "exec", self.name, *arguments]

    @contextlib.contextmanager
    def entered(self):
        """Sockets that are made in this context belong to the namespace."""
        with open("/proc/self/ns/net") as home, open(f"/run/netns/{self.name}") as namespace:
            enter(namespace.fileno())
            try:
                yield
            finally:
                enter(home.fileno())


def enter(descriptor):
    if libc.setns(descriptor, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def remove(name):
    """Ends the processes that are still in the namespace, one by one, and deletes it."""
    if not os.path.exists(f"/run/netns/{name}"):
        return
    for pid in ip("netns", "pids", name).split():
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(pid), 9)
    ip("netns", "delete", name)


def remove_stale():
    """Removes what a benchmark that was killed has left behind."""
    names = os.listdir("/run/netns") if os.path.isdir("/run/netns") else []
    for name in names:
        match = re.fullmatch(rf"{PREFIX}(\d+)(-far)?", name)
        if match and not os.path.exists(f"/proc/{match[1]}"):
            remove(name)
