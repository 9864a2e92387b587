import Agent
import Collectors
import Foundation
import MetricModel
import Testing

@Suite("Lists for people and scripts")
struct ListingTests {
    private static let definitions = [
        Definition(
            subject: SubjectName(literal: "disk"), hasInstances: true, retention: .detail, pace: 15, title: "Disk",
            fields: [
                Field("util", .percent, .rate, in: 0...100, title: "Busy", summary: "A \"share\" \\ of\ttime, ü."),
                Field("queue", .none, .gauge, in: 0...9, title: "Queue", summary: "Waiting.", flatName: "q"),
                Field("model", .none, .text, in: 0...0, title: "Model", summary: "Its name."),
            ])
    ]

    @Test("of metrics stand in columns")
    func table() {
        #expect(
            Listing.metrics(Self.definitions) == [
                "METRIC               UNIT  KIND   TITLE  SOURCE",
                "disk_INSTANCE_util   %     rate   Busy   A \"share\" \\ of\ttime, ü.",
                "disk_INSTANCE_queue  -     gauge  Queue  Waiting.",
                "disk_INSTANCE_model  -     text   Model  Its name.",
            ])
    }

    @Test("of metrics are JSON, an object a line")
    func json() throws {
        let lines = Listing.metricsJSON(Self.definitions)
        #expect(lines.count == 3)
        let first = try #require(try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
        #expect(first["name"] as? String == "disk_INSTANCE_util")
        #expect(first["subject"] as? String == "disk")
        #expect(first["field"] as? String == "util")
        #expect(first["instances"] as? Bool == true)
        #expect(first["unit"] as? String == "%")
        #expect(first["kind"] as? String == "rate")
        #expect(first["pace"] as? Int == 15)
        #expect(first["retention"] as? String == "detail")
        #expect(first["title"] as? String == "Busy")
        #expect(first["summary"] as? String == "A \"share\" \\ of time, ü.")
    }

    @Test("of the catalogue name every metric once")
    func catalogue() throws {
        let count = Catalogue.definitions.reduce(0) { $0 + $1.fields.count }
        #expect(Listing.metrics(Catalogue.definitions).count == count + 1)
        let names = try Listing.metricsJSON(Catalogue.definitions).map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return try #require(object?["name"] as? String)
        }
        #expect(Set(names).count == count)
    }

    @Test(
        "of values leave out the unknown",
        arguments: [
            (0.5, "disk_sda_util 0.5 %"), (12, "disk_sda_util 12 %"), (0, "disk_sda_util 0 %"),
            (-0.0, "disk_sda_util 0 %"), (1e14, "disk_sda_util 100000000000000 %"), (1e300, "disk_sda_util 1e+300 %"),
            (1e-7, "disk_sda_util 1e-07 %"), (.nan, nil),
        ] as [(Double, String?)])
    func values(number: Double, line: String?) {
        var report = Report()
        report.beginCollector(firstDefinition: 0)
        report.begin(0, instance: InstanceName(literal: "sda"))
        report.append(number)
        report.append(3)
        report.append(text: "AMD EPYC")
        let lines = Listing.values(report, Self.definitions)
        #expect(lines == [line, "disk_sda_queue 3", "disk_sda_model AMD EPYC"].compactMap(\.self))
    }

    /// To renew the page after a change, run the tests with PLEXUS_RENEW=1.
    @Test("is docs/metrics.md, which is current")
    func page() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/metrics.md")
        let page = Listing.metricsMarkdown(Catalogue.collectors).map { "\($0)\n" }.joined()
        if ProcessInfo.processInfo.environment["PLEXUS_RENEW"] == "1" {
            try page.write(to: file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
        // Lines rather than pages, so that a failure shows what changed.
        for (line, expected) in zip(page.split(separator: "\n"), written.split(separator: "\n")) {
            #expect(line == expected)
        }
        #expect(page == written, "docs/metrics.md is out of date: PLEXUS_RENEW=1 scripts/test")
    }
}
