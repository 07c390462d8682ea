package io.github.npymap.support;

import io.github.npymap.Backend;
import io.github.npymap.CreateOption;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.NumberType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/** Arrays in files of a directory that a backend maps, each in a file of its own. */
public final class FileArrays implements ArraySource {
    private final Backend backend;
    private final Path directory;
    private final Deque<NpyFile> opened = new ArrayDeque<>();

    public FileArrays(Backend backend, Path directory) {
        this.backend = backend;
        this.directory = directory;
    }

    @Override
    public NpyArray zeros(DType type, Order order, Shape shape) throws IOException {
        CreateOption[] options =
                order == Order.FORTRAN ? new CreateOption[] {CreateOption.FORTRAN_ORDER} : new CreateOption[0];
        return closing(backend.create(fresh(), type, shape, options)).array();
    }

    @Override
    public NpyArray holding(NumberType type, Order order, Shape shape, long... bits) throws IOException {
        return closing(backend.open(write(fresh(), type, order, shape, bits), Mode.READ))
                .array();
    }

    /** A file with these elements, given in the order of the file; no backend has a part in it. */
    public static Path write(Path path, NumberType type, Order order, Shape shape, long... bits) throws IOException {
        Files.write(path, NpyHeader.of(type, order, shape).toBytes());
        return Files.write(path, Values.bytes(type, bits), StandardOpenOption.APPEND);
    }

    private Path fresh() {
        return directory.resolve("array" + opened.size() + ".npy");
    }

    private NpyFile closing(NpyFile file) {
        opened.push(file);
        return file;
    }

    @Override
    public void close() {
        opened.forEach(NpyFile::close);
    }
}
