package import MetricModel
package import Procfs

/// File systems on the network and in user space, and whether they answer, from `/proc/self/mountinfo` and `statvfs(3)`.
///
/// Each is asked by a thread of its own, which does the waiting: an answer is told at the next reading, and one that has
/// not come by then is told as missing.
package final class RemoteFilesystemCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "filesystem_remote"), hasInstances: true, retention: .detail, pace: 15,
            title: "Remote file system",
            fields: FilesystemUsage.fields + [
                Field(
                    "answered", .none, .gauge, in: 0...1, title: "Answered",
                    summary:
                        "1 if the file system told its size before it was asked again, 0 if it hangs or fails, from statvfs."
                ),
                Field(
                    "age", .seconds, .gauge, in: 0...1e10, title: "Age of the answer",
                    summary: "Time since the file system last told its size, from statvfs."),
                Field(
                    "duration", .seconds, .gauge, in: 0...1e10, title: "Time to answer",
                    summary: "How long the last answer took, good or not, from statvfs."),
            ])
    ]

    /// A mount, and who asks for it; nil while there are too many threads, and where a recording answers at once.
    private struct Remote {
        let mount: Mount
        let instance: InstanceName?
        var thread: RemoteFilesystem?
    }

    private let statistics: FilesystemStatistics
    private let call: RemoteFilesystem.Call?
    private var file: ProcFile
    private var mountinfo = Mountinfo()
    private var isListed = false
    private var remotes: [Remote] = []
    private var answers: [(instance: InstanceName?, answer: RemoteFilesystem.Answer)] = []
    package private(set) var leftOut = 0

    package convenience init(_ host: Roots, _ shared: SharedReaders) {
        self.init(host, host.filesystems, call: nil)
    }

    /// A collector that asks otherwise than the host's own way.
    package init(_ host: Roots, _ statistics: FilesystemStatistics, call: RemoteFilesystem.Call?) {
        self.statistics = statistics
        self.call = call
        file = host.proc.file(Mountinfo.path)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if !isListed || file.hasChanged() {
            isListed = false
            // Where it is missing, the local file systems' collector says so.
            let isRead: Void? = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
                try mountinfo.parse(bytes)
            }
            list(isRead == nil ? [] : mountinfo.remoteFilesystems)
            isListed = true
        }
        answers.removeAll(keepingCapacity: true)
        leftOut = 0
        for index in remotes.indices {
            if statistics.mayHang { ask(index, at: tick) } else { look(index) }
        }
    }

    /// Keeps the threads of the mounts that are still there.
    private func list(_ mounts: [Mount]) {
        let old = remotes
        remotes = mounts.map { mount in
            Remote(
                mount: mount, instance: InstanceName(mount.mountPoint),
                thread: old.first { $0.mount == mount }?.thread)
        }
    }

    private func ask(_ index: Int, at tick: Tick) {
        if remotes[index].thread == nil {
            remotes[index].thread = RemoteFilesystem(remotes[index].mount.mountPoint, call: call)
        }
        guard let thread = remotes[index].thread else {
            leftOut += 1
            return
        }
        if let answer = thread.answer(at: tick.monotonic) { answers.append((remotes[index].instance, answer)) }
        thread.ask()
    }

    private func look(_ index: Int) {
        guard index < RemoteFilesystem.limit else {
            leftOut += 1
            return
        }
        let usage = statistics.usage(remotes[index].mount.mountPoint)
        answers.append(
            (remotes[index].instance, RemoteFilesystem.Answer(usage: usage, age: usage == nil ? nil : 0)))
    }

    package func report(at tick: Tick, into report: inout Report) {
        for (instance, answer) in answers {
            guard let instance else { continue }
            report.begin(0, instance: instance)
            report.append(usage: answer.usage)
            report.append(answer.usage == nil ? 0 : 1)
            report.append(answer.age)
            report.append(answer.duration)
        }
        answers.removeAll(keepingCapacity: true)
    }

    package func forget() {
        answers.removeAll(keepingCapacity: true)
        // The kernel reports a change once: what could not be read then must be read anew.
        isListed = false
    }
}
