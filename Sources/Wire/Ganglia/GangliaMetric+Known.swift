extension GangliaMetric {
    /// Every metric of gmond's own: those of its default configuration, as version 3.7.2 announces them, and some more.
    ///
    /// gmond sends the latter (`cpu_intr`, `mem_slab`, `mtu`) when configured to, with their names as titles.
    /// What is said of them was not checked against a datagram, and they have no summary.
    ///
    /// `modmulticpu`'s values per CPU (`multicpu_user0`, `multicpu_idle3` and so on) are not among them: they name no
    /// fixed set, and are treated like any metric that is not known.
    package static let known = [heartbeat] + core + cpu + load + process + memory + network + disk + system

    /// Sent every 20 s; the value is when the sender started, in seconds since 1970.
    package static let heartbeat = GangliaMetric(
        "heartbeat", .uint32, "", "%u", .unspecified, tmax: 20, "core", "heartbeat", "Last heartbeat")

    private static let core = [
        GangliaMetric(
            "location", .string, "(x,y,z)", "%s", .unspecified, tmax: 1200, "core", "Location",
            "Location of the machine"),
        GangliaMetric("gexec", .string, "", "%s", .zero, tmax: 300, "core", "Gexec Status", "gexec available"),
    ]

    private static let cpu = [
        GangliaMetric(
            "cpu_num", .uint16, "CPUs", "%hu", .zero, tmax: 1200, "cpu", "CPU Count",
            "Total number of CPUs"),
        GangliaMetric(
            "cpu_speed", .uint32, "MHz", "%u", .zero, tmax: 1200, "cpu", "CPU Speed",
            "CPU Speed in terms of MHz"),
        GangliaMetric(
            "cpu_user", .float, "%", "%.1f", .both, tmax: 90, "cpu", "CPU User",
            "Percentage of CPU utilization that occurred while executing at the user level"),
        GangliaMetric(
            "cpu_system", .float, "%", "%.1f", .both, tmax: 90, "cpu", "CPU System",
            "Percentage of CPU utilization that occurred while executing at the system level"),
        GangliaMetric(
            "cpu_idle", .float, "%", "%.1f", .both, tmax: 90, "cpu", "CPU Idle",
            "Percentage of time that the CPU or CPUs were idle and the system did not have an outstanding disk I/O request"
        ),
        GangliaMetric(
            "cpu_nice", .float, "%", "%.1f", .both, tmax: 90, "cpu", "CPU Nice",
            "Percentage of CPU utilization that occurred while executing at the user level with nice priority"),
        GangliaMetric(
            "cpu_aidle", .float, "%", "%.1f", .both, tmax: 3800, "cpu", "CPU aidle",
            "Percent of time since boot idle CPU"),
        GangliaMetric(
            "cpu_wio", .float, "%", "%.1f", .both, tmax: 90, "cpu", "CPU wio",
            "Percentage of time that the CPU or CPUs were idle during which the system had an outstanding disk I/O request"
        ),
        GangliaMetric("cpu_steal", .float, "%", "%.1f", .both, tmax: 90, "cpu", "CPU steal", "cpu_steal"),
        GangliaMetric("cpu_intr", .float, "%", "%.1f", .both, tmax: 90, "cpu", "cpu_intr", nil),
        GangliaMetric("cpu_sintr", .float, "%", "%.1f", .both, tmax: 90, "cpu", "cpu_sintr", nil),
        GangliaMetric("cpu_guest", .float, "%", "%.1f", .both, tmax: 90, "cpu", "cpu_guest", nil),
        GangliaMetric("cpu_gnice", .float, "%", "%.1f", .both, tmax: 90, "cpu", "cpu_gnice", nil),
    ]

    private static let load = [
        GangliaMetric(
            "load_one", .float, " ", "%.2f", .both, tmax: 70, "load", "One Minute Load Average",
            "One minute load average"),
        GangliaMetric(
            "load_five", .float, " ", "%.2f", .both, tmax: 325, "load", "Five Minute Load Average",
            "Five minute load average"),
        GangliaMetric(
            "load_fifteen", .float, " ", "%.2f", .both, tmax: 950, "load", "Fifteen Minute Load Average",
            "Fifteen minute load average"),
    ]

    private static let process = [
        GangliaMetric(
            "proc_run", .uint32, " ", "%u", .both, tmax: 950, "process", "Total Running Processes",
            "Total number of running processes"),
        GangliaMetric(
            "proc_total", .uint32, " ", "%u", .both, tmax: 950, "process", "Total Processes",
            "Total number of processes"),
    ]

    private static let memory = [
        GangliaMetric(
            "mem_total", .float, "KB", "%.0f", .zero, tmax: 1200, "memory", "Memory Total",
            "Total amount of memory displayed in KBs"),
        GangliaMetric(
            "swap_total", .float, "KB", "%.0f", .zero, tmax: 1200, "memory", "Swap Space Total",
            "Total amount of swap space displayed in KBs"),
        GangliaMetric(
            "mem_free", .float, "KB", "%.0f", .both, tmax: 180, "memory", "Free Memory",
            "Amount of available memory"),
        GangliaMetric(
            "mem_shared", .float, "KB", "%.0f", .both, tmax: 180, "memory", "Shared Memory",
            "Amount of shared memory"),
        GangliaMetric(
            "mem_buffers", .float, "KB", "%.0f", .both, tmax: 180, "memory", "Memory Buffers",
            "Amount of buffered memory"),
        GangliaMetric(
            "mem_cached", .float, "KB", "%.0f", .both, tmax: 180, "memory", "Cached Memory",
            "Amount of cached memory"),
        GangliaMetric(
            "swap_free", .float, "KB", "%.0f", .both, tmax: 180, "memory", "Free Swap Space",
            "Amount of available swap memory"),
        GangliaMetric("mem_slab", .float, "KB", "%.0f", .both, tmax: 180, "memory", "mem_slab", nil),
        GangliaMetric("mem_available", .float, "KB", "%.0f", .both, tmax: 180, "memory", "mem_available", nil),
        GangliaMetric("mem_sreclaimable", .float, "KB", "%.0f", .both, tmax: 180, "memory", "mem_sreclaimable", nil),
    ]

    private static let network = [
        GangliaMetric(
            "bytes_out", .float, "bytes/sec", "%.2f", .both, tmax: 300, "network", "Bytes Sent",
            "Number of bytes out per second"),
        GangliaMetric(
            "bytes_in", .float, "bytes/sec", "%.2f", .both, tmax: 300, "network", "Bytes Received",
            "Number of bytes in per second"),
        GangliaMetric(
            "pkts_in", .float, "packets/sec", "%.2f", .both, tmax: 300, "network", "Packets Received",
            "Packets in per second"),
        GangliaMetric(
            "pkts_out", .float, "packets/sec", "%.2f", .both, tmax: 300, "network", "Packets Sent",
            "Packets out per second"),
        GangliaMetric("mtu", .uint32, "", "%u", .both, tmax: 1200, "network", "mtu", nil),
    ]

    private static let disk = [
        GangliaMetric(
            "disk_total", .double, "GB", "%.3f", .both, tmax: 1200, "disk", "Total Disk Space",
            "Total available disk space"),
        GangliaMetric(
            "disk_free", .double, "GB", "%.3f", .both, tmax: 180, "disk", "Disk Space Available",
            "Total free disk space"),
        GangliaMetric(
            "part_max_used", .float, "%", "%.1f", .both, tmax: 180, "disk", "Maximum Disk Space Used",
            "Maximum percent used for all partitions"),
    ]

    private static let system = [
        GangliaMetric(
            "boottime", .uint32, "s", "%u", .zero, tmax: 1200, "system", "Last Boot Time",
            "The last time that the system was started"),
        GangliaMetric(
            "machine_type", .string, "", "%s", .zero, tmax: 1200, "system", "Machine Type",
            "System architecture"),
        GangliaMetric(
            "os_name", .string, "", "%s", .zero, tmax: 1200, "system", "Operating System",
            "Operating system name"),
        GangliaMetric(
            "os_release", .string, "", "%s", .zero, tmax: 1200, "system", "Operating System Release",
            "Operating system release date"),
        GangliaMetric("sys_clock", .uint32, "s", "%u", .zero, tmax: 1200, "system", "sys_clock", nil),
    ]
}
