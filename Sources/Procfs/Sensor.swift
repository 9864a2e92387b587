/// One sensor of a chip or a thermal zone, with its files open.
package final class Sensor {
    package enum Kind: Sendable {
        case temperature, fan, power, voltage

        /// What the names of a sensor's files begin with; its number follows.
        var prefix: String {
            switch self {
            case .temperature: "temp"
            case .fan: "fan"
            case .power: "power"
            case .voltage: "in"
            }
        }
    }

    /// Chip and label: `coretemp Core 0`, `nvme Composite`, `x86_pkg_temp`.
    package let name: String
    /// Thresholds, asked once; nil where there are none.
    package let high, critical: Int64?
    private var input: ProcFile
    private var alarms: [Alarm]

    private final class Alarm {
        var file: ProcFile
        init(_ file: consuming ProcFile) { self.file = file }
    }

    /// A sensor by the paths of its files; `alarms` say 1 while something is wrong.
    init(
        _ name: String, _ sys: SysRoot, input: String, alarms: [String] = [], high: String? = nil,
        critical: String? = nil
    ) {
        self.name = name
        self.input = sys.file(input)
        self.alarms = alarms.map { Alarm(sys.file($0)) }
        self.high = high.flatMap(sys.line).flatMap { Int64($0) }
        self.critical = critical.flatMap(sys.line).flatMap { Int64($0) }
    }

    /// What it measures in the kernel's unit: thousandths of a degree, turns a minute, millionths of a watt, thousandths of a
    /// volt; nil if it does not answer, which is no error: a disk sleeps, a fan is not there.
    package func read(through buffer: inout ReadBuffer) throws(ProcfsError) -> Int64? {
        try input.signedNumber(of: "hwmon", through: &buffer)
    }

    /// Whether any alarm is on; nil if the chip tells none.
    package func isAlarmed(through buffer: inout ReadBuffer) throws(ProcfsError) -> Bool? {
        var isAlarmed: Bool?
        for alarm in alarms {
            guard let value = try alarm.file.signedNumber(of: "hwmon", through: &buffer) else { continue }
            isAlarmed = isAlarmed == true || value != 0
        }
        return isAlarmed
    }
}
