package io.github.npymap.contract;

import io.github.npymap.Backend;
import io.github.npymap.CreateOption;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.support.Values;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
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
        byte[] header = NpyHeader.of(type, order, shape).toBytes();
        ByteBuffer buffer = ByteBuffer.allocate(header.length + bits.length * type.itemsize());
        buffer.put(header);
        for (long element : bits) {
            Values.put(buffer, type, element);
        }
        return Files.write(fresh(), buffer.array());
    }

    /** The elements in a flat array of this type, open for writing. */
    final NpyArray array(NumberType type, long... bits) throws IOException {
        return open(write(type, Order.C, Shape.of(bits.length), bits), Mode.READ_WRITE)
                .array();
    }
}
