// Stores rows as fast as it can and says after each which are safe, until it is killed: ArchiveTests does that.
import Archive
import Foundation
import MetricModel

let arguments = CommandLine.arguments
guard arguments.count == 4, let start = Int(arguments[2]), let first = Int(arguments[3]) else {
    fatalError("expected a directory, a time and the first row's number, found \(arguments.dropFirst())")
}
let definition = Definition(
    subject: SubjectName(literal: "cpu"), retention: .detail, title: "CPU",
    fields: [
        Field("user", .none, .gauge, in: 0...1e9, title: "", summary: ""),
        Field("idle", .none, .gauge, in: 0...1e9, title: "", summary: ""),
    ])
let hosts = (0..<12).compactMap { HostName("host\($0)") }
    .map { HostKey(cluster: GroupName(literal: "prod"), name: $0) }
// So short a time that files are always being written.
let archive = try Archive(directory: arguments[1], step: 15, flushAfter: .milliseconds(60), minimumFree: 0)
for index in first... {
    archive.store(
        hosts.enumerated().map { number, host in
            Row(
                series: .host(host, definition.subject, nil), definition: definition, start: Int64(start + index * 15),
                end: Int64(start + (index + 1) * 15), values: [Double(index), Double(index * 100 + number) / 8])
        })
    await archive.sync()
    FileHandle.standardOutput.write(Data("\(index)\n".utf8))
}
