#!/usr/bin/env python3
"""Writes the fixture host many-cores: 128 cores, 24 disks, 8 cards, under Linux 6.8. The same files at every run.

With --output it writes a host of another size elsewhere: scripts/bench growth does."""

import argparse
import pathlib

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--cores", type=int, default=128)
parser.add_argument("--disks", type=int, default=24)
parser.add_argument("--cards", type=int, default=8)
parser.add_argument("--output", type=pathlib.Path, default=pathlib.Path(__file__).parent)
options = parser.parse_args()
HERE, CORES, DISKS, CARDS, SECONDS = options.output, options.cores, options.disks, options.cards, 15
LETTERS = ([chr(ord("a") + n) for n in range(24)] + [f"{chr(ord('a') + n // 24)}{chr(ord('a') + n % 24)}" for n in range(576)])


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
    """Queue n of a disk belongs to core 8n, which serves 1500(n+1) of its interrupts in 15 s; the last core serves 300 each."""
    rows = ["      " + " ".join(f"{'CPU' + str(n):>10}" for n in range(CORES)) + " "]
    for queue in range(CORES // 8):
        numbers = [0] * CORES
        numbers[8 * queue] = 10**6 + 1500 * (queue + 1) * t
        numbers[-1] = 300 * t
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


def columns(t, file, values):
    """Names above numbers, with the names that the recorded host idle-vm has; each number is (start, per 15 s)."""
    rows = []
    for line in (pathlib.Path(__file__).parents[1] / "idle-vm/first/proc/net" / file).read_text().splitlines()[::2]:
        group, *names = line.split()
        pairs = [values.get(group + name, (0, 0)) for name in names]
        rows += [line, group + " " + " ".join(str(a + t * b) for a, b in pairs)]
    return "\n".join(rows)


SNMP = {
    "Ip:Forwarding": (2, 0), "Ip:DefaultTTL": (64, 0), "Ip:InReceives": (10**10, 3000000),
    "Ip:InDelivers": (10**10, 3000000), "Ip:OutRequests": (9 * 10**9, 2400000), "Tcp:RtoAlgorithm": (1, 0),
    "Tcp:RtoMin": (200, 0), "Tcp:RtoMax": (120000, 0), "Tcp:MaxConn": (-1, 0), "Tcp:ActiveOpens": (10**7, 1500),
    "Tcp:PassiveOpens": (10**8, 15000), "Tcp:CurrEstab": (20000, 300), "Tcp:InSegs": (10**10, 2700000),
    "Tcp:OutSegs": (10**10, 2400000), "Tcp:RetransSegs": (10**6, 2400), "Udp:InDatagrams": (10**8, 300000),
    "Udp:OutDatagrams": (10**8, 300000), "Udp:InErrors": (3000, 150), "Udp:RcvbufErrors": (3000, 150),
}
NETSTAT = {
    "TcpExt:TCPTimeouts": (90000, 150), "TcpExt:ListenDrops": (700, 30), "TcpExt:ListenOverflows": (700, 30),
    "TcpExt:DelayedACKs": (10**8, 15000), "IpExt:InOctets": (10**13, 54000000), "IpExt:OutOctets": (10**12, 27000000),
}


def softnet(t):
    """Core n processes 1500(n+1) packets and runs out of its budget 15 times; core 7's counter is about to overflow."""
    rows = []
    for number in range(CORES):
        start = 2**32 - 1000 if number == 7 else 10**6
        numbers = [(start + 1500 * (number + 1) * t) % 2**32, 0, 100 + 15 * t] + [0] * 8 + [0, number, 0, 0]
        rows.append(" ".join(f"{value:08x}" for value in numbers))
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


def infiniband(moment, t):
    """Port 1 of two cards: the first receives 750 MB and sends 375 MB in 15 s, the second has lost its link."""
    for card, (state, physical, words) in enumerate([("4: ACTIVE", "5: LinkUp", 1), ("1: DOWN", "2: Polling", 0)]):
        folder = f"sys/class/infiniband/mlx5_{card}/ports/1"
        lost = t * card
        put(moment, f"{folder}/state", state if card == 0 or t == 1 else "4: ACTIVE")
        put(moment, f"{folder}/phys_state", physical if card == 0 or t == 1 else "5: LinkUp")
        put(moment, f"{folder}/rate", "200 Gb/sec (4X HDR)" if card == 0 else "2.5 Gb/sec (1X SDR)")
        for name, start, passed in [
            ("port_rcv_data", 10**15, 187500000 * words), ("port_xmit_data", 10**14, 93750000 * words),
            ("port_rcv_packets", 10**12, 450000 * words), ("port_xmit_packets", 10**11, 225000 * words),
            ("port_rcv_errors", 7, 0), ("port_xmit_discards", 3, 15 * lost), ("port_xmit_wait", 5000, 3000 * words),
            ("symbol_error", 100, 30 * lost), ("link_error_recovery", 1, 0), ("link_downed", 0, lost),
        ]:
            put(moment, f"{folder}/counters/{name}", f"{start + t * passed}")


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


NODES = [range(0, CORES // 2), range(CORES // 2, CORES)]

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
    put(moment, "proc/net/snmp", columns(t, "snmp", SNMP))
    put(moment, "proc/net/netstat", columns(t, "netstat", NETSTAT))
    put(moment, "proc/net/sockstat", f"sockets: used {30000 + 300 * t}\nTCP: inuse {20000 + 300 * t} orphan 10 tw 9000 "
        f"alloc {21000 + 300 * t} mem {60000 + 6000 * t}\nUDP: inuse 300 mem 900\nUDPLITE: inuse 0\nRAW: inuse 0\n"
        "FRAG: inuse 0 memory 0")
    put(moment, "proc/sys/net/ipv4/tcp_mem", "12375000\t16500000\t24750000")
    put(moment, "proc/net/softnet_stat", softnet(t))
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
        put(moment, f"sys/class/net/ens{n}f0/operstate", "up")
        put(moment, f"sys/class/net/ens{n}f0/carrier", "1")
        put(moment, f"sys/class/net/ens{n}f0/speed", "25000")
        put(moment, f"sys/class/net/ens{n}f0/duplex", "full")
        put(moment, f"sys/class/net/ens{n}f0/mtu", "9000")
        put(moment, f"sys/class/net/ens{n}f0/carrier_changes", "2")
        put(moment, f"sys/class/net/ens{n}f0/device/uevent", "DRIVER=mlx5_core\nPCI_CLASS=20000")
    infiniband(moment, t)
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
