package import MetricModel
package import Procfs

/// Requests that failed, of each SCSI disk, from `/sys/block/*/device`.
package final class DiskErrorsCollector: Collector {
    private static let errors = Columns<SCSIErrorKey>(source: "/sys/block/*/device/ioerr_cnt")
    private static let timeouts = Columns<SCSIErrorKey>(source: "/sys/block/*/device/iotmo_cnt")

    private static let columns = [
        errors.rate("errors", .errors, "Errors", "SCSI requests that ended with an error"),
        errors.latest(
            "errors_total", .errors, "Errors since the start",
            "SCSI requests that ended with an error since the disk was found; a few may be old questions at the start"),
        timeouts.rate("timeouts", .timeouts, "Timeouts", "SCSI requests that were not answered in time"),
        timeouts.latest(
            "timeouts_total", .timeouts, "Timeouts since the start",
            "SCSI requests that were not answered in time since the disk was found"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "disk_errors"), hasInstances: true, retention: .brief, pace: 60,
            title: "Disk errors", fields: columns.map(\.field))
    ]

    private let sys: SysRoot
    private var folder: Folder
    private var disks: [SCSIErrors] = []
    private var tracks = InstanceTracks(columns)

    package var leftOut: Int { tracks.leftOut }

    package init(_ host: Roots, _ shared: SharedReaders) {
        sys = host.sys
        folder = host.sys.folder("block")
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if folder.list() { disks = folder.names.compactMap { SCSIErrors(folder: $0, sys: sys) } }
        tracks.begin()
        for place in disks.indices {
            try disks[place].read(through: &buffer)
            // A disk that went away between the list and here has no numbers.
            guard disks[place].numbers.values[0] != Numbers<SCSIErrorKey>.absent else { continue }
            tracks.add(disks[place].name, near: place, disks[place].numbers.values, at: tick)
        }
    }

    package func report(at tick: Tick, into report: inout Report) { tracks.report(0, into: &report) }

    package func forget() { tracks.forget() }
}
