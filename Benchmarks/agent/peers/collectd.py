"""collectd with the readers that nearly everybody loads, and the network plugin."""

from datagrams import collectd_values

from .peer import Count, Peer, size

READERS = ["cpu", "load", "memory", "disk", "interface", "df", "swap", "processes"]
CONFIGURATION = """
Hostname "bench"
FQDNLookup false
Interval 1
BaseDir "{folder}"
PIDFile "{folder}/collectd.pid"
TypesDB "/usr/share/collectd/types.db"
{plugins}
<Plugin df>
  FSType rootfs
  FSType sysfs
  FSType proc
  FSType devtmpfs
  FSType devpts
  FSType tmpfs
  FSType fusectl
  FSType cgroup
  IgnoreSelected true
</Plugin>
<Plugin network>
  Server "239.192.74.66" "25826"
</Plugin>
"""


class Collectd(Peer):
    key = "collectd"
    name = "collectd, Interval 1"
    setup = (
        f"The plugins {', '.join(READERS)} with Debian's settings, and network, which sends to collectd's multicast"
        " group without signature or encryption."
    )
    program = "collectd"
    settling = 5

    def version(self):
        return self.first_number("-h")

    def command(self):
        plugins = "\n".join(f"LoadPlugin {name}" for name in [*READERS, "network"])
        path = self.write("collectd.conf", CONFIGURATION.format(folder=self.folder, plugins=plugins))
        return [self.path(), "-f", "-C", path]

    def count(self, payloads, seconds):
        values = sum(map(collectd_values, payloads))
        return Count(seconds, values or None, bytes=size(payloads), carried=values)
