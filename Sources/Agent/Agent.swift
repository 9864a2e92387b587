package import Collectors
package import Inputs
package import MetricModel
import Procfs
package import Transport

/// Collects a host's values and puts them into datagrams; without a clock, a socket or a thread of its own.
///
/// A collector that fails is reported once, its values are left out, and the others go on.
package struct Agent: ~Copyable {
    private struct Source {
        let collector: any Collector
        let name: String
        let instance: InstanceName?
        let pace: Int64
        let firstDefinition: Int
        /// Which of its pace's periods was last sampled; nil before the first.
        var lastPeriod: Int64?
        var hasFailed = false
        /// CPU time of the last reading, in nanoseconds; nil before the first.
        var cost: UInt64?
    }

    private var sources: [Source] = []
    private var buffer = ReadBuffer()
    private var report = Report()
    private var output: any AgentOutput
    private let inputs: Inputs?
    private var cost = CostMeter()
    /// Which period of ``AgentCost/slowPace`` it was when the cost of each subject was last measured.
    private var costPeriod: Int64?
    private let reportsCost: Bool
    /// Values of the last report that are known.
    package private(set) var reportedValues = 0
    /// Where the definitions of the agent's own values begin.
    private let costDefinition: Int
    private let log: (String) -> Void

    /// An agent for a host.
    ///
    /// - Parameters:
    ///   - host: Where to read.
    ///   - choice: Which subjects are wanted.
    ///   - reportsCost: Whether the agent speaks of itself too, which no two runs do alike.
    ///   - inputs: Values from outside; nil for none.
    ///   - output: What to make of the values.
    ///   - log: Takes one line for people to read.
    package init(
        _ host: Roots, _ choice: SubjectChoice = SubjectChoice(), reportsCost: Bool = true, inputs: Inputs? = nil,
        output: some AgentOutput,
        log: @escaping (String) -> Void
    ) {
        self.reportsCost = reportsCost
        self.inputs = inputs
        self.output = output
        self.log = log
        var firstDefinitions: [ObjectIdentifier: Int] = [:]
        var first = 0
        for type in Catalogue.collectors {
            firstDefinitions[ObjectIdentifier(type)] = first
            first += type.definitions.count
        }
        costDefinition = first
        for collector in Catalogue.collectors(for: host, choice) {
            let type = type(of: collector)
            sources.append(
                Source(
                    collector: collector, name: type.name, instance: InstanceName(type.name), pace: Int64(type.pace),
                    firstDefinition: firstDefinitions[ObjectIdentifier(type)] ?? 0))
        }
    }

    /// Reads every subject whose time it is, or, out of turn, everything.
    package mutating func sample(at tick: Tick, everything: Bool = false) {
        let start = CostMeter.threadTime()
        var before = start
        let measures = everything || costPeriod != tick.wall.seconds / AgentCost.slowPace
        costPeriod = tick.wall.seconds / AgentCost.slowPace
        for index in sources.indices {
            let period = tick.wall.seconds / sources[index].pace
            guard everything || period != sources[index].lastPeriod else { continue }
            sources[index].lastPeriod = period
            do throws(ProcfsError) {
                try sources[index].collector.sample(at: tick, through: &buffer)
                if sources[index].hasFailed {
                    sources[index].hasFailed = false
                    log("\(sources[index].name): can be read again")
                }
            } catch {
                sources[index].collector.forget()
                // Once, though the error may quote something else from the file each second.
                if !sources[index].hasFailed {
                    sources[index].hasFailed = true
                    log("\(sources[index].name): left out: \(error)")
                }
            }
            guard measures else { continue }
            let after = CostMeter.threadTime()
            sources[index].cost = after - min(before, after)
            before = after
        }
        let end = CostMeter.threadTime()
        cost.addTick(end - min(start, end))
        lookAtInputs(at: tick)
    }

    /// Looks after inputs: ``sample(at:everything:)`` does it too.
    package mutating func lookAtInputs(at tick: Tick) {
        guard let inputs else { return }
        inputs.look(at: tick)
        let new = inputs.takeNewDefinitions()
        if !new.isEmpty { output.add(Array(new)) }
    }

    /// Whether every input has answered once, or been given up.
    package func hasAllInputs(at tick: Tick) -> Bool { inputs?.isIdle(at: tick) ?? true }

    /// What values mean, in the order of a report's indices: the catalogue's definitions, then those of inputs.
    package var definitions: [Definition] { Catalogue.definitions + (inputs?.definitions ?? []) }

    /// The values of the interval that ends now; they are lent until the next call.
    package mutating func values(at tick: Tick) -> Report {
        collect(at: tick)
        return report
    }

    /// Prepares the datagrams with the values of the interval that ends now.
    package mutating func reportInterval(at tick: Tick) {
        collect(at: tick)
        output.prepare(report, at: tick)
    }

    private mutating func collect(at tick: Tick) {
        report.clear()
        for source in sources {
            report.beginCollector(firstDefinition: source.firstDefinition)
            source.collector.report(at: tick, into: &report)
        }
        if let inputs {
            report.beginCollector(firstDefinition: costDefinition + AgentCost.definitions.count)
            inputs.reportStates(at: tick, into: &report)
            report.beginCollector(firstDefinition: Catalogue.definitions.count)
            inputs.reportValues(at: tick, into: &report)
        }
        reportedValues = report.numbers.count { !$0.isNaN } + report.texts.count
        if reportsCost { reportCost(at: tick) }
    }

    /// What watching cost since the last report.
    private mutating func reportCost(at tick: Tick) {
        let (failed, leftOut) = sources.reduce(into: (0, 0)) { sum, source in
            sum.0 += source.hasFailed ? 1 : 0
            sum.1 += source.collector.leftOut
        }
        report.beginCollector(firstDefinition: costDefinition)
        cost.report(values: reportedValues, failed: failed, leftOut: leftOut, at: tick, into: &report)
        for index in sources.indices {
            guard let instance = sources[index].instance, let nanoseconds = sources[index].cost else { continue }
            sources[index].cost = nil
            report.begin(1, instance: instance)
            report.append(Double(nanoseconds) / 1e9)
            report.append(sources[index].hasFailed ? 1 : 0)
            report.append(Double(sources[index].collector.leftOut))
        }
    }

    /// Takes in what became of the last datagrams.
    package mutating func sent(datagrams: Int, bytes: Int, failed: Int) {
        cost.addSent(datagrams: datagrams, bytes: bytes, failed: failed)
    }

    /// Prepares what the output owes apart from values: its introduction, answers, a heartbeat.
    ///
    /// - Returns: Whether there is anything to send.
    package mutating func prepareAnswers(at tick: Tick) -> Bool { output.prepareAnswers(at: tick) }

    /// Prepares the word that the agent stops on purpose.
    package mutating func prepareGoodbye(at tick: Tick) { output.prepareGoodbye(at: tick) }

    /// Takes the datagrams that were prepared.
    package mutating func finish(_ batch: inout DatagramBatch, at now: Tick) {
        output.finish(&batch, at: now)
    }

    /// Takes in a datagram that came to the sending socket.
    package mutating func heard(_ bytes: Span<UInt8>) { output.heard(bytes) }
}

extension Agent {
    /// An agent as its settings describe it.
    package init(_ settings: Settings, output: some AgentOutput, log: @escaping (String) -> Void) {
        let inputs =
            settings.inputs.isEmpty
            ? nil : Inputs(settings.inputs, reserved: Set(Catalogue.definitions.map(\.subject)), log: log)
        self.init(
            Roots(proc: settings.proc, sys: settings.sys), settings.subjects, inputs: inputs, output: output, log: log)
    }
}
