extension SeriesChoice {
    /// Erases from each of the files, of which every one is replaced as a whole; blocks.
    ///
    /// - `archive`: that nobody writes meanwhile.
    /// - `now`: seconds since 1970.
    /// - Returns: what went of archives of each kind and resolution, all files together.
    package func erase(
        _ erasure: Erasure, in archive: ClosedArchive, now: Int, isDryRun: Bool = false
    ) throws(FileContentsError) -> [ErasureCount] {
        var totals: [ErasureCount] = []
        for path in paths {
            guard var contents = try FileContents(readingFrom: path, now: now) else { continue }
            let meant = contents.header.columns.indices.filter {
                columns?.contains(contents.header.columns[$0].name) ?? true
            }
            guard !meant.isEmpty else { continue }
            let header = contents.words
            let counts = try contents.erase(erasure, columns: meant)
            for count in counts {
                let same = totals.firstIndex {
                    $0.consolidation == count.consolidation && $0.resolution == count.resolution
                }
                if let same {
                    totals[same].erased += count.erased
                    totals[same].renewed += count.renewed
                } else {
                    totals.append(count)
                }
            }
            // The open step may have lost its share where no row has.
            let isChanged = contents.words != header || counts.contains { $0.erased + $0.renewed > 0 }
            if isChanged, !isDryRun { try contents.write() }
        }
        return totals
    }
}
