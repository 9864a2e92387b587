/// What processors have done since the start, in ticks of 1/100 s: a `cpu` row of `/proc/stat`.
///
/// Kernels before 2.6.33 lack the last columns, which are 0 then.
package struct CPUTimes: Sendable, Equatable {
    /// Normal-priority user code, with ``guest`` in it.
    package var user: UInt64 = 0
    /// Low-priority user code, with ``guestNice`` in it.
    package var nice: UInt64 = 0
    /// Kernel code.
    package var system: UInt64 = 0
    package var idle: UInt64 = 0
    /// Idle while some task waited for a disk.
    ///
    /// It may step back a little, and a busy task hides it.
    package var iowait: UInt64 = 0
    package var irq: UInt64 = 0
    package var softirq: UInt64 = 0
    /// Ready to run while the hypervisor ran something else.
    package var steal: UInt64 = 0
    /// Running a virtual machine; counted in ``user`` too.
    package var guest: UInt64 = 0
    /// Running a low-priority virtual machine; counted in ``nice`` too.
    package var guestNice: UInt64 = 0

    package init() {}
}

extension CPUTimes {
    /// Takes the numbers after the row's name; the first four are on every kernel.
    init(_ fields: inout Fields, in bytes: Span<UInt8>) throws(ProcfsError) {
        self.init()
        user = try fields.unsigned(in: bytes, "user ticks")
        nice = try fields.unsigned(in: bytes, "nice ticks")
        system = try fields.unsigned(in: bytes, "system ticks")
        idle = try fields.unsigned(in: bytes, "idle ticks")
        iowait = try fields.unsignedIfPresent(in: bytes, "iowait ticks") ?? 0
        irq = try fields.unsignedIfPresent(in: bytes, "irq ticks") ?? 0
        softirq = try fields.unsignedIfPresent(in: bytes, "softirq ticks") ?? 0
        steal = try fields.unsignedIfPresent(in: bytes, "steal ticks") ?? 0
        guest = try fields.unsignedIfPresent(in: bytes, "guest ticks") ?? 0
        guestNice = try fields.unsignedIfPresent(in: bytes, "guest_nice ticks") ?? 0
    }
}
