"""The work in NumPy: reads commands, one a line, and answers each with one line, as program.c does."""

import platform
import sys
from time import perf_counter_ns as now

import numpy as np

OPENS = 400
# A scalar access takes half a microsecond; a part of the positions tells as much as all of them.
PICKS = 50_000


class Worker:
    def __init__(self):
        self.path = None
        self.a = None
        self.rows = self.columns = self.flat = None
        self.out = None

    def hello(self, _):
        return f"NumPy {np.__version__}, Python {platform.python_version()}"

    def open(self, path):
        self.path = path
        self.a = np.load(path, mmap_mode="r")
        return ""

    def close(self, _):
        self.a = None
        return ""

    def positions(self, path):
        numbers = np.fromfile(path, dtype="<i8")
        count = numbers[0]
        self.rows = numbers[1 : count + 1]
        self.columns = numbers[count + 1 :]
        self.flat = self.rows * self.a.shape[1] + self.columns
        return ""

    def run(self, work):
        method = getattr(self, "run_" + work.replace("-", "_"), None)
        if method is None:
            raise ValueError("no Python program does this; see what a single access costs")
        nanoseconds, count, checksum = method()
        return f"{nanoseconds} {count} {float(checksum)!r}"

    def run_sum(self):
        a = self.a
        start = now()
        # float32 is added up in float32, as by everyone who writes this; in pairs, which is exact enough to be compared.
        total = a.sum()
        return now() - start, a.size, total

    run_scan = run_sum

    def run_pick(self):
        a = self.a
        rows = self.rows[:PICKS].tolist()
        columns = self.columns[:PICKS].tolist()
        total = 0.0
        start = now()
        for i, j in zip(rows, columns):
            total += a[i, j]
        elapsed = now() - start
        # Only a part was asked for one by one; the sum of all is what the others answer.
        return elapsed, len(rows), a[self.rows, self.columns].sum(dtype=np.float64)

    def run_gather(self):
        a = self.a.reshape(-1)
        flat = self.flat
        start = now()
        out = a[flat]
        return now() - start, out.size, glance(out)

    def run_gather_rows(self):
        a = self.a
        rows = self.rows
        start = now()
        out = a[rows]
        return now() - start, rows.size, glance(out.reshape(-1))

    def run_gather_take(self):
        return self.take(self.a.reshape(-1), self.flat)

    def run_gather_rows_take(self):
        return self.take(self.a, self.rows)

    def take(self, a, indices):
        """Into an array that stays from one run to the next."""
        shape = indices.shape + a.shape[1:]
        if self.out is None or self.out.shape != shape or self.out.dtype != a.dtype:
            self.out = np.zeros(shape, dtype=a.dtype)
        start = now()
        # In the default mode, "raise", all would be copied once more: out has to stay as it is if an index is wrong.
        np.take(a, indices, axis=0, out=self.out, mode="clip")
        return now() - start, indices.size, glance(self.out.reshape(-1))

    def run_columns(self):
        a = self.a
        columns = self.columns.tolist()
        total = 0.0
        start = now()
        for k, j in enumerate(columns):
            out = a[:, j].copy()
            total += out[k % out.size]
        return now() - start, len(columns), total

    def run_rows(self):
        a = self.a
        rows, columns = a.shape
        out = np.zeros(columns, dtype=np.float32 if a.dtype == "<f4" else np.float64)
        total = 0.0
        start = now()
        for i in range(rows):
            np.copyto(out, a[i])
            total += out[i % columns]
        return now() - start, rows, total

    def run_open(self):
        elapsed = 0
        total = 0.0
        for _ in range(OPENS):
            start = now()
            a = np.load(self.path, mmap_mode="r")
            total += a[0, 0]
            elapsed += now() - start
            del a
        return elapsed, OPENS, total / OPENS


def glance(out):
    """One number that depends on what was copied."""
    return float(out[0]) + float(out[out.size // 2]) + float(out[-1])


def main():
    worker = Worker()
    for line in sys.stdin:
        command, _, argument = line.rstrip("\n").partition(" ")
        try:
            print(("ok " + getattr(worker, command)(argument)).rstrip(), flush=True)
        except (AttributeError, OSError, ValueError, MemoryError) as failure:
            print(f"cannot {failure}", flush=True)


main()
