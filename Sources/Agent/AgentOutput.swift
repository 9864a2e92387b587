package import Collectors
package import MetricModel
package import Transport

/// Turns an agent's values into datagrams of one format.
package protocol AgentOutput {
    /// Takes in what further values of reports mean, in the order of their indices.
    mutating func add(_ definitions: [Definition])
    /// Makes the datagrams of an interval's values.
    mutating func prepare(_ report: borrowing Report, at tick: Tick)
    /// Makes the datagrams that are due apart from values; false if none are.
    mutating func prepareAnswers(at tick: Tick) -> Bool
    /// Makes the datagrams that say that the agent stops on purpose, if the format can.
    mutating func prepareGoodbye(at tick: Tick)
    /// Moves what was made last into the batch, which is empty.
    mutating func finish(_ batch: inout DatagramBatch, at now: Tick)
    /// Takes in an answer.
    mutating func heard(_ bytes: Span<UInt8>)
}
