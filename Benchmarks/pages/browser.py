"""A page in a browser that has never seen it: when something is to be seen, and when everything is."""

import json
import os
import select
import shutil
import statistics
import subprocess
import tempfile
import time

# What a page knows of its own loading, in milliseconds.
TIMES = """(() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  const load = performance.getEntriesByType('navigation')[0];
  return JSON.stringify({paint: paint ? paint.startTime : null, load: load ? load.loadEventEnd : 0,
                         status: load ? load.responseStatus : 0});
})()"""


class Browser:
    """Headless Chromium, asked over a pipe."""

    def __init__(self, bench):
        self.bench = bench
        self.number = 0
        self.rest = b""

    def view(self, site, path):
        """Milliseconds to the first contentful paint and to the end of loading: medians over several first visits."""
        if not shutil.which("chromium"):
            raise RuntimeError("chromium is not installed")
        visits = 2 if self.bench.options.quick else 9
        self.profile = tempfile.mkdtemp(prefix="plexus-bench-browser-")
        try:
            self.open()
            times = [self.visit("http://%s:%d%s" % (*site.address, path)) for _ in range(visits + 1)][1:]
        finally:
            self.close()
            shutil.rmtree(self.profile, ignore_errors=True)
        paints = [paint for paint, _ in times]
        return {"paint_ms": statistics.median(paints), "paint_least": min(paints), "paint_most": max(paints),
                "load_ms": statistics.median(load for _, load in times), "visits": visits, "example": path}

    def open(self):
        ours, (self.writes, self.reads) = [], (None, None)
        inward, self.writes = os.pipe()
        self.reads, outward = os.pipe()
        ours = [inward, outward]

        def arrange():
            # Chromium reads from descriptor 3 and writes to 4; copies first, since either number may be taken.
            source, target = os.dup(inward), os.dup(outward)
            os.dup2(source, 3)
            os.dup2(target, 4)

        command = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                   "--remote-debugging-pipe", "--no-first-run", "--window-size=1280,1024",
                   f"--user-data-dir={self.profile}", "about:blank"]
        self.process = subprocess.Popen(
            self.bench.namespace.command(command), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, preexec_fn=arrange, close_fds=False, start_new_session=True)
        self.bench.processes.append(self.process)
        for descriptor in ours:
            os.close(descriptor)

    def close(self):
        if process := getattr(self, "process", None):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            self.bench.processes.remove(process)
            os.close(self.writes)
            os.close(self.reads)

    def visit(self, address):
        context = self.ask("Target.createBrowserContext")["browserContextId"]
        target = self.ask("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable", session)
        self.ask("Page.navigate", session, url=address)
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            said = self.ask("Runtime.evaluate", session, expression=TIMES)["result"].get("value")
            times = json.loads(said) if said else {"paint": None, "load": 0}
            if times["paint"] is not None and times["load"] > 0:
                break
            time.sleep(0.1)
        else:
            raise RuntimeError(f"{address}: nothing was painted in two minutes")
        if times["status"] != 200:
            raise RuntimeError(f"{address}: answered with {times['status']}")
        self.ask("Target.disposeBrowserContext", browserContextId=context)
        return times["paint"], times["load"]

    def ask(self, method, session=None, **parameters):
        """A command's result; what the browser tells unasked is passed over."""
        self.number += 1
        command = {"id": self.number, "method": method, "params": parameters}
        if session:
            command["sessionId"] = session
        os.write(self.writes, json.dumps(command).encode() + b"\0")
        while True:
            while b"\0" not in self.rest:
                if not select.select([self.reads], [], [], 60)[0]:
                    raise RuntimeError(f"{method}: the browser did not answer in a minute")
                chunk = os.read(self.reads, 1 << 16)
                if not chunk:
                    raise RuntimeError("the browser ended by itself")
                self.rest += chunk
            message, _, self.rest = self.rest.partition(b"\0")
            answer = json.loads(message)
            if answer.get("id") != self.number:
                continue
            if "error" in answer:
                raise RuntimeError(f"{method}: {answer['error'].get('message')}")
            return answer["result"]
