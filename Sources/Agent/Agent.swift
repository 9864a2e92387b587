package import Collectors
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
        let pace: Int64
        let firstDefinition: Int
        /// Which of its pace's periods was last sampled; nil before the first.
        var lastPeriod: Int64?
        var hasFailed = false
    }

    private var sources: [Source] = []
    private var buffer = ReadBuffer()
    private var report = Report()
    private var output: any AgentOutput
    private let log: (String) -> Void

    /// An agent for a host.
    ///
    /// - Parameters:
    ///   - host: Where to read.
    ///   - output: What to make of the values.
    ///   - log: Takes one line for people to read.
    package init(_ host: Roots, output: some AgentOutput, log: @escaping (String) -> Void) {
        self.output = output
        self.log = log
        var first = 0
        for collector in Catalogue.collectors(for: host) {
            let type = type(of: collector)
            sources.append(
                Source(collector: collector, name: type.name, pace: Int64(type.pace), firstDefinition: first))
            first += type.definitions.count
        }
    }

    /// Reads every subject whose time it is.
    package mutating func sample(at tick: Tick) {
        for index in sources.indices {
            let period = tick.wall.seconds / sources[index].pace
            guard period != sources[index].lastPeriod else { continue }
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
        }
    }

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
