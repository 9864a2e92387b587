import Foundation
import Synchronization

/// Whether the program has been told to end, which the end of its input does.
final class Ending: Sendable {
    private let isTold = Atomic(false)

    init() {
        Thread { [self] in
            while !FileHandle.standardInput.availableData.isEmpty {}
            isTold.store(true, ordering: .relaxed)
        }.start()
    }

    var isDue: Bool { isTold.load(ordering: .relaxed) }
}
