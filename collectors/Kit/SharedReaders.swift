import Procfs

/// The files of a host that several subjects need: each is read once a tick for all of them.
package final class SharedReaders {
    let stat: StatReader
    let load: LoadReader
    let meminfo: NumbersReader<MeminfoKey>
    let vmstat: NumbersReader<VmstatKey>
    let pressure: PressureReader
    let interfaces: InterfaceReader
    let snmp: NumbersReader<SnmpKey>
    let netstat: NumbersReader<NetstatKey>
    let snmp6: NumbersReader<Snmp6Key>

    package init(_ host: Roots) {
        stat = StatReader(host.proc)
        load = LoadReader(host.proc)
        meminfo = NumbersReader(host.proc.file(Meminfo.path)) { (numbers, bytes) throws(ProcfsError) in
            try numbers.parseLines(bytes, colon: true)
        }
        vmstat = NumbersReader(host.proc.file(Vmstat.path)) { (numbers, bytes) throws(ProcfsError) in
            try numbers.parseLines(bytes)
        }
        pressure = PressureReader(host.proc)
        interfaces = InterfaceReader(host)
        snmp = NumbersReader(host.proc.file(Snmp.path)) { (numbers, bytes) throws(ProcfsError) in
            try numbers.parseColumns(bytes)
        }
        netstat = NumbersReader(host.proc.file(Netstat.path)) { (numbers, bytes) throws(ProcfsError) in
            try numbers.parseColumns(bytes)
        }
        snmp6 = NumbersReader(host.proc.file(Snmp6.path), isOptional: true) { (numbers, bytes) throws(ProcfsError) in
            try numbers.parseLines(bytes)
        }
    }
}
