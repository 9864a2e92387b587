import MetricModel
import Wire

extension Input {
    /// Takes in an answer.
    ///
    /// `room` is how many values others have left, `moment` when counters had their values.
    ///
    /// - Returns: A line for people, if something is wrong that was not before.
    func take(
        prometheus bytes: Span<UInt8>, _ metrics: inout OutsideMetrics, _ limits: InputLimits, room: Int,
        at moment: Tick
    ) -> String? {
        let text = PrometheusText(parsing: bytes, limit: min(limits.values, max(0, room)))
        refused = text.refused
        values.begin()
        for sample in text.samples {
            let instance = Self.instance(sample.labels)
            guard instance != nil || sample.labels.isEmpty,
                let metric = metrics.metric(of: sample, in: text, from: "\(kind.rawValue) \(name)", pace: period),
                values.add([sample.value], of: metric, instance, by: self, &metrics, at: moment)
            else {
                refused += 1
                continue
            }
        }
        values.end(&metrics, of: self)
        guard refused > 0 else { return note(nil) }
        guard let error = text.firstError else {
            return note(
                .values,
                "\(refused) values left out: told twice or by another, too many, or with names that cannot be sent")
        }
        return note(.lines, "\(refused) lines left out, the first: \(error)")
    }

    /// Takes in a plug-in's answer, as the other does.
    func take(
        nagios bytes: Span<UInt8>, _ metrics: inout OutsideMetrics, _ limits: InputLimits, room: Int, at moment: Tick
    ) -> String? {
        let output = NagiosOutput(parsing: bytes, limit: min(limits.values, max(0, room)))
        refused = output.refused
        says = output.text.isEmpty ? nil : output.text
        values.begin()
        for item in output.items {
            let numbers = [item.value, item.warn, item.crit, item.min, item.max].map { $0 ?? .nan }
            guard let instance = InstanceName(item.label),
                let metric = metrics.metric(ofPlugin: name, item, from: "plugin \(name)", pace: period),
                values.add(numbers, of: metric, instance, by: self, &metrics, at: moment)
            else {
                refused += 1
                continue
            }
        }
        values.end(&metrics, of: self)
        return refused == 0 ? note(nil) : note(.values, "\(refused) items of its performance data left out")
    }

    /// Labels as one name; nil if there are none or they make no name.
    ///
    /// A long one is cut and told apart by a hash.
    private static func instance(_ labels: [PrometheusSample.Label]) -> InstanceName? {
        guard !labels.isEmpty else { return nil }
        var text = labels.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
        if text.utf8.count > InstanceName.limit {
            let hash = String(FNV1a.hash(text.utf8), radix: 16)
            var (short, length) = (String.UnicodeScalarView(), hash.utf8.count + 1)
            for scalar in text.unicodeScalars {
                length += UTF8.width(scalar)
                guard length <= InstanceName.limit else { break }
                short.append(scalar)
            }
            text = "\(String(short))#\(hash)"
        }
        return InstanceName(text)
    }
}
