/// What the kernel reports in `/proc/uptime`, for example `844.12 1636.10`.
package struct Uptime: Sendable, Equatable {
    /// Seconds since the host was started; in a container, often those of the host around it.
    package let seconds: Double
    /// Seconds that all cores together were idle.
    package let idleSeconds: Double

    package static let path = "uptime"
}

extension Uptime {
    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "uptime")
        _ = try fields.nextLine(in: bytes)
        seconds = try fields.decimal(in: bytes, "seconds since start")
        idleSeconds = try fields.decimal(in: bytes, "idle seconds")
        try fields.finish(in: bytes)
    }
}
