import Archive
import Foundation
import MetricModel

/// Writes what files hold at a day's end: rows of every archive, each from what happened in its time.
struct PastWriter {
    private let park: Park
    private let shape: HostShape
    private let layout: ArchiveLayout
    private let directory: String
    private static let step = 15

    init(_ park: Park, _ shape: HostShape, in directory: String) {
        self.park = park
        self.shape = shape
        self.directory = directory
        layout = ArchiveLayout(directory: directory)
    }

    private struct TemplateKey: Hashable {
        let columns: [String]
        let retention: Retention
        let pace: Int
    }

    /// - `end`: seconds since 1970, a multiple of a day.
    func write(until end: Int) throws {
        var templates: [TemplateKey: FileTemplate] = [:]
        func template(_ definition: Definition, for series: Series) throws -> FileTemplate {
            let schema = Schema(definition, for: series)
            let key = TemplateKey(columns: schema.columns, retention: schema.retention, pace: schema.pace)
            if let known = templates[key] { return known }
            let new = try FileTemplate(schema, step: Self.step, end: end, in: directory)
            templates[key] = new
            return new
        }
        var groups: [GroupName: [SubjectName: GroupSums]] = [:]
        var spreads: [GroupName: [SubjectName: PlannedHours]] = [:]
        for (number, host) in park.hosts.enumerated() {
            Progress.say("history", number, of: park.hosts.count)
            var past = HostPast(of: host, until: end)
            for part in shape.parts(of: host) {
                let series = Series.host(host.key, part.definition.subject, part.instance)
                let file = try template(part.definition, for: series)
                let rings = file.archives.map { past.ring($0, step: file.step, of: part) }
                try prepareFolder(of: series)
                try file.write(rings, to: layout.path(of: series))
                guard part.instance == nil else { continue }
                for name in [Park.cluster, host.group] {
                    var sums =
                        groups[name]?[part.definition.subject] ?? GroupSums(part, rows: file.archives.map(\.rows))
                    groups[name]?[part.definition.subject] = nil
                    for (index, ring) in rings.enumerated() { sums.add(ring, to: index, cores: host.cores) }
                    groups[name, default: [:]][part.definition.subject] = sums
                }
                guard part.definition.retention == .planning else { continue }
                let hours = PlannedHours(part, past: &past)
                for (definition, rings) in try hours.rings(template(_:for:), of: host) {
                    let series = Series.host(host.key, definition.subject, nil)
                    try template(definition, for: series).write(rings, to: layout.path(of: series))
                }
                for name in [Park.cluster, host.group] {
                    spreads[name, default: [:]][part.definition.subject, default: PlannedHours(part)].join(hours)
                }
            }
        }
        try writeGroups(groups, spreads, template(_:for:))
    }

    private func writeGroups(
        _ groups: [GroupName: [SubjectName: GroupSums]], _ spreads: [GroupName: [SubjectName: PlannedHours]],
        _ template: (Definition, Series) throws -> FileTemplate
    ) throws {
        for (name, subjects) in groups {
            for (subject, sums) in subjects {
                let series = Series.group(name, subject)
                let file = try template(sums.definition, series)
                try prepareFolder(of: series)
                try file.write(sums.filed(file.archives), to: layout.path(of: series))
            }
        }
        for (name, subjects) in spreads {
            for (number, (_, hours)) in subjects.enumerated() {
                Progress.say("percentiles of \(name)", number, of: subjects.count)
                for (definition, rings) in try hours.rings(template, of: nil) {
                    let series = Series.group(name, definition.subject)
                    try template(definition, series).write(rings, to: layout.path(of: series))
                }
            }
        }
    }

    private func prepareFolder(of series: Series) throws {
        try FileManager.default.createDirectory(
            atPath: layout.folder(of: series), withIntermediateDirectories: true)
    }
}
