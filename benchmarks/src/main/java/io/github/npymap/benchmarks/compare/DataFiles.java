package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.contender.DataFile;
import io.github.npymap.benchmarks.contender.Reference;
import io.github.npymap.types.NumberKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of a run: generated ones, or the user's own for all rows that make sense with it. */
final class DataFiles implements AutoCloseable {
    private final Scale scale;
    private final Path directory;
    private final Optional<DataFile> own;
    private final Map<Path, Reference> kept = new HashMap<>();

    /** @param own the user's file, if there is one */
    DataFiles(Scale scale, Path directory, Optional<DataFile> own) {
        this.scale = scale;
        this.directory = directory;
        this.own = own;
    }

    /** @throws UnsupportedOperationException unless the file is one that the rows can use */
    static DataFile own(Path path) throws IOException {
        DataFile file = DataFile.existing(path.toAbsolutePath());
        NumberKind kind = file.dtype().kind();
        if ((kind != NumberKind.FLOAT64 && kind != NumberKind.FLOAT32)
                || !file.dtype().equals(file.dtype().littleEndian())) {
            throw new UnsupportedOperationException(
                    "a matrix of little-endian float64 or float32 is needed, not " + file.dtype());
        }
        return file;
    }

    /** Why a row cannot be measured with these files; empty if it can. */
    String refusal(Row row) {
        boolean converts = row.source() == Row.Source.BIG_ENDIAN || row.source() == Row.Source.HALF;
        if (own.isEmpty()) {
            return "";
        }
        if (converts) {
            return "the file is little-endian " + own.get().dtype() + ", and nothing is converted";
        }
        Row original = row.original();
        return original.equals(row) ? "" : "with a file of one's own it is the row " + original.id();
    }

    DataFile of(Row row) throws IOException {
        return own.isPresent() ? own.get() : scale.generate(row.source(), directory);
    }

    /**
     * Maps the file until {@link #release}: the system takes back pages that nobody maps within a minute. Before that it
     * is dropped from memory, also if it is the user's own, and read anew: large pages are broken up over time.
     */
    void keepWarm(DataFile file) throws IOException {
        Reference before = kept.remove(file.path());
        if (before != null) {
            before.close();
        }
        drop(file);
        Reference map = new Reference(file.path(), Float.BYTES);
        kept.put(file.path(), map);
        map.sum();
    }

    /** Read, not written: how a file came into memory decides how large the pages are that it is mapped by. */
    private static void drop(DataFile file) {
        try {
            file.drop();
        } catch (IOException e) {
            // Somebody else maps it, or its file system keeps it: as it is, it is warm too.
        }
    }

    void release() {
        kept.values().forEach(Reference::close);
        kept.clear();
    }

    @Override
    public void close() {
        release();
    }
}
