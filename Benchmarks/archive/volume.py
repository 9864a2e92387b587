"""A file system of its own for what is measured, so that what reaches its disk is counted and nothing else is."""

import os
import re
import subprocess

PREFIX = "plexus-bench-archive-"
SECTOR = 512


def run(*command):
    """Runs a command and returns what it prints; raises with its message if it fails."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout.strip()


class Volume:
    """An ext4 file system in a sparse file, by a loop device without a cache of its own."""

    def __init__(self, folder):
        self.image = os.path.join(folder, f"{PREFIX}{os.getpid()}.img")
        self.mount_point = os.path.join(folder, f"{PREFIX}{os.getpid()}")
        self.device = None

    def __enter__(self):
        remove_stale(os.path.dirname(self.image))
        os.makedirs(self.mount_point)
        return self

    def __exit__(self, *_):
        remove(self.image, self.mount_point, self.device)

    def renew(self, size):
        """Begins anew with an empty file system of so many bytes, and mounts it."""
        self.clear()
        free = os.statvfs(os.path.dirname(self.image))
        if free.f_bavail * free.f_frsize < size * 1.05:
            raise RuntimeError(f"{os.path.dirname(self.image)} has not the {size / 1e9:.0f} GB that this takes")
        with open(self.image, "w") as file:
            file.truncate(size)
        self.device = run("losetup", "--find", "--show", "--direct-io=on", self.image)
        # What ext4 would otherwise write later, in the middle of a measurement.
        run("mkfs.ext4", "-q", "-i", "32768", "-E", "lazy_itable_init=0,lazy_journal_init=0", self.device)
        run("mount", self.device, self.mount_point)

    def clear(self):
        if self.device:
            detach(self.mount_point, self.device)
            self.device = None
        if os.path.exists(self.image):
            os.unlink(self.image)

    def evict(self):
        """Has everything written, and forgotten by the page cache."""
        run("umount", self.mount_point)
        run("mount", self.device, self.mount_point)

    def sync(self):
        run("sync", "-f", self.mount_point)

    def written(self):
        """Bytes that reached the disk so far, all that was written before included: /proc/diskstats after a sync."""
        self.sync()
        with open("/proc/diskstats") as file:
            for line in file:
                fields = line.split()
                if fields[2] == os.path.basename(self.device):
                    return SECTOR * int(fields[9])
        raise RuntimeError(f"/proc/diskstats: expected a line of {self.device}")


def detach(mount_point, device):
    if os.path.ismount(mount_point):
        run("umount", mount_point)
    run("losetup", "--detach", device)


def remove(image, mount_point, device):
    if device:
        detach(mount_point, device)
    if os.path.exists(image):
        os.unlink(image)
    if os.path.isdir(mount_point):
        os.rmdir(mount_point)


def remove_stale(folder):
    """Removes what a benchmark that was killed has left behind."""
    for name in os.listdir(folder):
        match = re.fullmatch(rf"({PREFIX}(\d+))\.img", name)
        if match and not os.path.exists(f"/proc/{match[2]}"):
            image = os.path.join(folder, name)
            devices = run("losetup", "--noheadings", "--output", "NAME", "--associated", image).split()
            remove(image, os.path.join(folder, match[1]), devices[0] if devices else None)
