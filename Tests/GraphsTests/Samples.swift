import Archive
import Foundation
import Graphs
import MetricModel

/// Midnight UTC of 2023-11-15, at which a row of every resolution ends.
let midnight = 1_700_006_400

let prod = GroupName(literal: "prod")
let web1 = HostKey(cluster: prod, name: HostName(literal: "web1"))

/// The hosts from web1 on.
func hosts(_ count: Int) -> [HostKey] {
    (1...count).compactMap { number in HostName("web\(number)").map { HostKey(cluster: prod, name: $0) } }
}

/// A folder of the test's own, gone with the test.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "graphs-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }
}

/// Rows of gauges one after the other, of which the first begins at midnight.
///
/// - `fields`: a host's fields, or a group's without `_sum`, `_max` and `_num`.
func gauges(
    _ series: Series, _ fields: [String], _ values: [[Double]], from start: Int = midnight, step: Int = 15,
    retention: Retention = .planning
) -> [Row] {
    let definition = Definition(
        subject: series.subject, retention: retention, title: "",
        fields: fields.compactMap { FieldName($0) }.map {
            Field(
                name: $0, unit: .none, kind: .gauge, range: 0...1e18, title: "", summary: "")
        })
    return values.enumerated().map { index, values in
        Row(
            series: series, definition: definition, start: Int64(start + index * step),
            end: Int64(start + (index + 1) * step), values: values)
    }
}

func subject(_ name: StaticString) -> SubjectName { SubjectName(literal: name) }

/// An archive in a folder of its own that holds the rows.
/// - `earlier`: rows that are written first: files that have hours between these and the others grow to their class.
func withArchive<Result>(
    _ rows: [Row], after earlier: [Row] = [], step: Int = 15, _ body: (Archive) async throws -> Result
) async throws -> Result {
    let directory = try TemporaryDirectory()
    let archive = try Archive(directory: directory.path, step: step, minimumFree: 0)
    for part in [earlier, rows] {
        archive.store(part)
        await archive.flush()
    }
    let result = try await body(archive)
    await archive.close()
    return result
}

/// A definition in YAML; the name of the graph is `test`.
func testGraph(_ body: String) throws -> GraphDefinition {
    try GraphDefinition(
        parsing: "graph: test\ntitle: Test\ndescription: A test.\n" + body, file: "graphs/test.yaml")
}

func request(
    _ definition: GraphDefinition, _ subject: GraphSubject = .host(web1), rows: Int, step: Int = 15,
    size: GraphSize = GraphSize()
) -> GraphRequest {
    GraphRequest(
        definition, of: subject, time: TimeRange(from: midnight, to: midnight + rows * step), size: size)
}

/// Numbers as text, so that unknown equals unknown.
func told(_ values: [Double]) -> [String] { values.map { $0.isNaN ? "nan" : "\($0)" } }
