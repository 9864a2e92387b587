#!/usr/bin/env python3
"""Writes the fixture host many-cores: 128 cores, 24 disks, 8 cards, under Linux 6.8. The same files at every run."""

import pathlib

HERE = pathlib.Path(__file__).parent
CORES, DISKS, CARDS, SECONDS = 128, 24, 8, 15
LETTERS = "abcdefghijklmnopqrstuvwx"


def put(moment, path, text):
    file = HERE / moment / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.rstrip("\n") + "\n")


def core(number, t):
    """user nice system idle iowait irq softirq steal guest guest_nice; 1500 ticks pass in 15 s."""
    busy = 5 * number % 1400
    start = [1000000 + 7 * number, 100, 300000 + number, 50000000 - 9 * number, 4000, 0, 2000, 0, 0, 0]
    passed = [busy, 0, 40, 1450 - busy, 4, 0, 6, 0, 0, 0]
    now = [a + t * b for a, b in zip(start, passed)]
    if number == 5 and t == 1:
        now[4] = 3990  # iowait may step back
    return now


def stat(t):
    cores = [core(number, t) for number in range(CORES)]
    rows = ["cpu  " + " ".join(str(sum(column)) for column in zip(*cores))]
    rows += [f"cpu{number} " + " ".join(map(str, times)) for number, times in enumerate(cores)]
    rows.append(f"intr {99000000 + 1500000 * t} " + " ".join(str(n * 7919 % 100000) for n in range(3000)))
    rows += [f"ctxt {700000000 + 900000 * t}", "btime 1718000000", f"processes {4000000 + 1500 * t}"]
    rows += [f"procs_running {70 + t}", f"procs_blocked {3 - t}"]
    softirqs = [150 * number * (1 + t) for number in range(1, 11)]
    rows.append(f"softirq {sum(softirqs)} " + " ".join(map(str, softirqs)))
    return "\n".join(rows)


def interrupts(t):
    """Queue n of 16 belongs to core 8n, which serves 1500(n+1) of its interrupts in 15 s, and core 127 serves 300 each."""
    rows = ["      " + " ".join(f"{'CPU' + str(n):>10}" for n in range(CORES)) + " "]
    for queue in range(16):
        numbers = [0] * CORES
        numbers[8 * queue] = 10**6 + 1500 * (queue + 1) * t
        numbers[127] = 300 * t
        words = f"  IR-PCI-MSIX-0000:41:00.0 {queue:3d}-edge      nvme0q{queue}"
        rows.append(f"{100 + queue:4d}:" + "".join(f" {n:10d}" for n in numbers) + words)
    rows.append(" LOC:" + "".join(f" {10**8 + 15000 * t:10d}" for _ in range(CORES)) + "   Local timer interrupts")
    rows += [" ERR:          0", " MIS:          0"]
    return "\n".join(rows)


def disk(number, t):
    """Disk n makes 15(n+1) reads of 8 sectors and 30(n+1) writes of 16 sectors, at 2 ms and 1 ms each."""
    scale = number + 1
    start = [1000 * scale, 10, 8000 * scale, 2000 * scale, 2000 * scale, 20, 32000 * scale, 2000 * scale, 0]
    passed = [15 * scale, 0, 120 * scale, 30 * scale, 30 * scale, 0, 480 * scale, 30 * scale, 0]
    start += [3000 * scale, 4000 * scale, 0, 0, 0, 0, 100, 50]
    passed += [50 * scale, 60 * scale, 0, 0, 0, 0, 3, 6]
    return [a + t * b for a, b in zip(start, passed)]


def diskstats(t):
    rows = []
    for number in range(DISKS):
        numbers = " ".join(map(str, disk(number, t)))
        rows.append(f"{8:4d} {16 * number:7d} sd{LETTERS[number]} {numbers}")
        rows.append(f"{8:4d} {16 * number + 1:7d} sd{LETTERS[number]}1 {numbers}")
    return "\n".join(rows)


def dev(t):
    rows = ["Inter-|   Receive                                                |  Transmit"]
    rows.append(" face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls "
                "carrier compressed")
    rows.append("    lo: 5000 50 0 0 0 0 0 0 5000 50 0 0 0 0 0 0")
    for number in range(CARDS):
        scale = number + 1
        received, sent = 10**13 * scale + 1500000 * scale * t, 10**12 * scale + 750000 * scale * t
        packets = 10**9 * scale + 1500 * scale * t
        rows.append(f"ens{number}f0: {received} {packets} 0 0 0 0 0 0 {sent} {packets} 0 0 0 0 0 0")
    return "\n".join(rows)


MEMINFO = {
    "MemTotal": 1056000000, "MemFree": 400000000, "MemAvailable": 900000000, "Buffers": 1000000, "Cached": 500000000,
    "SwapCached": 0, "Active": 300000000, "Inactive": 280000000, "SwapTotal": 0, "SwapFree": 0, "Dirty": 5000,
    "Writeback": 0, "AnonPages": 100000000, "Mapped": 3000000, "Shmem": 2000000, "KReclaimable": 20000000,
    "Slab": 30000000, "SReclaimable": 20000000, "SUnreclaim": 10000000, "KernelStack": 60000, "PageTables": 500000,
    "CommitLimit": 528000000, "Committed_AS": 200000000, "HardwareCorrupted": 0,
}
VMSTAT = {
    "nr_free_pages": (100000000, 0), "allocstall_normal": (0, 0), "allocstall_movable": (0, 0),
    "pgpgin": (24000000, 18000), "pgpgout": (96000000, 72000), "pswpin": (0, 0), "pswpout": (0, 0),
    "pgfault": (900000000, 1500000), "pgmajfault": (70000, 15), "pgsteal_kswapd": (1000, 300),
    "pgsteal_direct": (0, 0), "pgsteal_khugepaged": (0, 0), "pgscan_kswapd": (2000, 600), "pgscan_direct": (0, 0),
    "pgscan_khugepaged": (0, 0), "pgscan_direct_throttle": (0, 0), "oom_kill": (0, 0),
}


