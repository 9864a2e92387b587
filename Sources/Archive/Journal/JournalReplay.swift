import MetricModel

/// How far the reading of the journal is that an aggregator begins with.
package struct JournalProgress: Sendable, Equatable {
    /// Bytes.
    package var read = 0, all = 0
    package var rows = 0
    package var segments = 0
}

/// What was found where a segment of the journal should have gone on.
struct JournalBreak {
    let path: String
    let segment: UInt64
    /// Bytes from the break to the segment's end.
    let lost: Int
    let error: JournalError
    /// Whether it is where writing was interrupted, which is no damage.
    let isTorn: Bool
}

extension Journal {
    /// Hands out all rows of all segments, the oldest first, with the number of their segment.
    ///
    /// A segment is read up to the first record that is not whole. Of each worker's last segment that is the torn end of
    /// what was being written when it died; of others it is damage.
    ///
    /// - `worker`: whose segments; nil for all.
    /// - `progress`: is told after each segment and each few megabytes.
    func replay(
        of worker: Int? = nil, progress: (JournalProgress) -> Void, broken: (JournalBreak) -> Void,
        _ take: (Row, UInt64) -> Void
    ) throws(SystemError) {
        let segments = try segments(.rows).filter { worker == nil || $0.worker == worker }
        var last: [Int: UInt64] = [:]
        for segment in segments { last[segment.worker] = segment.number }
        var state = JournalProgress()
        for segment in segments {
            guard let file = try? disk.open(segment.path, .read) else { continue }
            defer { disk.close(file) }
            state.all += (try? disk.size(of: file)) ?? 0
        }
        for segment in segments {
            let bytes: [UInt8]
            do {
                bytes = try disk.contents(of: segment.path)
            } catch {
                let why = JournalError.header(expected: "a file that can be read", found: "\(error)")
                broken(
                    JournalBreak(path: segment.path, segment: segment.number, lost: 0, error: why, isTorn: false))
                continue
            }
            let before = state.read
            var good = 0
            do throws(JournalError) {
                var decoder = try JournalDecoder(segment: segment.number, bytes.span)
                while try decoder.next(
                    bytes.span,
                    { row in
                        take(row, segment.number)
                        state.rows += 1
                    })
                {
                    good = decoder.offset
                    if before + good - state.read > 4 << 20 {
                        state.read = before + good
                        progress(state)
                    }
                }
            } catch {
                broken(
                    JournalBreak(
                        path: segment.path, segment: segment.number, lost: bytes.count - good, error: error,
                        isTorn: last[segment.worker] == segment.number))
            }
            state.read = before + bytes.count
            state.segments += 1
            progress(state)
        }
    }
}
