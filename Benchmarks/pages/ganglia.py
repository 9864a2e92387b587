"""Ganglia's gmond, gmetad and web front end, with the same hosts."""

import glob
import html
import os
import re
import shutil
import socket
import subprocess

from asking import Page
from meters import cpu_ticks, family

HOUR = 3600
DAY = 24 * HOUR
YEAR = 365 * DAY
FRONT_END = "/usr/share/ganglia-webfrontend"
XML_PORT, QUERY_PORT, GMOND_PORT = 8661, 8662, 8659

GMOND = """\
globals {{ daemonize = no  setuid = no  mute = yes  deaf = no  host_dmax = 0  send_metadata_interval = 60 {modules} }}
cluster {{ name = "demo" }}
udp_recv_channel {{ bind = 127.0.0.1  port = {port} }}
tcp_accept_channel {{ bind = 127.0.0.1  port = {port} }}
"""

GMETAD = """\
data_source "demo" 15 127.0.0.1:{gmond}
gridname "demo"
setuid off
rrd_rootdir "{rrds}"
xml_port {xml}
interactive_port {query}
case_sensitive_hostnames 1
"""

# The front end's own configuration, told where its files lie here.
FRONT_END_CONFIGURATION = """\
<?php
$conf['gmetad_root'] = '{folder}';
$conf['rrds'] = '{rrds}';
$conf['ganglia_port'] = {query};
$conf['gweb_confdir'] = '{state}';
$conf['views_dir'] = $conf['conf_dir'] = '{state}/conf';
$conf['dwoo_compiled_dir'] = '{state}/dwoo/compiled';
$conf['dwoo_cache_dir'] = '{state}/dwoo/cache';
$conf['cachefile'] = '{state}/conf/ganglia_metrics.cache';
$conf['nagios_cache_file'] = '{state}/conf/nagios_ganglia.cache';
?>
"""

# What keeps Debian 12's front end from running with its PHP 8.
MENDED = [
    ("lib/common_api.php", "$line, $context)", "$line, $context = null)"),
    ("ganglia.php", "in_array($context, $SKIP_GMETAD_CONTEXTS)", "in_array($context, $SKIP_GMETAD_CONTEXTS ?? [])"),
    ("cluster_view.php", "$cluster[LOCALTIME]", "$cluster['LOCALTIME']"),
    ("dwoo/Dwoo/Compiler.php", "call_user_func_array($funcCompiler, $params)",
     "call_user_func_array($funcCompiler, array_values($params))"),
    ("dwoo/Dwoo/Core.php", "call_user_func_array(array($block,'init'), $args)",
     "call_user_func_array(array($block,'init'), array_values($args))"),
]
# Functions that PHP 8 no longer has and it calls.
REMOVED_FUNCTIONS = """\
<?php
function each(&$array) {
    $key = key($array);
    if ($key === null) return false;
    $value = current($array);
    next($array);
    return [1 => $value, 'value' => $value, 0 => $key, 'key' => $key];
}
function get_magic_quotes_gpc() { return false; }
"""

# Debian's modules as it enables them, on a port of loopback.
APACHE = """\
ServerRoot /etc/apache2
ServerName 127.0.0.1
PidFile {folder}/apache.pid
DefaultRuntimeDir {folder}
Mutex file:{folder} default
ErrorLog {folder}/apache-errors.log
User www-data
Group www-data
IncludeOptional mods-enabled/*.load
IncludeOptional mods-enabled/*.conf
Listen 127.0.0.1:{port}
KeepAlive On
MaxKeepAliveRequests 0
KeepAliveTimeout 120
Alias /ganglia {web}
Alias /javascript /usr/share/javascript
<Directory />
    AllowOverride None
    Require all granted
</Directory>
php_value auto_prepend_file {folder}/removed-functions.php
"""


