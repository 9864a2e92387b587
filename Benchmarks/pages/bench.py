"""Starts both servers over the same hosts, asks each for its pages, and ends everything."""

import glob
import os
import shutil
import signal
import subprocess
import tempfile
import time

from asking import Asking
from browser import Browser
from ganglia import Ganglia
from meters import machine_times
from namespace import Namespace
from plexus import Plexus

# Of the folder in which histories lie.
PREFIX = "plexus-bench-pages-"
# Seconds for which servers that nobody asks are watched.
IDLE_SECONDS = 30


class Failure(Exception):
    """Why something could not be measured."""


class Bench:
    def __init__(self, programs, options, progress):
        self.plexus, self.simulation = programs
        self.options = options
        self.progress = progress
        self.namespace = Namespace()
        self.sites = []

    def __enter__(self):
        remove_stale()
        self.folder = self.options.folder or tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
        os.makedirs(self.folder, exist_ok=True)
        # The other server's children are another user.
        os.chmod(self.folder, 0o755)
        self.processes = []
        self.namespace.__enter__()
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            end(process)
        self.namespace.__exit__()
        if not self.options.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    # Processes

    def spawn(self, name, *command, **options):
        """Starts a program in the namespace; what it says goes to a file."""
        with open(f"{self.folder}/{name}.log", "w") as log:
            process = subprocess.Popen(
                self.namespace.command(list(command)), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=os.environ | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}, start_new_session=True, **options)
        process.log = log.name
        self.processes.append(process)
        return process

    def simulate(self, *arguments):
        """Has pages-bench write something; seconds pass meanwhile."""
        command = [self.simulation, *arguments, "--data", f"{self.folder}/data", "--like", self.options.like]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
        self.processes.append(process)
        while process.poll() is None:
            time.sleep(1)
            self.progress.second("writes its history")
        self.processes.remove(process)
        if process.returncode != 0:
            raise Failure(f"pages-bench {arguments[0]} failed ({process.returncode})")

    def until(self, what, happens, process, seconds=120):
        """Waits until something is so, at most for a while and as long as a process lives."""
        for _ in range(seconds):
            if process.poll() is not None:
                raise Failure(f"{process.args[4]} ended by itself ({process.returncode}): {last_line(process.log)}")
            try:
                if happens():
                    return
            except (OSError, ValueError, KeyError):
                pass
            time.sleep(1)
            self.progress.second(f"waits until {what}")
        raise Failure(f"waited {seconds} s in vain until {what}: {last_line(process.log)}")

    # Measuring

    def start(self):
        """Both servers, with the history of the same hosts, and the hosts alive."""
        self.progress.begin("history")
        self.simulate("history", "--hosts", str(self.options.hosts))
        if not os.path.exists(f"{self.folder}/rrds"):
            self.simulate("ganglia", "--rrds", f"{self.folder}/rrds")
        self.progress.end()
        for kind in (Plexus, Ganglia):
            site = kind(self)
            self.progress.begin(f"{site.name} starts")
            try:
                site.start()
                self.sites.append(site)
            except Exception as error:  # Whatever it is, the other shall be measured.
                yield {"table": "missing", "name": site.name, "reason": reason(error)}
            self.progress.end()
        self.progress.begin("nobody asks")
        busy = machine_times()
        before = [site.cpu_seconds() for site in self.sites]
        for _ in range(IDLE_SECONDS):
            time.sleep(1)
            self.progress.second("is watched")
        for site, start in zip(self.sites, before):
            site.idle = (site.cpu_seconds() - start) / IDLE_SECONDS
        own = sum(site.idle for site in self.sites) * IDLE_SECONDS
        self.other_load = 100 * max(0, machine_times() - busy - own) / (IDLE_SECONDS * os.cpu_count())
        self.progress.end()

    def rows(self):
        """What each server's pages take, one row a page."""
        yield from self.start()
        for site in self.sites:
            for page in site.pages():
                self.progress.begin(f"{site.name}: {page.name}")
                try:
                    yield {"table": "pages", "site": site.key, "idle": site.idle, **Asking(self, site, page).row()}
                except Exception as error:  # Whatever it is, the others shall be measured.
                    yield {"table": "missing", "name": f"{site.name}, {page.name}", "reason": reason(error)}
                self.progress.end()
        for site in self.sites:
            for name, path in site.views():
                self.progress.begin(f"{site.name}: {name} in a browser")
                try:
                    yield {"table": "views", "site": site.key, "name": name, **Browser(self).view(site, path)}
                except Exception as error:  # Whatever it is, the others shall be measured.
                    yield {"table": "missing", "name": f"{site.name}, {name} in a browser", "reason": reason(error)}
                self.progress.end()


def remove_stale():
    """Removes the histories that a benchmark which was killed has left behind: they are large."""
    for folder in glob.glob(os.path.join(tempfile.gettempdir(), f"{PREFIX}*-*")):
        if not os.path.exists(f"/proc/{os.path.basename(folder).removeprefix(PREFIX).partition('-')[0]}"):
            shutil.rmtree(folder, ignore_errors=True)


def end(process):
    """Asks a process to end, and after twenty seconds makes it."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def last_line(path):
    with open(path, errors="replace") as file:
        lines = file.read().strip().splitlines()
    return lines[-1] if lines else "without a word"


def reason(error):
    return str(error) if isinstance(error, (Failure, RuntimeError)) else f"{type(error).__name__}: {error}"
