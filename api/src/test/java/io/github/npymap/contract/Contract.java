package io.github.npymap.contract;

import io.github.npymap.Backend;
import io.github.npymap.CreateOption;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.support.FileArrays;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** One part of what every backend does: makes files and opens them, and closes what was opened. */
abstract class Contract {
    private final Deque<NpyFile> opened = new ArrayDeque<>();
    private int made;

    @TempDir
    Path directory;

    abstract Backend backend();

    @AfterEach
    void closeAll() {
        opened.forEach(NpyFile::close);
    }

    final Path fresh() {
        return directory.resolve("array" + made++ + ".npy");
    }

    final NpyFile closing(NpyFile file) {
        opened.push(file);
        return file;
    }

    final NpyFile open(Path path, Mode mode) throws IOException {
        return closing(backend().open(path, mode));
    }

    final NpyArray zeros(DType type, Shape shape, CreateOption... options) throws IOException {
        return closing(backend().create(fresh(), type, shape, options)).array();
    }

    /** A file with these elements, given in the order of the file; no backend has a part in it. */
    final Path write(NumberType type, Order order, Shape shape, long... bits) throws IOException {
        return FileArrays.write(fresh(), type, order, shape, bits);
    }
}
