package io.github.npymap.npz;

import io.github.npymap.NpyArray;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.internal.file.DiskSpace;
import io.github.npymap.internal.file.WriteFailure;
import io.github.npymap.internal.publication.PendingFile;
import io.github.npymap.internal.publication.Publication;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes an archive, member by member: {@code np.savez}. The file takes its place at {@link #commit}; until then the path
 * stays what it is, and closing the writer without a commit discards the new file. If anything that is added fails, nothing
 * is left but what was there before.
 *
 * <p>Arrays are written in blocks, whatever their size. Headers are NumPy's, and so are the names: {@code x} becomes the
 * entry {@code x.npy}. A writer is for one thread.
 *
 * <pre>{@code
 * try (NpzWriter npz = Npz.create(Path.of("model.npz"))) {
 *     npz.add("weights", weights).add("bias", new double[] {0.5, 1.5}).commit();
 * }
 * }</pre>
 */
public final class NpzWriter implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.github.npymap");

    private static final int BLOCK = 1 << 16;
    private static final int MAX_NAME_BYTES = 0xffff;

    private final Path path;
    private final boolean compressed;
    private final PendingFile pending;
    private final ZipArchiveOutputStream zip;
    private final Set<String> names = new HashSet<>();

    /** Copies some elements of an array as bytes. */
    private interface Elements {
        void copy(long from, byte[] target, int count);
    }

    NpzWriter(Path path, Set<ArchiveOption> options) throws IOException {
        this.path = path;
        this.compressed = options.contains(ArchiveOption.COMPRESSED);
        boolean durable = options.contains(ArchiveOption.SYNC);
        this.pending = PendingFile.beside(
                path,
                options.contains(ArchiveOption.NEW)
                        ? Publication.onlyNew("without ArchiveOption.NEW it is replaced", durable)
                        : Publication.replacing(durable));
        try {
            this.zip = new ZipArchiveOutputStream(pending.open());
        } catch (IOException | RuntimeException | Error e) {
            pending.close();
            throw e;
        }
    }

    /**
     * Adds an array. One whose elements lie in Fortran order stays in it; every other is written in C order.
     *
     * @param name what {@code np.load(path)[name]} finds it by
     * @throws IllegalArgumentException if there is a member of this name, or no archive can hold the name
     * @throws IOException if it cannot be written
     * @throws IllegalStateException if the array's file is closed, or this writer
     */
    public NpzWriter add(String name, NpyArray array) throws IOException {
        return add(name, array, done -> {});
    }

    /**
     * {@link #add(String, NpyArray)} for those who watch. What they throw is passed on, and discards the archive, as any
     * failure does.
     *
     * @param progress told the number of elements written so far, which become the array's size, after every block of at
     *     most 64 KiB, or of one element that is larger; never told anything of an array without elements. Elements,
     *     unlike the bytes of {@link NpzMember#open(io.github.npymap.types.Mode, LongConsumer)}: of what is written the array is known, of what
     *     is unpacked only how long it is
     * @throws IllegalArgumentException if there is a member of this name, or no archive can hold the name
     * @throws IOException if it cannot be written
     * @throws IllegalStateException if the array's file is closed, or this writer
     */
    public NpzWriter add(String name, NpyArray array, LongConsumer progress) throws IOException {
        boolean fortran = !array.isContiguous() && array.transpose().isContiguous();
        NpyArray source = fortran ? array.transpose() : array;
        return write(
                name,
                () -> NpyHeader.of(array.dtype(), fortran ? Order.FORTRAN : Order.C, array.shape()),
                (from, target, count) -> source.readBytes(from, target, 0, count),
                progress);
    }

    /**
     * Adds a Java array.
     *
     * @param shape the lengths of the axes; without any, one axis with all elements
     * @throws IllegalArgumentException if the shape takes more or fewer elements, and as
     *     {@link #add(String, NpyArray)}
     * @throws IOException if it cannot be written
     * @throws IllegalStateException if this writer is closed
     */
    public NpzWriter add(String name, double[] data, long... shape) throws IOException {
        return write(
                name,
                DType.FLOAT64,
                data.length,
                shape,
                (from, target, count) -> little(target).asDoubleBuffer().put(data, (int) from, count));
    }

    /** Adds a Java array; see {@link #add(String, double[], long...)}. */
    public NpzWriter add(String name, float[] data, long... shape) throws IOException {
        return write(
                name,
                DType.FLOAT32,
                data.length,
                shape,
                (from, target, count) -> little(target).asFloatBuffer().put(data, (int) from, count));
    }

    /** Adds a Java array; see {@link #add(String, double[], long...)}. */
    public NpzWriter add(String name, long[] data, long... shape) throws IOException {
        return write(
                name,
                DType.INT64,
                data.length,
                shape,
                (from, target, count) -> little(target).asLongBuffer().put(data, (int) from, count));
    }

    /** Adds a Java array; see {@link #add(String, double[], long...)}. */
    public NpzWriter add(String name, int[] data, long... shape) throws IOException {
        return write(
                name,
                DType.INT32,
                data.length,
                shape,
                (from, target, count) -> little(target).asIntBuffer().put(data, (int) from, count));
    }

    /** Adds a Java array; see {@link #add(String, double[], long...)}. */
    public NpzWriter add(String name, short[] data, long... shape) throws IOException {
        return write(
                name,
                DType.INT16,
                data.length,
                shape,
                (from, target, count) -> little(target).asShortBuffer().put(data, (int) from, count));
    }

    /** Adds a Java array; see {@link #add(String, double[], long...)}. */
    public NpzWriter add(String name, byte[] data, long... shape) throws IOException {
        return write(
                name,
                DType.INT8,
                data.length,
                shape,
                (from, target, count) -> System.arraycopy(data, (int) from, target, 0, count));
    }

    /** Adds a Java array; see {@link #add(String, double[], long...)}. */
    public NpzWriter add(String name, boolean[] data, long... shape) throws IOException {
        return write(name, DType.BOOL, data.length, shape, (from, target, count) -> {
            for (int k = 0; k < count; k++) {
                target[k] = (byte) (data[(int) from + k] ? 1 : 0);
            }
        });
    }

    private NpzWriter write(String name, DType dtype, long size, long[] lengths, Elements elements) throws IOException {
        return write(name, () -> header(name, dtype, size, lengths), elements, done -> {});
    }

    private static NpyHeader header(String name, DType dtype, long size, long[] lengths) {
        Shape shape = lengths.length == 0 ? Shape.of(size) : Shape.of(lengths);
        if (shape.size() != size) {
            throw new IllegalArgumentException(
                    "member \"" + Archive.printable(name) + "\": " + size + " elements do not have the shape " + shape);
        }
        return NpyHeader.of(dtype, Order.C, shape);
    }

    private NpzWriter write(String name, Supplier<NpyHeader> announced, Elements elements, LongConsumer progress)
            throws IOException {
        if (!pending.isPending()) {
            throw new IllegalStateException("the writer of " + path + " is committed or closed, or was after an error");
        }
        try {
            NpyHeader header = announced.get();
            byte[] start = header.toBytes();
            String entryName = entryName(name);
            if (!compressed) {
                DiskSpace.require(path.toString(), pending.file(), header.nbytes());
            }
            zip.putArchiveEntry(
                    compressed
                            ? NewEntry.deflated(entryName)
                            : NewEntry.stored(entryName, Math.addExact(start.length, header.nbytes())));
            zip.write(start);
            if (header.nbytes() > 0) {
                copy(header, elements, progress);
            }
            zip.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            IOException named = named(e);
            discard();
            throw named;
        } catch (RuntimeException | Error e) {
            discard();
            throw e;
        }
    }

    private IOException named(IOException failure) {
        return WriteFailure.explain(failure, path.toString(), pending.file(), 0);
    }

    private void copy(NpyHeader header, Elements elements, LongConsumer progress) throws IOException {
        int itemsize = header.dtype().itemsize();
        int atOnce = Math.max(1, BLOCK / itemsize);
        byte[] block = new byte[atOnce * itemsize];
        for (long done = 0; done < header.size(); ) {
            int count = (int) Math.min(atOnce, header.size() - done);
            elements.copy(done, block, count);
            zip.write(block, 0, count * itemsize);
            done += count;
            progress.accept(done);
        }
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private String entryName(String name) {
        String entryName = name + ".npy";
        String problem = "";
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            problem = "half of a surrogate pair, which UTF-8 cannot hold";
        } else if (name.indexOf('\0') >= 0) {
            problem = "a NUL, where Python would cut it off";
        } else if (entryName.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            problem = "more bytes than the " + MAX_NAME_BYTES + " that a ZIP archive allows";
        }
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException("a name of " + name.length() + " characters has " + problem);
        }
        if (!names.add(name)) {
            throw new IllegalArgumentException("there is a member \"" + Archive.printable(name) + "\" already");
        }
        return entryName;
    }

    /**
     * Completes the archive and puts it in its place. A writer that has been committed stays as it is.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is a file by now, and the archive has to be new
     * @throws IOException if it cannot be written; nothing is left but what was there before
     * @throws IllegalStateException if the writer is closed, or something that was to be added failed
     */
    public void commit() throws IOException {
        if (pending.isPending()) {
            try {
                zip.close();
            } catch (IOException e) {
                IOException named = named(e);
                pending.close();
                throw named;
            } catch (RuntimeException | Error e) {
                pending.close();
                throw e;
            }
        }
        pending.commit();
    }

    /**
     * Discards the archive unless it was committed: nothing is left but what was there before, and if anything was added,
     * a warning in the log names the path. Further calls do nothing.
     */
    @Override
    public void close() {
        boolean isLost = pending.isPending() && !names.isEmpty();
        discard();
        if (isLost) {
            LOG.log(
                    Level.WARNING,
                    () -> path + ": the new archive was closed without commit() and is discarded; what was at the path"
                            + " before has not changed");
        }
    }

    private void discard() {
        if (pending.isPending()) {
            try {
                zip.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, () -> path + ": the archive is not complete, and is discarded", e);
            } finally {
                pending.close();
            }
        }
    }
}
