"""CPU time and memory of a process and its descendants, as the kernel counts them."""

import os
import re


def family(root):
    """The process ids of a process and all its descendants."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    parent = int(file.read().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            children.setdefault(parent, []).append(int(name))
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def thread_times(pids):
    """Nanoseconds on a CPU of every thread that lives: the first field of /proc/PID/task/TID/schedstat."""
    times = {}
    for pid in pids:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/schedstat") as file:
                times[pid, thread] = int(file.read().split()[0])
    return times


def cpu_between(before, after):
    """Nanoseconds between two readings of thread_times, and how many threads ended meanwhile with theirs."""
    spent = sum(time - before.get(thread, 0) for thread, time in after.items())
    return spent, len(before.keys() - after.keys())


def machine_times():
    """Seconds that all cores together were busy since the start."""
    with open("/proc/stat") as file:
        user, nice, system, _, _, irq, softirq = map(int, file.readline().split()[1:8])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


class Memory:
    """The most memory seen in a few readings, in bytes: RSS, and PSS, in which shared pages count by their share."""

    def __init__(self):
        self.rss = 0
        self.pss = 0

    def read(self, pids):
        rss = pss = 0
        for pid in pids:
            with open(f"/proc/{pid}/smaps_rollup") as file:
                kilobytes = dict(re.findall(r"^(\w+): +(\d+) kB$", file.read(), re.MULTILINE))
            rss += 1024 * int(kilobytes["Rss"])
            pss += 1024 * int(kilobytes["Pss"])
        self.rss = max(self.rss, rss)
        self.pss = max(self.pss, pss)


def cpu_ticks(pids):
    """User and system time of processes, with that of their children that have ended, in the kernel's ticks."""
    ticks = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/stat") as file:
                ticks += sum(map(int, file.read().rpartition(")")[2].split()[11:15]))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return ticks
