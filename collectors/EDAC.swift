package import MetricModel
package import Procfs

/// Memory errors that each memory controller found, from `/sys/devices/system/edac/mc`.
package final class EDACCollector: Collector {
    private enum Key: String, NumberKey {
        case corrected = "ce_count"
        case uncorrected = "ue_count"
        static let file: StaticString = "edac/mc"
    }

    private static let source = Columns<Key>(source: "/sys/devices/system/edac/mc")
    private static let columns = [
        source.rate("ce_rate", .corrected, "Corrected", "ce_count: memory errors corrected"),
        source.rate("ue_rate", .uncorrected, "Uncorrected", "ue_count: memory errors that could not be corrected"),
        source.mean("ce_count", .corrected, "Corrected, in all", "ce_count: memory errors corrected since the start"),
        source.mean(
            "ue_count", .uncorrected, "Uncorrected, in all",
            "ue_count: memory errors that could not be corrected, since the start"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "edac"), hasInstances: true, retention: .brief, pace: 60,
            title: "Memory errors of a controller", fields: columns.map(\.field))
    ]

    private final class Controller {
        let name: String
        private var corrected: ProcFile
        private var uncorrected: ProcFile

        init(_ number: Int, _ sys: SysRoot) {
            name = "mc\(number)"
            corrected = sys.file("\(EDACCollector.path)/mc\(number)/ce_count")
            uncorrected = sys.file("\(EDACCollector.path)/mc\(number)/ue_count")
        }

        func read(into numbers: inout Numbers<Key>, through buffer: inout ReadBuffer) throws(ProcfsError) {
            numbers.set(try corrected.number(of: "edac/mc/ce_count", through: &buffer), at: EDACCollector.corrected)
            numbers.set(try uncorrected.number(of: "edac/mc/ue_count", through: &buffer), at: EDACCollector.uncorrected)
        }
    }

    private static let path = "devices/system/edac/mc"
    private static let (corrected, uncorrected) = (Key.corrected.slot, Key.uncorrected.slot)

    private let sys: SysRoot
    private var folder: Folder
    private var controllers: [Controller] = []
    private var numbers = Numbers<Key>()
    private var instances = InstanceTracks(columns)
    /// Samples until the folder is listed again, since the driver may be loaded late.
    private var wait = 0

    package init(_ host: Roots, _ shared: SharedReaders) {
        sys = host.sys
        folder = host.sys.folder(Self.path)
    }

    package var leftOut: Int { instances.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if wait == 0, folder.list() { controllers = sys.numbers(in: Self.path, of: "mc").map { Controller($0, sys) } }
        wait = (wait + 1) % 10
        guard !controllers.isEmpty else { return }
        instances.begin()
        for (place, controller) in controllers.enumerated() {
            try controller.read(into: &numbers, through: &buffer)
            instances.add(controller.name, near: place, numbers.values, at: tick)
        }
    }

    package func report(at tick: Tick, into report: inout Report) { instances.report(0, into: &report) }

    package func forget() { instances.forget() }
}
