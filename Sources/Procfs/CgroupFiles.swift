/// The open files of one cgroup.
///
/// Costs a descriptor for each file that there is: twelve with all controllers on.
package final class CgroupFiles {
    package let cgroup: Cgroup
    private var files: InlineArray<12, ProcFile>

    /// Those of a cgroup below the folder where cgroups are mounted.
    package init(_ cgroup: Cgroup, in mount: String) {
        self.cgroup = cgroup
        files = InlineArray { place in ProcFile("\(mount)/\(cgroup.path)/\(CgroupFile.allCases[place].name)") }
    }

    /// Adds what the files say that are there.
    ///
    /// - Returns: Whether the cgroup exists.
    package func read(into stat: inout CgroupStat, through buffer: inout ReadBuffer) throws(ProcfsError) -> Bool {
        for place in files.indices {
            guard let file = CgroupFile(rawValue: place) else { break }
            let isThere: Void? = try files[place].readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
                try stat.parse(bytes, of: file)
            }
            if file == .cpuStat, isThere == nil { return false }
        }
        return true
    }
}
