package io.github.npymap.benchmarks.compare;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells a waiting person what is going on. */
final class Progress {
    private final PrintStream out;
    private final long start = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String what) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        out.printf(Locale.ROOT, "%3d:%02d  %s%n", elapsed.toMinutes(), elapsed.toSecondsPart(), what);
    }
}
