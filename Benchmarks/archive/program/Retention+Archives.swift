import Archive
import MetricModel

extension Retention {
    /// As `rrdtool create` takes them: those of a file that is no longer young.
    var archives: [String] {
        RetentionPlan(self, step: FileSet.step).archives.map {
            "RRA:\($0.consolidation.rawValue):\($0.maximumUnknown):\($0.stepsPerRow):\($0.rows)"
        }
    }
}
