import Archive
import Foundation
import MetricModel
import TestKit

/// Midnight UTC of a day in 2023, at which a row of every resolution ends.
let midnight = 1_700_006_400 / 86_400 * 86_400

let prod = GroupName(literal: "prod")
let web1 = host("web1")

func host(_ name: StaticString) -> HostKey { HostKey(cluster: prod, name: HostName(literal: name)) }

func definition(
    _ fields: [StaticString] = ["user", "idle"], retention: Retention = .brief, pace: Int = 1
) -> Definition {
    Definition(
        subject: SubjectName(literal: "cpu"), retention: retention, pace: pace, title: "CPU",
        fields: fields.map {
            Field($0, .percent, $0.description == "model" ? .text : .gauge, in: 0...100, title: "", summary: "")
        })
}

func cpu(_ host: HostKey = web1, instance: InstanceName? = nil) -> Series {
    .host(host, SubjectName(literal: "cpu"), instance)
}

/// Rows one after the other, each a step long, of which the first begins at `start`.
func rows(
    _ values: [[Double]], of series: Series = cpu(), as meaning: Definition = definition(), from start: Int = midnight,
    step: Int = 15
) -> [Row] {
    values.enumerated().map { index, values in
        Row(
            series: series, definition: meaning, start: Int64(start + index * step),
            end: Int64(start + (index + 1) * step), values: values)
    }
}

func openArchive(
    _ directory: TemporaryFolder, step: Int = 15, flushAfter: Duration = .seconds(1_000_000),
    pendingLimit: Int = 64 << 20, minimumFree: Int = 0,
    report: @escaping @Sendable (ArchiveEvent) -> Void = { _ in }
) throws -> Archive {
    try Archive(
        directory: directory.path, step: step, flushAfter: flushAfter, pendingLimit: pendingLimit,
        minimumFree: minimumFree, report: report)
}

/// Numbers as text, so that unknown equals unknown.
func told(_ values: [Double]?) -> [String] {
    (values ?? []).map { $0.isNaN ? "nan" : "\($0)" }
}

/// Runs something that blocks on a thread that may.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Swift.Result { try body() }) }.start()
    }
}

/// What lies on the disk while the archive in the directory still lives: what a process that dies leaves.
func remains(of directory: TemporaryFolder) throws -> TemporaryFolder {
    let copy = try TemporaryFolder()
    for name in ["rrd", "journal"] {
        try FileManager.default.copyItem(atPath: "\(directory.path)/\(name)", toPath: "\(copy.path)/\(name)")
    }
    return copy
}
