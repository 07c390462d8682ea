package io.github.npymap.cli;

import io.github.npymap.CreateOption;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.internal.publication.PendingFile;
import io.github.npymap.internal.publication.Publication;
import io.github.npymap.npz.ArchiveOption;
import io.github.npymap.npz.Npz;
import io.github.npymap.npz.NpzWriter;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "convert",
        description = {
            "Write arrays anew: in another dtype, order or byte order, out of an archive or into"
                    + " one, or with a header.",
            "The new file appears when it is complete, and not at all if anything is refused: a file"
                    + " that exists (--force replaces it), the file that is read, a type that --casting does"
                    + " not allow, and an element that the new type cannot hold."
        },
        footerHeading = Main.EXAMPLES,
        footer = {
            "  npymap convert --astype float32 weights.npy small.npy",
            "  npymap convert --order C --endian little old.npy new.npy",
            "  npymap convert model.npz:weights weights.npy",
            "  npymap convert --raw --dtype uint16 tokens.bin tokens.npy"
        })
final class ConvertCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "IN",
            description = "A .npy file, an archive, one member of an archive (model.npz:weights), or with --raw any.")
    private String in;

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description = "The new file: .npz for an archive, model.npz:weights to name its only member, else .npy.")
    private String out;

    @Option(
            names = "--astype",
            paramLabel = "DTYPE",
            description = "The type of the new elements (default: as they are).")
    private DType astype;

    @Option(
            names = "--casting",
            paramLabel = "RULE",
            description = {
                "What --astype may lose: safe, same_kind or unsafe, as in NumPy (default ${DEFAULT-VALUE}).",
                "Only unsafe lets elements that the new type cannot hold wrap around, become infinite or be cut off."
            })
    private Casting casting = Casting.SAME_KIND;

    @Option(names = "--order", paramLabel = "C|F", description = "The order of the new elements (default: as it is).")
    private String order;

    @Option(
            names = "--endian",
            paramLabel = "little|big|native",
            description = "The byte order of the new elements (default: as it is).")
    private String endian;

    @Option(names = "--deflate", description = "Compress the members of the new archive; they are then never mapped.")
    private boolean deflate;

    @Option(names = "--force", description = "Replace a file that exists.")
    private boolean force;

    @Mixin
    private ReadOptions read;

    @Mixin
    private ViewOptions view;

    @Override
    public Integer call() throws IOException {
        Path existing = Path.of(out);
        Location target = Files.exists(existing) && !out.endsWith(".npz")
                ? new Location(existing, Optional.empty())
                : Location.ofNew(out);
        requireFree(target.file());
        if (target.isArchiveName()) {
            toArchive(target);
        } else {
            try (NpyFile source = read.open(in)) {
                toFile(source, target.file());
            }
        }
        return 0;
    }

    private void requireFree(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        Path source = Location.of(in).file();
        if (Files.exists(source) && Files.isSameFile(source, target)) {
            throw new IOException(target + ": is what is read; name another file");
        }
        if (!force) {
            throw new FileAlreadyExistsException(target.toString());
        }
    }

    private void toFile(NpyFile source, Path target) throws IOException {
        NpyArray array = look(source);
        DType type = type(array);
        requireCasting(source, array.dtype(), type);
        Order order = order(source);
        Set<CreateOption> options = EnumSet.of(CreateOption.ATOMIC);
        if (force) {
            options.add(CreateOption.REPLACE);
        }
        if (order == Order.FORTRAN) {
            options.add(CreateOption.FORTRAN_ORDER);
        }
        try (NewFiles files = NewFiles.watch();
                NpyFile created =
                        read.backend().create(target, type, array.shape(), options.toArray(new CreateOption[0]))) {
            files.complete(() -> {
                fill(created, source, array, order);
                created.commit();
            });
        }
    }

    private void toArchive(Location target) throws IOException {
        List<String> names = new ArrayList<>();
        try (NewFiles files = NewFiles.watch();
                NpzWriter writer = Npz.create(target.file(), archiveOptions())) {
            files.complete(() -> {
                read.forEach(in, source -> {
                    names.add(source.toString());
                    if (names.size() > 1 && target.member().isPresent()) {
                        throw new IOException(in + ": an archive of several arrays cannot become one member");
                    }
                    try (NpyFile file = read.open(source)) {
                        addTo(writer, target.member().orElseGet(() -> memberName(source)), file, target.file());
                    }
                });
                writer.commit();
            });
        }
    }

    private ArchiveOption[] archiveOptions() {
        Set<ArchiveOption> options = EnumSet.noneOf(ArchiveOption.class);
        if (deflate) {
            options.add(ArchiveOption.COMPRESSED);
        }
        if (!force) {
            options.add(ArchiveOption.NEW);
        }
        return options.toArray(new ArchiveOption[0]);
    }

    /** What changes is written to a file of its own first, since an archive is written from one end to the other. */
    private void addTo(NpzWriter writer, String name, NpyFile source, Path target) throws IOException {
        NpyArray array = look(source);
        if (type(array).equals(array.dtype()) && order(source) == storedOrder(source)) {
            addTo(writer, name, array);
            return;
        }
        DType type = type(array);
        requireCasting(source, array.dtype(), type);
        Order order = order(source);
        try (PendingFile draft = PendingFile.beside(target, Publication.replacing(false));
                NpyFile changed = read.backend()
                        .raw(draft.file(), type)
                        .shape(array.shape())
                        .order(order)
                        .mode(Mode.READ_WRITE)
                        .extend()
                        .open()) {
            fill(changed, source, array, order);
            addTo(writer, name, changed.array());
        }
    }

    private void addTo(NpzWriter writer, String name, NpyArray array) throws IOException {
        try (ProgressLine progress = ProgressLine.of(spec, array.size())) {
            writer.add(name, array, progress);
        }
    }

    private void fill(NpyFile target, NpyFile source, NpyArray array, Order targetOrder) throws IOException {
        try (ProgressLine progress = ProgressLine.of(spec, array.size())) {
            ArrayCopy.run(array, target.array(), targetOrder, casting, progress);
        } catch (ArithmeticException e) {
            throw new IOException(source.source() + ": " + e.getMessage(), e);
        }
        try (ProgressLine progress = ProgressLine.of(spec, target.array().nbytes())) {
            StoredBytes.flush(target, progress);
        }
    }

    private void requireCasting(NpyFile source, DType from, DType to) throws IOException {
        Casting needed;
        try {
            needed = Casting.needed(from, to);
        } catch (UnsupportedOperationException e) {
            throw new IOException(source.source() + ": " + e.getMessage(), e);
        }
        if (!casting.allows(from, to)) {
            throw new IOException(source.source() + ": " + from + " to " + to + " is not " + casting
                    + ", since values may change; --casting " + needed + " allows it");
        }
    }

    private NpyArray look(NpyFile source) {
        try {
            return view.apply(source.array(), source.source());
        } catch (IllegalArgumentException e) {
            throw new RequestException(spec.commandLine(), e);
        }
    }

    private DType type(NpyArray array) {
        DType type = astype == null ? array.dtype() : astype;
        if (endian == null) {
            return type;
        }
        return switch (endian.toLowerCase(Locale.ROOT)) {
            case "little" -> type.littleEndian();
            case "big" -> type.bigEndian();
            case "native" -> type.withOrder(ByteOrder.nativeOrder());
            default -> throw new ParameterException(spec.commandLine(), "--endian is little, big or native");
        };
    }

    private Order order(NpyFile source) {
        if (order == null) {
            return storedOrder(source);
        }
        return switch (order.toUpperCase(Locale.ROOT)) {
            case "C" -> Order.C;
            case "F" -> Order.FORTRAN;
            default -> throw new ParameterException(spec.commandLine(), "--order is C or F");
        };
    }

    private Order storedOrder(NpyFile source) {
        return source.header().map(NpyHeader::order).orElseGet(read::rawOrder);
    }

    private static String memberName(Source source) {
        String name = source.file().getFileName().toString();
        return source.member()
                .map(member -> member.name())
                .orElse(name.endsWith(".npy") ? name.substring(0, name.length() - 4) : name);
    }
}
