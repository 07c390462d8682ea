package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.contender.DataFile;
import java.util.List;

/**
 * One piece of work that all contenders do.
 *
 * @param id its name on the command line
 * @param work its name in the protocol of the workers
 * @param piece what one piece of it is
 * @param memcpy whether npymap's JVMs also copy the bytes by memcpy, to compare with
 */
record Row(
        String id, String title, Setting setting, Source source, String work, Piece piece, Unit unit, boolean memcpy) {

    /** What surrounds the work. */
    enum Setting {
        /** The file is in the page cache, and mapped by all. */
        WARM,
        /** The file is on the disk, and nowhere else. */
        COLD,
        /** As cold, and the process has less memory than the file. */
        LIMITED,
        /** A process is started for it. */
        PROCESS
    }

    /** Which file it works on. */
    enum Source {
        MATRIX("the matrix"),
        EMBEDDINGS("the embeddings"),
        BIG_ENDIAN("a quarter of the matrix, big-endian"),
        HALF("a quarter of the matrix, as float16");

        final String title;

        Source(String title) {
            this.title = title;
        }
    }

    /** What is timed: the figures in a unit are for one of these. */
    enum Piece {
        ELEMENT,
        ROW,
        COLUMN,
        BATCH_OF_ROWS,
        OPENING,
        PROCESS
    }

    static final List<Row> ALL = List.of(
            warm("sum", "sum of all elements", Source.MATRIX, "sum", Piece.ELEMENT, Unit.GIGABYTES_PER_SECOND),
            warm(
                    "sum-float32",
                    "sum of all elements of float32 embeddings",
                    Source.EMBEDDINGS,
                    "sum",
                    Piece.ELEMENT,
                    Unit.GIGABYTES_PER_SECOND),
            warm(
                    "pick",
                    "getDouble(i, j) at random, for one element",
                    Source.MATRIX,
                    "pick",
                    Piece.ELEMENT,
                    Unit.NANOSECONDS),
            warm(
                    "gather",
                    "gather of elements at random, for one",
                    Source.MATRIX,
                    "gather",
                    Piece.ELEMENT,
                    Unit.NANOSECONDS),
            warm(
                    "gather-rows",
                    "gatherRows of embeddings at random",
                    Source.EMBEDDINGS,
                    "gather-rows",
                    Piece.BATCH_OF_ROWS,
                    Unit.MICROSECONDS),
            warm("column", "one column copied", Source.MATRIX, "columns", Piece.COLUMN, Unit.MICROSECONDS),
            copying("row", "rows copied to one array", Source.MATRIX),
            copying("big-endian", "rows of big-endian float64 copied to a double[]", Source.BIG_ENDIAN),
            copying("half", "rows of float16 copied to a double[]", Source.HALF),
            warm("open", "open, and read the first element", Source.MATRIX, "open", Piece.OPENING, Unit.MICROSECONDS),
            new Row(
                    "cold-batch",
                    "gather of elements of a cold file at random, for one",
                    Setting.COLD,
                    Source.MATRIX,
                    "gather",
                    Piece.ELEMENT,
                    Unit.MICROSECONDS,
                    false),
            warm(
                    "loop",
                    "a loop over getDouble(i, j) along rows",
                    Source.MATRIX,
                    "loop",
                    Piece.ELEMENT,
                    Unit.GIGABYTES_PER_SECOND),
            scan("cold-scan", "sum of a cold file, advised SEQUENTIAL", Setting.COLD),
            scan(
                    "limited-scan",
                    "sum of a file six times the memory limit, advised SEQUENTIAL, -Xmx32m",
                    Setting.LIMITED),
            new Row(
                    "process",
                    "a process that opens, prints one element and exits",
                    Setting.PROCESS,
                    Source.MATRIX,
                    "get",
                    Piece.PROCESS,
                    Unit.MILLISECONDS,
                    false));

    private static Row warm(String id, String title, Source source, String work, Piece piece, Unit unit) {
        return new Row(id, title, Setting.WARM, source, work, piece, unit, false);
    }

    private static Row copying(String id, String title, Source source) {
        return new Row(id, title, Setting.WARM, source, "rows", Piece.ROW, Unit.GIGABYTES_PER_SECOND, true);
    }

    private static Row scan(String id, String title, Setting setting) {
        return new Row(id, title, setting, Source.MATRIX, "scan", Piece.ELEMENT, Unit.GIGABYTES_PER_SECOND, false);
    }

    /** The first row that does the same work: on one and the same file, the two are one. */
    Row original() {
        return ALL.stream()
                .filter(row -> row.setting == setting && row.work.equals(work))
                .findFirst()
                .orElseThrow();
    }

    /** How many positions the work visits; 0 if it needs none. */
    int positions(Scale scale) {
        return switch (work) {
            case "pick" -> scale.picks();
            case "gather" -> setting == Setting.COLD ? scale.coldPicks() : scale.picks();
            case "gather-rows" -> scale.rowPicks();
            case "columns" -> scale.columnPicks();
            default -> 0;
        };
    }

    /** How many of what a worker counts are one piece. */
    int countOfPiece(Scale scale) {
        return piece == Piece.BATCH_OF_ROWS ? scale.rowPicks() : 1;
    }

    /** The bytes that one piece consists of: where it is a copy, those of the target. */
    long bytes(DataFile file) {
        int copied = file.isDouble() ? Double.BYTES : Float.BYTES;
        return piece == Piece.ROW
                ? (long) copied * file.columns()
                : file.dtype().itemsize();
    }
}
