package import MetricModel

extension GangliaMetric {
    /// The metadata message, its extra elements in gmond's order.
    package func metadataMessage(from sender: GangliaSender, dmax: UInt32 = 0) -> GangliaMessage {
        var extras = [GangliaExtra("TITLE", title)]
        if let summary { extras.append(GangliaExtra("DESC", summary)) }
        extras.append(GangliaExtra("GROUP", group))
        return .metadata(
            sender.id(of: name),
            GangliaMetadata(
                type: type, name: name, units: units, slope: slope, tmax: tmax, dmax: dmax, extras: extras))
    }

    /// The value message for a number in our unit.
    ///
    /// nil if the metric is a text or its type cannot hold the number, as a NaN or a negative count: what is unknown is
    /// not sent. Integers are rounded.
    package func valueMessage(_ number: Double, from sender: GangliaSender) -> GangliaMessage? {
        guard let content = content(of: number / factor) else { return nil }
        return .value(sender.id(of: name), GangliaValue(content, format: format))
    }

    /// The value message for a text; nil if the metric is a number.
    package func valueMessage(_ text: String, from sender: GangliaSender) -> GangliaMessage? {
        guard type == .string else { return nil }
        return .value(sender.id(of: name), GangliaValue(.string(text), format: format))
    }

    /// The message that a host is alive, sent every 20 s, with the moment its agent started.
    ///
    /// Another moment than before tells receivers of a restart. nil for one that does not fit 32 bits of seconds.
    package static func heartbeatMessage(startedAt start: Timestamp, from sender: GangliaSender) -> GangliaMessage? {
        heartbeat.valueMessage(Double(start.seconds), from: sender)
    }

    /// The value in the type that it travels as.
    private func content(of number: Double) -> GangliaValue.Content? {
        guard number.isFinite else { return nil }
        switch type {
        case .uint8, .uint16: return UInt16(exactly: number.rounded()).map { .ushort($0) }
        case .int8, .int16: return Int16(exactly: number.rounded()).map { .short($0) }
        case .int32: return Int32(exactly: number.rounded()).map { .int($0) }
        case .uint32: return UInt32(exactly: number.rounded()).map { .uint($0) }
        case .float: return Float(number).isFinite ? .float(Float(number)) : nil
        case .double: return .double(number)
        case .string, .timestamp, .other: return nil
        }
    }
}
