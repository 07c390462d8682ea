package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.compare.Program.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What one of npymap's backends has to reach in a row, on one JDK.
 *
 * @param limit of the speed, or of the time, as a multiple of the baseline's
 */
record Bar(String row, Kind backend, int jdk, Baseline baseline, Measure measure, double limit) {
    /** Whom it is compared with. */
    enum Baseline {
        C("C"),
        BEST_C("the fastest way in C"),
        NUMPY("NumPy"),
        BY_HAND("by hand on the same JDK"),
        SEGMENT("MemorySegment by hand on 25"),
        MEMCPY("memcpy into the same array"),
        UNADVISED("an unadvised map (C)");

        final String title;

        Baseline(String title) {
            this.title = title;
        }
    }

    /** How the ratio is written. */
    enum Measure {
        /** How many times as fast: at least the limit. */
        SPEED,
        /** How many times as long: at most the limit. */
        TIME;

        /** From the ratio of the speeds. */
        double of(double speed) {
            return this == SPEED ? speed : 1 / speed;
        }
    }

    private static final double NONE = Double.NaN;

    /** The whole table: a line is a backend in a row, its last columns are the limits on JDK 17 and on JDK 25. */
    static final List<Bar> ALL = Stream.of(
                    //    row             backend    against             at         17     25
                    bars("sum", Kind.JNI, Baseline.C, Measure.SPEED, 0.95, 0.95),
                    bars("sum", Kind.NIO, Baseline.C, Measure.SPEED, 0.55, 0.75),
                    bars("sum", Kind.JNI, Baseline.NUMPY, Measure.SPEED, 1.6, 1.6),
                    bars("sum", Kind.NIO, Baseline.NUMPY, Measure.SPEED, 1.1, 1.1),
                    bars("sum-float32", Kind.JNI, Baseline.C, Measure.SPEED, 0.95, 0.95),
                    bars("sum-float32", Kind.NIO, Baseline.C, Measure.SPEED, 0.55, 0.75),
                    bars("sum-float32", Kind.JNI, Baseline.NUMPY, Measure.SPEED, 1.6, 1.6),
                    bars("sum-float32", Kind.NIO, Baseline.NUMPY, Measure.SPEED, 1.1, 1.1),
                    bars("pick", Kind.JNI, Baseline.C, Measure.TIME, 1.25, 1.25),
                    bars("pick", Kind.NIO, Baseline.C, Measure.TIME, NONE, 1.5),
                    bars("pick", Kind.NIO, Baseline.BY_HAND, Measure.TIME, 1.0, NONE),
                    bars("gather", Kind.JNI, Baseline.C, Measure.TIME, 1.0, 1.0),
                    bars("gather", Kind.NIO, Baseline.C, Measure.TIME, NONE, 1.4),
                    bars("gather", Kind.JNI, Baseline.NUMPY, Measure.TIME, 0.5, 0.5),
                    bars("gather", Kind.NIO, Baseline.NUMPY, Measure.TIME, NONE, 0.65),
                    bars("gather", Kind.NIO, Baseline.BY_HAND, Measure.TIME, 1.0, NONE),
                    bars("gather-rows", Kind.JNI, Baseline.NUMPY, Measure.SPEED, 1.45, 1.45),
                    bars("gather-rows", Kind.NIO, Baseline.NUMPY, Measure.SPEED, 1.3, 1.3),
                    bars("column", Kind.JNI, Baseline.NUMPY, Measure.SPEED, 1.3, 1.3),
                    bars("column", Kind.NIO, Baseline.NUMPY, Measure.SPEED, NONE, 1.0),
                    bars("row", Kind.JNI, Baseline.MEMCPY, Measure.SPEED, 0.9, 0.9),
                    bars("row", Kind.NIO, Baseline.MEMCPY, Measure.SPEED, 0.85, 0.85),
                    bars("big-endian", Kind.JNI, Baseline.MEMCPY, Measure.SPEED, 0.7, 0.7),
                    bars("big-endian", Kind.NIO, Baseline.MEMCPY, Measure.SPEED, 0.4, 0.4),
                    bars("half", Kind.JNI, Baseline.MEMCPY, Measure.SPEED, 0.7, 0.7),
                    bars("half", Kind.NIO, Baseline.MEMCPY, Measure.SPEED, 0.4, 0.4),
                    bars("open", Kind.JNI, Baseline.NUMPY, Measure.SPEED, 2, 2),
                    bars("open", Kind.NIO, Baseline.NUMPY, Measure.SPEED, 1.5, 1.5),
                    bars("cold-batch", Kind.JNI, Baseline.UNADVISED, Measure.SPEED, 15, 15),
                    bars("cold-batch", Kind.NIO, Baseline.UNADVISED, Measure.SPEED, 8, 8),
                    bars("loop", Kind.JNI, Baseline.SEGMENT, Measure.SPEED, 1.0, 1.0),
                    bars("loop", Kind.NIO, Baseline.SEGMENT, Measure.SPEED, NONE, 0.95),
                    bars("cold-scan", Kind.JNI, Baseline.BEST_C, Measure.SPEED, 0.85, 0.85),
                    bars("cold-scan", Kind.NIO, Baseline.BEST_C, Measure.SPEED, 0.85, 0.85),
                    bars("limited-scan", Kind.JNI, Baseline.C, Measure.SPEED, 0.85, 0.85),
                    bars("limited-scan", Kind.NIO, Baseline.C, Measure.SPEED, 0.85, 0.85),
                    bars("process", Kind.JNI, Baseline.NUMPY, Measure.TIME, 1.0, 1.0),
                    bars("process", Kind.NIO, Baseline.NUMPY, Measure.TIME, 1.0, 1.0))
            .flatMap(List::stream)
            .toList();

    private static List<Bar> bars(
            String row, Kind backend, Baseline baseline, Measure measure, double on17, double on25) {
        return Stream.of(
                        new Bar(row, backend, 17, baseline, measure, on17),
                        new Bar(row, backend, 25, baseline, measure, on25))
                .filter(bar -> !Double.isNaN(bar.limit))
                .toList();
    }

    boolean isMetBy(double value) {
        return measure == Measure.SPEED ? value >= limit : value <= limit;
    }

    /** The bar as the table of requirements writes it. */
    String text() {
        return String.format(Locale.ROOT, "%s %.2fx", measure == Measure.SPEED ? "≥" : "≤", limit);
    }

    /** What the ratio is of. */
    String subject() {
        return measure == Measure.SPEED ? "speed" : "time";
    }
}