def pressure(total):
    return f"some avg10=1.00 avg60=1.00 avg300=1.00 total={total}\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0"


def zoneinfo(t):
    rows = []
    for node in range(2):
        rows += [f"Node {node}, zone   Normal", "  per-node stats", "      nr_inactive_anon 5", f"  pages free     {40000000 + 8 * node}",
                 "        boost    0", "        min      11000", "        low      140000", "        high     270000",
                 "        spanned  134217728", "        present  134217728", "        managed  132000000", "        cma      0",
                 "        protection: (0, 0, 0, 0, 0)", f"      nr_free_pages {40000000 + 8 * node}", "  pagesets"]
        for n in range(CORES):
            rows += [f"    cpu: {n}", "              count:    900", "              high:     2100", "              batch:    63",
                     "  vm stats threshold: 125"]
        rows += ["  node_unreclaimable:  0", "  start_pfn:           1048576"]
    return "\n".join(rows)


NODES = [range(0, 64), range(64, 128)]

for t, moment in enumerate(["first", "second"]):
    put(moment, "uname", "x86_64")
    put(moment, "proc/sys/kernel/ostype", "Linux")
    put(moment, "proc/sys/kernel/osrelease", "6.8.0-31-generic")
    put(moment, "proc/loadavg", f"{64.00 + t:.2f} 63.50 60.25 {70 + t}/4096 {4000000 + 1500 * t}")
    put(moment, "proc/uptime", f"{600000 + SECONDS * t}.00 {70000000 + 900 * t}.00")
    put(moment, "proc/stat", stat(t))
    put(moment, "proc/meminfo", "\n".join(f"{name + ':':<16}{kib:>8} kB" for name, kib in MEMINFO.items())
        + "\nHugePages_Total:       0\nHugePages_Free:        0\nHugepagesize:       2048 kB")
    put(moment, "proc/vmstat", "\n".join(f"{name} {a + t * b}" for name, (a, b) in VMSTAT.items()))
    put(moment, "proc/interrupts", interrupts(t))
    put(moment, "proc/zoneinfo", zoneinfo(t))
    put(moment, "sys/devices/system/cpu/online", f"0-{CORES - 1}")
    put(moment, "proc/diskstats", diskstats(t))
    put(moment, "proc/net/dev", dev(t))
    put(moment, "proc/cpuinfo", "\n".join(
        f"processor\t: {n}\nmodel name\t: AMD EPYC 9754 128-Core Processor\ncpu MHz\t\t: {2250 + n}.000\n"
        for n in range(CORES)))
    for resource in ["cpu", "io", "memory"]:
        put(moment, f"proc/pressure/{resource}", pressure(1000000 + 150000 * t))
    put(moment, "proc/pressure/irq", f"full avg10=0.50 avg60=0.25 avg300=0.10 total={2000000 + 15000 * t}")
    put(moment, "proc/self/mountinfo", "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n" + "\n".join(
        f"{30 + n} 21 8:{16 * n + 1} / /data/{n:02d} rw,noatime shared:{30 + n} - xfs /dev/sd{LETTERS[n]}1 rw,noquota"
        for n in range(1, DISKS)))
    put(moment, "statvfs", "4096 100000 50000 45000 10000 9000 0 /\n" + "\n".join(
        f"4096 {1000000 * n} {500000 * n} {500000 * n} 100000 90000 0 /data/{n:02d}" for n in range(1, DISKS)))
    for n in range(DISKS):
        put(moment, f"sys/block/sd{LETTERS[n]}/size", "7814037168")
        put(moment, f"sys/class/block/sd{LETTERS[n]}1/partition", "1")
    put(moment, "sys/class/net/lo/type", "772")
    for n in range(CARDS):
        put(moment, f"sys/class/net/ens{n}f0/type", "1")
    put(moment, "sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", "3100000")
    put(moment, "sys/devices/system/node/online", "0-1")
    for node, cores in enumerate(NODES):
        put(moment, f"sys/devices/system/node/node{node}/cpulist", f"{cores[0]}-{cores[-1]}")
        put(moment, f"sys/devices/system/node/node{node}/meminfo", "\n".join(
            f"Node {node} {name + ':':<16}{kib:>8} kB" for name, kib in
            [("MemTotal", 528000000), ("MemFree", 200000000), ("MemUsed", 328000000), ("FilePages", 250000000)]))
        put(moment, f"sys/devices/system/node/node{node}/numastat", "\n".join(
            f"{name} {10**9 + 1500 * (place + 1) * t}" for place, name in enumerate(
                ["numa_hit", "numa_miss", "numa_foreign", "interleave_hit", "local_node", "other_node"])))
