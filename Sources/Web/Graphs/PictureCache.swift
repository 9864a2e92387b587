import Foundation
import Synchronization

/// Pictures that librrd has drawn, for others who ask for the same: one takes it ten milliseconds and more.
///
/// The tag of a picture stands for all that it is drawn from, so what is kept is never old.
final class PictureCache: Sendable {
    private struct State {
        /// Each with the number of the ask that last wanted it.
        var pictures: [String: (content: Data, asked: Int)] = [:]
        var bytes = 0
        var asks = 0
    }

    /// Part of what tags are made of, so that nobody can ask for a picture whose tag is another's.
    let secret = UInt64.random(in: 0 ... .max)
    /// Bytes.
    private let limit: Int
    private let state = Mutex(State())

    /// - `limit`: bytes of pictures; the ones longest not asked for give way to new ones.
    init(limit: Int = 16 << 20) { self.limit = limit }

    /// A picture that was drawn before; nil if there is none, or no more.
    func picture(_ tag: EntityTag) -> Data? {
        state.withLock { state in
            state.asks += 1
            state.pictures[tag.text]?.asked = state.asks
            return state.pictures[tag.text]?.content
        }
    }

    /// Keeps a picture; one of more than a quarter of the room is not kept.
    func keep(_ content: Data, as tag: EntityTag) {
        guard content.count <= limit / 4 else { return }
        state.withLock { state in
            state.asks += 1
            let before = state.pictures.updateValue((content, state.asks), forKey: tag.text)
            state.bytes += content.count - (before?.content.count ?? 0)
            while state.bytes > limit, let oldest = state.pictures.min(by: { $0.value.asked < $1.value.asked }) {
                state.bytes -= oldest.value.content.count
                state.pictures[oldest.key] = nil
            }
        }
    }
}
