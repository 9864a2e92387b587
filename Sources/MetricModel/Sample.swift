/// The values of one subject and instance over one interval.
package struct Sample: Sendable, Equatable {
    /// nil for the subject as a whole.
    package var instance: InstanceName?
    /// One per field of the definition, in its order; NaN where the value is unknown or is text.
    package var numbers: [Double]
    /// The fields that hold words, by their index.
    package var texts: [Int: String]

    package init(instance: InstanceName? = nil, numbers: [Double], texts: [Int: String] = [:]) {
        self.instance = instance
        self.numbers = numbers
        self.texts = texts
    }

    package static func == (left: Sample, right: Sample) -> Bool {
        left.instance == right.instance && left.texts == right.texts
            && left.numbers.elementsEqual(right.numbers) { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
}
