import MetricModel

/// A series of a simulated host: what it means, and how its values follow from the host's signals.
struct Part: Sendable {
    let definition: Definition
    let instance: InstanceName?
    /// Of each field; nil for words.
    let levels: [Level?]
    /// By the index of their field.
    let texts: [Int: String]
    private let seeds: [UInt64]

    init(_ template: PartTemplate, of host: SimulatedHost) {
        definition = template.definition
        instance = template.instance
        texts = template.texts
        levels = template.definition.fields.enumerated().map { index, field in
            guard field.kind != .text else { return nil }
            var level =
                Levels.level(of: field, template.definition.subject.text, template.instance?.text, on: host)
                ?? Levels.level(of: field, like: template.numbers[index], on: host)
            level.range = field.range.clamped(to: level.range)
            return level
        }
        let name = "\(host.key)/\(template.definition.subject)@\(template.instance?.text ?? "")"
        let seed = Chance.seed(name)
        seeds = levels.indices.map { Chance.mix(seed &+ UInt64($0)) }
    }

    /// The columns of its file: of the fields, those that are numbers.
    var columns: [Int] { levels.indices.filter { levels[$0] != nil } }

    /// Appends the values of a moment, one for each of ``columns``.
    func append(_ row: Int, of moments: MomentTable, noisiness: Double, to values: inout [Double]) {
        for (index, level) in levels.enumerated() {
            guard let level else { continue }
            values.append(level.value(moments, row, seed: seeds[index], noisiness: noisiness))
        }
    }

    /// The values of a moment as an agent reports them, one for each field.
    func numbers(_ row: Int, of moments: MomentTable) -> [Double] {
        levels.enumerated().map { index, level in
            level?.value(moments, row, seed: seeds[index], noisiness: 1) ?? .nan
        }
    }
}

/// A series of the recorded host that the simulated ones resemble.
struct PartTemplate: Sendable {
    let definition: Definition
    let instance: InstanceName?
    /// Of each field, as it was recorded.
    let numbers: [Double]
    let texts: [Int: String]

    func with(_ instance: String) -> PartTemplate {
        PartTemplate(definition: definition, instance: InstanceName(instance), numbers: numbers, texts: texts)
    }
}
