"""What has to be known about the machine and the source of a page of results, and how such a page is written."""

import os
import platform
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def facts(started):
    """When, on what and of which source results are, by name."""
    with open("/proc/cpuinfo") as file:
        model = next((line.partition(":")[2].strip() for line in file if line.startswith("model name")), "unknown")
    commit = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "-C", ROOT, "describe", "--always", "--dirty"],
        capture_output=True, text=True).stdout.strip()
    distribution = platform.freedesktop_os_release().get("PRETTY_NAME", "unknown distribution")
    return {
        "date": started.strftime("%Y-%m-%d %H:%M UTC"),
        "machine": f"{os.cpu_count()} cores, {model}, kernel {platform.release()}, {distribution}",
        "source": commit or "not a git checkout",
    }


def build(products):
    """Installs what is missing and builds programs in release mode; returns their paths in the same order."""
    if subprocess.run([f"{ROOT}/scripts/bootstrap", "--bench"], stdout=sys.stderr).returncode != 0:
        say("not everything could be installed; what is missing is listed as such")
    command = ["swift", "build", "-c", "release", "--package-path", ROOT]
    try:
        for product in products:
            say(f"building {product} in release mode")
            if subprocess.run([*command, "--product", product], stdout=sys.stderr).returncode != 0:
                sys.exit(f"bench: {product} could not be built")
        folder = subprocess.run([*command, "--show-bin-path"], capture_output=True, text=True, check=True).stdout.strip()
    except FileNotFoundError:
        sys.exit("bench: swift was not found on PATH; --help says how to measure what is built already")
    return [os.path.join(folder, product) for product in products]


def become_root(script, arguments):
    """Goes on as root if this is not root, with further arguments."""
    if os.geteuid() == 0:
        return
    try:
        os.execvp("sudo", ["sudo", sys.executable, "-B", os.path.abspath(script), *sys.argv[1:], *arguments])
    except OSError:
        sys.exit("bench: root is needed, and there is no sudo")


def write(path, text):
    """Writes a file that belongs to whom its folder belongs to, also if root runs this."""
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    owner = os.stat(folder)
    os.chown(path, owner.st_uid, owner.st_gid)
    say(f"written: {path}")
