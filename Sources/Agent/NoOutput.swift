package import Collectors
package import MetricModel
package import Transport

/// Sends nothing: for an agent whose values are only looked at.
package struct NoOutput: AgentOutput {
    package init() {}
    package func add(_ definitions: [Definition]) {}
    package func prepare(_ report: borrowing Report, at tick: Tick) {}
    package func prepareAnswers(at tick: Tick) -> Bool { false }
    package func prepareGoodbye(at tick: Tick) {}
    package func finish(_ batch: inout DatagramBatch, at now: Tick) {}
    package func heard(_ bytes: Span<UInt8>) {}
}
