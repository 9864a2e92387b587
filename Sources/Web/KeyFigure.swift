import Graphs
import MetricModel

/// The values that tell first how busy a host is.
enum KeyFigure: String, CaseIterable {
    case load = "Load"
    case cpu = "CPU busy"
    case memory = "Memory used"
    case disk = "Disk wait"
    case network = "Network"

    var unit: Unit {
        switch self {
        case .load: .none
        case .cpu, .memory: .percent
        case .disk: .seconds
        case .network: .bytesPerSecond
        }
    }

    /// Of what each host tells as a whole.
    var formula: String {
        switch self {
        case .load: "load.one"
        case .cpu: "100 - cpu.idle - cpu.iowait"
        case .memory: "100 * memory.used / memory.total"
        case .disk: "disk.await"
        case .network: "network.rx_bytes + network.tx_bytes"
        }
    }

    func text(_ value: Double) -> String {
        self == .load ? HumanText.load(value) : HumanText.value(value, in: unit)
    }

    /// All of them as one table.
    static let definition = GraphDefinition.ofValues(
        allCases.compactMap { figure -> (label: String, value: Expression)? in
            guard let value = try? Expression(parsing: figure.formula) else { return nil }
            return (figure.rawValue, value)
        })
}