class Ganglia:
    key = "ganglia"
    name = "ganglia-web"
    address = ("127.0.0.1", 8680)
    setup = (
        "Debian's ganglia-webfrontend in Apache with mod_php (opcache on), gmetad, and a gmond that hears the simulated hosts' "
        "values by spoofed messages every 15 s; gmetad's files hold the same year, at the archives that it makes by default. "
        "Counted are Apache, PHP, rrdtool and what gmetad takes for the XML; not gmond, and not what gmetad takes anyway. The picture of all hosts' loads stacked, which fails, is left out. "
        "Debian 12's front end does not run with its PHP 8: a copy of it is mended, in the "
        "few lines of `MENDED` in `Benchmarks/pages/ganglia.py`.")

    def __init__(self, bench):
        self.bench = bench
        self.idle = 0

    def start(self):
        for program in ("gmond", "gmetad", "apache2", "rrdtool"):
            if not shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin"):
                raise RuntimeError(f"{program} is not installed")
        folder = self.bench.folder
        modules = [path for path in glob.glob("/usr/lib*/ganglia") + glob.glob("/usr/lib/*/ganglia")]
        self.write("gmond.conf", GMOND.format(
            port=GMOND_PORT, modules=f'module_dir = "{modules[0]}"' if modules else ""))
        gmond = self.bench.spawn("gmond", "gmond", "-f", "-c", f"{folder}/gmond.conf", "-p", f"{folder}/gmond.pid")
        self.bench.spawn(
            "play-ganglia", self.bench.simulation, "play", "--data", f"{folder}/data", "--like",
            self.bench.options.like, "--ganglia", "--to", f"127.0.0.1:{GMOND_PORT}")
        self.bench.until("gmond knows all hosts", lambda: self.hosts(GMOND_PORT), gmond)
        self.write("gmetad.conf", GMETAD.format(
            gmond=GMOND_PORT, rrds=f"{folder}/rrds", xml=XML_PORT, query=QUERY_PORT))
        self.gmetad = self.bench.spawn(
            "gmetad", "gmetad", "-d", "1", "-c", f"{folder}/gmetad.conf", "-p", f"{folder}/gmetad.pid")
        self.bench.until("gmetad knows all hosts", lambda: self.hosts(XML_PORT), self.gmetad)
        self.install()
        self.apache = self.bench.spawn("apache", "apache2", "-D", "FOREGROUND", "-f", f"{folder}/apache.conf")
        self.bench.until("the front end answers", self.answers, self.apache)

    def install(self):
        """Lays out the front end with a configuration and a state of its own."""
        folder = self.bench.folder
        web, state = f"{folder}/ganglia-web", f"{folder}/ganglia-web-state"
        for place in (web, state):
            shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(FRONT_END, web, symlinks=True)
        shutil.copytree("/var/lib/ganglia-web", state)
        for place in ("conf", "dwoo/compiled", "dwoo/cache"):
            os.makedirs(f"{state}/{place}", exist_ok=True)
        subprocess.run(["chown", "-R", "www-data:www-data", state], check=True)
        text = FRONT_END_CONFIGURATION.format(folder=folder, rrds=f"{folder}/rrds", query=QUERY_PORT, state=state)
        with open(f"{web}/conf.php", "a") as file:
            file.write(text)
        for name, old, new in MENDED:
            mend(f"{web}/{name}", old, new)
        self.write("removed-functions.php", REMOVED_FUNCTIONS)
        self.write("apache.conf", APACHE.format(folder=folder, port=self.address[1], web=web))

    def write(self, name, text):
        with open(f"{self.bench.folder}/{name}", "w") as file:
            file.write(text)

    def connect(self, port):
        with self.bench.namespace.entered():
            return socket.create_connection(("127.0.0.1", port), timeout=20)

    def hosts(self, port):
        """Whether an XML tells what every host that lives has to say."""
        with self.connect(port) as connection:
            xml = b""
            while chunk := connection.recv(1 << 16):
                xml += chunk
        return all(xml.count(b'NAME="%s"' % name) >= self.bench.options.hosts - 1 for name in (b"load_one", b"part_max_used"))

    def answers(self):
        self.connect(self.address[1]).close()
        return True

    def cpu_seconds(self):
        pids = [*family(self.apache.pid), *family(self.gmetad.pid)]
        return cpu_ticks(pids) / os.sysconf("SC_CLK_TCK")

    def version(self):
        shown = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Package} ${Version}\n", "ganglia-webfrontend", "gmetad", "apache2", "php", "rrdtool"],
            capture_output=True, text=True)
        return ", ".join(shown.stdout.split("\n")[:-1])

    @staticmethod
    def time(end, length):
        return f"r=custom&cs={end - length}&ce={end}"

    def pages(self):
        host = "c=demo&h=web07"

        def graph(query, length=DAY):
            return lambda end: f"/ganglia/graph.php?{query}&{self.time(end, length)}"

        def page(query, length=DAY):
            return lambda end: f"/ganglia/?{query}&{self.time(end, length)}"

        half = self.bench.options.hosts // 2
        aggregate = "aggregate=1&hreg%5B%5D=%5Ebatch&mreg%5B%5D=load_one&gtype=stack&glegend=hide&z=xlarge"
        return [
            Page("host-png", "a host's load, PNG, a day", graph(f"g=load_report&z=large&{host}"), 10),
            Page("host-cpu-png", "a host's CPU (eight areas), PNG, a day", graph(f"g=cpu_report&z=large&{host}"), 10),
            Page("host-cpu-svg", "a host's CPU (eight areas), SVG, a day",
                 graph(f"g=cpu_report&z=large&image_format=svg&{host}"), 10),
            Page("host", "a host's page with its images, a day", page(host), 1, parts=self.images),
            Page("cluster", "the cluster's page with every host's image, a day", page("c=demo&hc=4&sh=1"), 1,
                 parts=self.images),
            Page("year-png", f"a graph over {half} hosts, PNG, a year", graph(aggregate, YEAR), 2),
            Page("overview", "its first page, which of one cluster is the cluster's, a day", page("p=1"), 1, parts=self.images),
        ]

    @staticmethod
    def images(text):
        """The addresses of the pictures that a page shows and its server draws."""
        sources = re.findall(r"<img[^>]*?\ssrc=\"([^\"]*(?:graph|pie)\.php[^\"]*)\"", text, re.IGNORECASE | re.DOTALL)
        return ["/ganglia/" + html.unescape(source).lstrip("./").replace(" ", "%20") for source in sources]

    def views(self):
        return [("overview", "/ganglia/?p=1"), ("a host's page", "/ganglia/?c=demo&h=web07"),
                ("a group's page", "/ganglia/?c=demo&hc=4&sh=1")]


def mend(path, old, new):
    """Replaces text in a file, which must have it."""
    with open(path) as file:
        text = file.read()
    if old not in text:
        raise RuntimeError(f"{path}: expected {old}, found none")
    with open(path, "w") as file:
        file.write(text.replace(old, new))
