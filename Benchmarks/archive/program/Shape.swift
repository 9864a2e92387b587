import Agent
import ArgumentParser
import Collectors
import MetricModel
import Procfs

/// What each of the hosts has to say: series and their columns.
struct Shape: ParsableArguments {
    @Option(help: "How many hosts.") var hosts = 100
    @Option(help: "Columns of each series of a host, as 10,40.") var columns = "10,40"
    @Option(help: "How long they are kept: planning, detail or brief.") var retention = FileSet.Kept.brief
    @Option(help: "Instead, the series of the default agent on a host, of which /proc and /sys lie in this folder.")
    var host: String?

    static let cluster = GroupName(literal: "bench")

    struct Part {
        let definition: Definition
        let instance: InstanceName?
    }

    var keys: [HostKey] {
        (0..<hosts).compactMap { HostName("host\($0)") }.map { HostKey(cluster: Self.cluster, name: $0) }
    }

    func parts() throws -> [Part] {
        if let host { return Self.parts(ofAgentOn: host) }
        guard let retention = retention.retention else { throw ValidationError("--retention: gmetad's is no class") }
        return try columns.split(separator: ",").map { text in
            guard let count = Int(text), 1...Definition.maximumFields ~= count, let subject = SubjectName("s\(text)")
            else { throw ValidationError("--columns: expected numbers to \(Definition.maximumFields), found \(text)") }
            return Part(definition: Self.definition(subject, count, retention), instance: nil)
        }
    }

    private static func definition(_ subject: SubjectName, _ columns: Int, _ retention: Retention) -> Definition {
        Definition(
            subject: subject, retention: retention, title: "Made up",
            fields: (0..<columns).compactMap { FieldName("c\($0)") }.map {
                Field(
                    name: $0, unit: .none, kind: .gauge, range: 0...1e9, title: "A number", summary: "Made up.",
                    flatName: nil)
            })
    }

    /// The series with numbers, those about the agent itself included.
    private static func parts(ofAgentOn folder: String) -> [Part] {
        let roots = Roots(proc: ProcRoot("\(folder)/proc"), sys: SysRoot("\(folder)/sys"))
        var agent = Agent(roots, output: NoOutput()) { _ in }
        // Rates need two readings; that nothing has changed in between makes them zero, not absent.
        let first = Tick(wall: Timestamp(seconds: 1_700_000_010), monotonic: 5_000_000_000_000)
        agent.sample(at: first, everything: true)
        let second = Tick(wall: first.wall + 15_000, monotonic: first.monotonic + 15_000_000_000)
        agent.sample(at: second, everything: true)
        let definitions = agent.definitions
        return agent.values(at: second).rows.map { Part(definition: definitions[$0.definition], instance: $0.instance) }
            .filter { $0.definition.fields.contains { $0.kind != .text } }
    }
}

extension Shape.Part {
    func series(of host: HostKey) -> Series { .host(host, definition.subject, instance) }

    /// A row of a step's length that ends at a moment in seconds since 1970.
    func row(of host: HostKey, endingAt end: Int, _ numbers: inout Numbers) -> Row {
        let values = definition.fields.map { $0.kind == .text ? .nan : numbers.next() }
        return Row(
            series: series(of: host), definition: definition, start: Int64(end - FileSet.step), end: Int64(end),
            values: values)
    }

    /// How many columns its file has.
    var columns: Int { definition.fields.count { $0.kind != .text } }
}
