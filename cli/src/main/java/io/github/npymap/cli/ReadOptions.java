package io.github.npymap.cli;

import io.github.npymap.DType;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.NpyHeader;
import io.github.npymap.Order;
import io.github.npymap.RawBuilder;
import io.github.npymap.Shape;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a file is read: as .npy, or raw as elements that the command line describes. */
final class ReadOptions {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @ArgGroup(exclusive = false, heading = "Files without a header (np.memmap):%n")
    private Raw raw;

    @Mixin
    private BackendOption backend;

    private static final class Raw {
        @Option(
                names = "--raw",
                required = true,
                description = "The file has no header; --dtype and the others say what is in it.")
        private boolean enabled;

        @Option(
                names = "--dtype",
                required = true,
                paramLabel = "DTYPE",
                description = "The type of an element: float64, '<f8', '>i2'.")
        private DType dtype;

        @Option(names = "--offset", paramLabel = "BYTES", description = "Where the first element begins (default 0).")
        private long offset;

        @Option(
                names = "--shape",
                paramLabel = "SHAPE",
                description = "The axes: 3,4. Without it one axis reaches to the end of the file.")
        private Shape shape;

        @Option(names = "--fortran", description = "The first axis varies fastest.")
        private boolean fortran;

        @Option(
                names = "--allow-npy-header",
                description = "Map a .npy file raw all the same, its header read as if it were data.")
        private boolean allowNpyHeader;

        private Order order() {
            return fortran ? Order.FORTRAN : Order.C;
        }
    }

    private boolean isRaw() {
        return raw != null && raw.enabled;
    }

    NpyFile open(Path file) throws IOException {
        if (!isRaw()) {
            return backend.backend().open(file);
        }
        RawBuilder builder = backend.backend().raw(file, raw.dtype).order(raw.order());
        try {
            builder = builder.offset(raw.offset);
        } catch (IllegalArgumentException e) {
            throw new RequestException(command.commandLine(), e);
        }
        if (raw.shape != null) {
            builder = builder.shape(raw.shape);
        }
        return (raw.allowNpyHeader ? builder.allowNpyHeader() : builder).open();
    }

    /** What the file says about itself, or the command line about the file. */
    FileInfo info(Path file) throws IOException {
        if (!isRaw()) {
            if (backend.isGiven()) {
                // Nothing is mapped, but a wrong name is wrong here too.
                backend.backend();
            }
            NpyHeader header = Npy.header(file);
            return new FileInfo(
                    "npy", header.version(), header.dtype(), header.shape(), header.order(), header.dataOffset());
        }
        try (NpyFile mapped = open(file)) {
            return new FileInfo("raw", null, raw.dtype, mapped.array().shape(), raw.order(), raw.offset);
        }
    }
}
