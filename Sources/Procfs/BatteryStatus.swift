/// What a battery is doing; the raw value is what is reported.
package enum BatteryStatus: UInt64, Sendable {
    case discharging, notCharging, charging, full

    /// nil for `Unknown`, and for a word of a later kernel.
    init?(_ bytes: Span<UInt8>, _ word: Range<Int>) {
        if bytes.matches(word, "Discharging") {
            self = .discharging
        } else if bytes.matches(word, "Not charging") {
            self = .notCharging
        } else if bytes.matches(word, "Charging") {
            self = .charging
        } else if bytes.matches(word, "Full") {
            self = .full
        } else {
            return nil
        }
    }
}
