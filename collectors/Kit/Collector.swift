package import MetricModel
package import Procfs

/// Reads one subject of a host, and says what its values were since it was last asked.
///
/// The agent calls ``sample(at:through:)`` at the collector's pace and ``report(at:into:)`` once an interval. A collector
/// that throws is told to ``forget()``, and goes on with the next sample; it never stops the others.
package protocol Collector: AnyObject, SendableMetatype {
    /// What it can say, in the order of the indices that it uses in reports. All have the collector's pace.
    static var definitions: [Definition] { get }

    /// Whether the subject is measured without being asked for.
    static var isOnByDefault: Bool { get }

    /// A reader of a host; files that other subjects need too come from `shared`.
    init(_ host: Roots, _ shared: SharedReaders)

    /// Instances of the last reading that were left out because the subject has too many.
    var leftOut: Int { get }

    /// Reads the subject's files.
    ///
    /// Once every device has been seen, neither this nor ``report(at:into:)`` allocates.
    func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError)

    /// Adds the values of the interval that ends at the last sample, and begins the next one.
    ///
    /// What cannot be told is left out or unknown. `tick` is the moment of the report; where the last sample is older
    /// than the collector's pace there is nothing to say.
    func report(at tick: Tick, into report: inout Report)

    /// Drops all readings, so that nothing is said about the time before the next one.
    func forget()
}

extension Collector {
    package static var isOnByDefault: Bool { true }

    package var leftOut: Int { 0 }

    /// A collector that shares its files with no other.
    package init(_ host: Roots) { self.init(host, SharedReaders(host)) }

    /// Seconds between two samples.
    package static var pace: Int { definitions.first?.pace ?? 1 }

    /// What to call the collector in messages: the subject of its values.
    package static var name: String { definitions.first?.subject.text ?? "\(Self.self)" }
}

/// Where a host is read from.
package struct Roots: Sendable {
    package let proc: ProcRoot
    package let sys: SysRoot
    package let filesystems: FilesystemStatistics

    /// The machine itself, or a recorded host whose files lie in other folders.
    package init(proc: ProcRoot = ProcRoot(), sys: SysRoot = SysRoot()) {
        self.proc = proc
        self.sys = sys
        filesystems = FilesystemStatistics(beside: proc)
    }
}
