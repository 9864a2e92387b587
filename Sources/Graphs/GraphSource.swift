package import Archive

/// History that also says what there is of it.
package protocol GraphSource: History {
    var layout: ArchiveLayout { get }
}

extension Archive: GraphSource {}
extension ArchiveReader: GraphSource {}
