import Archive
import ArgumentParser
import Foundation

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Looks for damage, left-overs and strangers in an archive; changes nothing.",
        discussion: """
            Works while an aggregator runs. The exit status is 1 if anything is wrong.

            EXAMPLES
              plexus archive check
              plexus archive check --deep             every value too: reads the whole archive
              plexus archive check prod/web1
              plexus archive check --json | jq '.findings[] | select(.fault == "damaged") | .path'
            """)

    @Argument(help: "Only this host: NAME where it is unique, else CLUSTER/NAME.") var host: String?
    @OptionGroup var options: ArchiveOptions
    @Flag(help: "Read every value of every file.") var deep = false
    @Flag(help: "Print JSON.") var json = false

    private struct Report: Encodable {
        let files: Int
        let findings: [Finding]
    }

    func run() async throws {
        try await orExplain {
            let layout = try ArchiveReader(directory: options.directory).layout
            var check = ArchiveCheck(layout, now: time(nil), isDeep: deep)
            let bar = ProgressBar("checking files")
            if let host {
                check.check([.host(try layout.host(named: host))]) { bar.show($0, of: $1) }
            } else {
                check.checkAll { bar.show($0, of: $1) }
            }
            if json {
                try printJSON(Report(files: check.files, findings: check.findings))
            } else {
                show(check)
            }
            if !check.findings.isEmpty { throw ExitCode(1) }
        }
    }

    private func show(_ check: ArchiveCheck) {
        guard !check.findings.isEmpty else {
            return print("no fault found in \(SizeText.count(check.files, "file"))")
        }
        var table = Table([("FAULT", .left), ("FILE", .left), ("WHAT", .left)])
        for finding in check.findings { table.append([finding.fault.rawValue, finding.path, finding.text]) }
        for line in table.lines { print(line) }
        print("\(SizeText.count(check.findings.count, "fault")) found, \(SizeText.count(check.files, "file")) read")
    }
}
