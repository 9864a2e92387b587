import MetricModel

/// What is remembered of each device of a kind, found again without a search while the kernel keeps their order.
struct DeviceTable<Memory> {
    struct Device {
        let name: String
        /// nil if the name cannot be sent, since it holds control characters or is too long.
        let instance: InstanceName?
        var memory: Memory
    }

    private(set) var devices: [Device] = []

    /// Where a device stands; one that was not known is added with a new memory.
    mutating func place(of name: String, near place: Int, remember: (String) -> Memory) -> Int {
        if place < devices.count, devices[place].name == name { return place }
        if let found = devices.firstIndex(where: { $0.name == name }) { return found }
        devices.append(Device(name: name, instance: InstanceName(name), memory: remember(name)))
        return devices.count - 1
    }

    var indices: Range<Int> { devices.indices }

    subscript(place: Int) -> Device {
        get { devices[place] }
        _modify { yield &devices[place] }
    }

    /// Forgets devices that are gone, once there are more of them than devices that are there.
    mutating func prune(present: Int, isPresent: (String) -> Bool) {
        guard devices.count > 2 * present + 16 else { return }
        devices.removeAll { !isPresent($0.name) }
    }
}
