import Glibc

/// What hardly ever changes about a host.
///
/// Read at the start and seldom after: costs dozens of system calls.
package struct HostFacts: Sendable, Equatable {
    /// `Linux`.
    package let osType: String?
    /// The kernel's release: `6.1.0-18-amd64`.
    package let osRelease: String?
    /// `x86_64`, `aarch64`.
    package let machineType: String?
    /// As the processor calls itself; nil on most ARM.
    package let cpuModel: String?
    /// Megahertz of the first core at the moment of reading; nil on most ARM.
    package let cpuMHz: Double?
    /// The most that the first core can run at, in megahertz; nil in most virtual machines.
    package let cpuMaximumMHz: Double?
}

extension HostFacts {
    /// Reads what can be read; the rest is nil.
    ///
    /// The machine type is that of `uname(2)`, or the first line of a file `uname` beside a root other than `/proc`.
    package init(proc: ProcRoot, sys: SysRoot) {
        var type = proc.file("sys/kernel/ostype")
        osType = firstLine(of: &type)
        var release = proc.file("sys/kernel/osrelease")
        osRelease = firstLine(of: &release)
        machineType = Self.recordedMachineType(beside: proc) ?? Self.systemMachineType

        let info = try? proc.read("cpuinfo") { (bytes) throws(ProcfsError) in try CPUInfo(parsing: bytes) }
        cpuModel = info?.model
        cpuMHz = info?.megahertz
        cpuMaximumMHz = sys.line("devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq")
            .flatMap { UInt32($0) }.map { Double($0) / 1000 }
    }

    private static func recordedMachineType(beside root: ProcRoot) -> String? {
        guard let path = root.recording("uname") else { return nil }
        var file = ProcFile(path)
        return firstLine(of: &file)
    }

    private static var systemMachineType: String? {
        var names = utsname()
        guard uname(&names) == 0 else { return nil }
        return withUnsafeBytes(of: &names.machine) { bytes in
            String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
