package io.github.npymap.cli;

import io.github.npymap.Backend;
import io.github.npymap.MapOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.RawBuilder;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.npz.Npz;
import io.github.npymap.npz.NpzFile;
import io.github.npymap.npz.NpzMember;
import io.github.npymap.npz.NpzOptions;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
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

    @Option(
            names = "--max-header-size",
            paramLabel = "N",
            description = "The longest header to read, in characters (default 10000), for files that you trust.")
    private int maxHeaderSize = MapOption.MaxHeaderSize.DEFAULT.characters();

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

    /** What is done with one array. */
    interface Action {
        void apply(Source source) throws IOException;
    }

    /** Takes the file that a text names, the member of an archive, or each of the members of one. */
    void forEach(String text, Action action) throws IOException {
        Location location = location(text);
        if (isFile(location)) {
            action.apply(Source.of(location.file()));
            return;
        }
        try (NpzFile archive = archive(location)) {
            for (NpzMember member : members(archive, location)) {
                action.apply(Source.of(location.file(), member));
            }
        }
    }

    /** Opens the one array that a text names. */
    NpyFile open(String text) throws IOException {
        Location location = location(text);
        if (isFile(location)) {
            return open(Source.of(location.file()));
        }
        try (NpzFile archive = archive(location)) {
            Collection<NpzMember> members = members(archive, location);
            if (members.size() != 1) {
                throw new IOException(text + ": an archive of " + members.size() + " arrays"
                        + members.stream()
                                .findFirst()
                                .map(first -> "; name one, such as " + first.source() + "; 'npymap info' lists them")
                                .orElse(""));
            }
            return open(members.iterator().next());
        }
    }

    /** What maps the files. */
    Backend backend() {
        return backend.backend();
    }

    /** The order of a file without a header, as the command line has it. */
    Order rawOrder() {
        return raw.order();
    }

    private MapOption.MaxHeaderSize headerLimit() {
        try {
            return MapOption.maxHeaderSize(maxHeaderSize);
        } catch (IllegalArgumentException e) {
            throw new RequestException(command.commandLine(), e);
        }
    }

    private Location location(String text) {
        return isRaw() ? new Location(Path.of(text), Optional.empty()) : Location.of(text);
    }

    private boolean isFile(Location location) throws IOException {
        return isRaw() || !location.isInArchive();
    }

    private NpzFile archive(Location location) throws IOException {
        return Npz.open(
                location.file(),
                NpzOptions.defaults()
                        .backend(backend.backend())
                        .maxHeaderSize(headerLimit().characters()));
    }

    private static Collection<NpzMember> members(NpzFile archive, Location location) throws IOException {
        if (location.member().isPresent()) {
            try {
                return List.of(archive.member(location.member().get()));
            } catch (NoSuchElementException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        // Of entries with the same name the last is the one that counts.
        Map<String, NpzMember> members = new LinkedHashMap<>();
        archive.members().forEach(member -> members.put(member.entryName(), member));
        return members.values();
    }

    NpyFile open(Source source) throws IOException {
        if (source.member().isPresent()) {
            return open(source.member().get());
        }
        return isRaw() ? openRaw(source.file()) : backend.backend().open(source.file(), Mode.READ, headerLimit());
    }

    private NpyFile open(NpzMember member) throws IOException {
        try (ProgressLine progress = ProgressLine.of(command, member.size())) {
            return member.open(Mode.READ, progress);
        }
    }

    private NpyFile openRaw(Path file) throws IOException {
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
    FileInfo info(Source source) throws IOException {
        if (isRaw()) {
            try (NpyFile mapped = openRaw(source.file())) {
                return new FileInfo("raw", null, raw.dtype, mapped.array().shape(), raw.order(), raw.offset);
            }
        }
        if (backend.isGiven()) {
            // Nothing is mapped, but a wrong name is wrong here too.
            backend.backend();
        }
        NpyHeader header =
                source.member().isPresent() ? source.member().get().header() : Npy.header(source.file(), headerLimit());
        return new FileInfo(
                "npy", header.version(), header.dtype(), header.shape(), header.order(), header.dataOffset());
    }
}
