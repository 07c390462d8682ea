package io.github.npymap.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.npymap.CreateOption;
import io.github.npymap.MapOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.support.NumPy;
import io.github.npymap.support.Rounds;
import io.github.npymap.support.Warnings;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag(Rounds.TAG)
class NpzWriterTest {
    /** Prints what NumPy makes of each member, and where its data begins if it is stored. */
    private static final String SHOW = """
            import sys, zipfile, struct
            import numpy as np
            with np.load(sys.argv[1]) as npz:
                print(npz.zip.testzip())
                for info in npz.zip.infolist():
                    a = npz[info.filename]
                    npz.zip.fp.seek(info.header_offset)
                    local = struct.unpack('<4s5H3L2H', npz.zip.fp.read(30))
                    data = info.header_offset + 30 + local[9] + local[10]
                    aligned = info.compress_type != zipfile.ZIP_STORED or data % 64 == 0
                    print(ascii(info.filename), a.dtype.str, a.shape, a.flags.f_contiguous, aligned, a.tolist())
            """;

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("a.npz");
    }

    private NpzWriter writer(boolean compressed) throws IOException {
        return compressed ? Npz.create(path, ArchiveOption.COMPRESSED) : Npz.create(path);
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void numPyReadsWhatIsWritten(boolean compressed) throws IOException {
        NumPy.require();
        Path npy = directory.resolve("big-endian.npy");
        try (NpyFile fortran = Npy.create(npy, DType.INT16.bigEndian(), Shape.of(2, 3), CreateOption.FORTRAN_ORDER);
                NpzWriter npz = writer(compressed)) {
            fortran.array().write(new int[] {1, 2, 3, 4, 5, 6});
            npz.add("f8", new double[] {0.5, -1})
                    .add("f4", new float[] {1, 2, 3, 4}, 2, 2)
                    .add("i8", new long[] {Long.MIN_VALUE})
                    .add("i4", new int[0], 3, 0)
                    .add("i2", new short[] {-1, 2})
                    .add("i1", new byte[] {-128}, 1, 1, 1)
                    .add("b1", new boolean[] {true, false})
                    .add("fortran", fortran.array())
                    .add("view", fortran.array().slice("::-1, 1:"))
                    .add("scalar", fortran.array().slice("1, 2"))
                    .add("", new byte[] {7})
                    .add("a\\b/../\u00e9\ud83d\ude00.npy", new byte[] {8})
                    .commit();
        }
        assertThat(NumPy.run(SHOW, path.toString())).isEqualTo("""
                None
                'f8.npy' <f8 (2,) True True [0.5, -1.0]
                'f4.npy' <f4 (2, 2) False True [[1.0, 2.0], [3.0, 4.0]]
                'i8.npy' <i8 (1,) True True [-9223372036854775808]
                'i4.npy' <i4 (3, 0) True True [[], [], []]
                'i2.npy' <i2 (2,) True True [-1, 2]
                'i1.npy' |i1 (1, 1, 1) True True [[[-128]]]
                'b1.npy' |b1 (2,) True True [True, False]
                'fortran.npy' >i2 (2, 3) True True [[1, 2, 3], [4, 5, 6]]
                'view.npy' >i2 (2, 2) False True [[5, 6], [2, 3]]
                'scalar.npy' >i2 () True True 6
                '.npy' |i1 (1,) True True [7]
                'a\\\\b/../\\xe9\\U0001f600.npy.npy' |i1 (1,) True True [8]
                """);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thoseWhoWatchHearHowFarItIsWrittenAndUnpacked(boolean compressed) throws IOException {
        List<Long> written = new ArrayList<>();
        List<Long> unpacked = new ArrayList<>();
        try (NpzWriter npz = writer(compressed)) {
            npz.add("x", NpyArray.zeros(DType.FLOAT64, Shape.of(300, 100)), written::add)
                    .add("empty", NpyArray.zeros(DType.FLOAT64, Shape.of(0)), written::add)
                    .commit();
        }
        assertThat(written)
                .hasSizeGreaterThan(2)
                .isSorted()
                .doesNotHaveDuplicates()
                .endsWith(30_000L);

        try (NpzFile npz = Npz.open(path);
                NpyFile x = npz.member("x").open(Mode.READ, unpacked::add)) {
            assertThat(x.array().size()).isEqualTo(30_000);
            if (compressed) {
                assertThat(unpacked).hasSizeGreaterThan(2).isSorted().doesNotHaveDuplicates();
                assertThat(unpacked).endsWith(npz.member("x").size());
            } else {
                assertThat(unpacked).isEmpty();
            }
        }
    }

    /** The members' bytes are those of np.savez; only the room before them differs. */
    @Test
    void aLongHeaderIsReadWithTheLimitThatTheOptionsGive() throws IOException {
        DType dtype = Npy.dtype(IntStream.range(0, 1000)
                .mapToObj(k -> "('field" + k + "', '<f8')")
                .collect(Collectors.joining(", ", "[", "]")));
        Path source = directory.resolve("a.npy");
        Npy.create(source, dtype, Shape.of(3)).close();
        for (boolean compressed : new boolean[] {false, true}) {
            try (NpyFile file = Npy.open(source, Mode.READ, MapOption.maxHeaderSize(50_000));
                    NpzWriter writer = compressed ? Npz.create(path, ArchiveOption.COMPRESSED) : Npz.create(path)) {
                writer.add("a", file.array()).commit();
            }
            try (NpzFile archive = Npz.open(path)) {
                assertThatExceptionOfType(NpyFormatException.class)
                        .isThrownBy(() -> archive.members().get(0).open(Mode.READ))
                        .withMessageContaining("NpzOptions.maxHeaderSize");
            }
            try (NpzFile archive = Npz.open(path, NpzOptions.defaults().maxHeaderSize(50_000));
                    NpyFile member = archive.members().get(0).open(Mode.READ)) {
                assertThat(archive.members().get(0).header().dtype()).isEqualTo(dtype);
                assertThat(member.array().dtype()).isEqualTo(dtype);
            }
        }
    }

    @Test
    void subarraysOfSubarraysAreWrittenAsTheyAre() throws IOException {
        String descr = "[('c', ('<f8', (5,)), (2,))]";
        DType dtype = Npy.dtype(descr);
        Path source = directory.resolve("a.npy");
        Npy.create(source, dtype, Shape.of(3)).close();
        try (NpyFile file = Npy.open(source);
                NpzWriter writer = Npz.create(path)) {
            writer.add("a", file.array()).commit();
        }
        try (NpzFile archive = Npz.open(path)) {
            assertThat(archive.members().iterator().next().header().dtype().descr())
                    .isEqualTo(descr);
        }
    }

    @Test
    void fortranOrderOfElementsWithoutBytesIsWrittenAsNumPyDoes() throws IOException {
        NumPy.require();
        Path theirs = directory.resolve("numpy.npz");
        NumPy.run("""
                import sys, numpy as np
                arrays = [np.zeros((2, 3), dtype, order=order) for dtype in ('V0', []) for order in 'CF']
                np.savez(sys.argv[1], *arrays, *[a.T for a in arrays])
                for k, a in enumerate(arrays): np.save(f'{sys.argv[2]}/{k}.npy', a)
                """, theirs.toString(), directory.toString());
        try (NpzWriter writer = Npz.create(path)) {
            for (int k = 0; k < 4; k++) {
                try (NpyFile file = Npy.open(directory.resolve(k + ".npy"))) {
                    writer.add("arr_" + k, file.array())
                            .add("arr_" + (k + 4), file.array().transpose());
                }
            }
            writer.commit();
        }
        try (NpzFile expected = Npz.open(theirs);
                NpzFile archive = Npz.open(path)) {
            assertThat(expected.members()).hasSize(8);
            for (int k = 0; k < 8; k++) {
                assertThat(archive.member("arr_" + k).header().toBytes())
                        .isEqualTo(expected.member("arr_" + k).header().toBytes());
            }
        }
    }

    @Test
    void membersAreByteIdenticalToNumPys() throws IOException {
        NumPy.require();
        NumPy.run("""
                import sys, numpy as np
                np.savez(sys.argv[1], x=np.arange(6, dtype='<i4').reshape(2, 3), y=np.float64([1.5]))
                """, directory.resolve("numpy.npz").toString());
        try (NpzWriter npz = Npz.create(path)) {
            npz.add("x", new int[] {0, 1, 2, 3, 4, 5}, 2, 3)
                    .add("y", new double[] {1.5})
                    .commit();
        }
        try (NpzFile ours = Npz.open(path);
                NpzFile theirs = Npz.open(directory.resolve("numpy.npz"))) {
            assertThat(ours.names()).isEqualTo(theirs.names());
            for (String name : ours.names()) {
                try (var our = ours.member(name).content();
                        var their = theirs.member(name).content()) {
                    assertThat(our.readAllBytes()).isEqualTo(their.readAllBytes());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "jni"})
    void whatIsWrittenIsMappedInPlace(String backend) throws IOException {
        double[] data = new double[100_000];
        for (int k = 0; k < data.length; k++) {
            data[k] = k * 0.25;
        }
        try (NpzWriter npz = Npz.create(path)) {
            npz.add("small", new byte[] {1, 2, 3}).add("large", data, 1000, 100).commit();
        }
        try (NpzFile npz = Npz.open(path, NpzOptions.defaults().backend(Npy.using(backend)));
                NpyFile large = npz.open("large")) {
            assertThat(npz.members()).allMatch(NpzMember::isMappable);
            assertThat(large.array().toDoubleArray()).isEqualTo(data);
            assertThat(large.header().orElseThrow().shape()).isEqualTo(Shape.of(1000, 100));
            for (NpzMember member : npz.members()) {
                member.verify();
            }
        }
    }

    @Test
    void aFortranArrayStaysOne() throws IOException {
        NpyArray array = NpyArray.zeros(DType.FLOAT32, Shape.of(3, 2)).transpose();
        try (NpzWriter npz = Npz.create(path)) {
            npz.add("t", array).add("c", array.transpose()).commit();
        }
        try (NpzFile npz = Npz.open(path)) {
            assertThat(npz.member("t").header().order()).isEqualTo(Order.FORTRAN);
            assertThat(npz.member("t").header().shape()).isEqualTo(Shape.of(2, 3));
            assertThat(npz.member("c").header().order()).isEqualTo(Order.C);
        }
    }

    @Test
    void typesWithoutJavaCounterpartKeepTheirBytes() throws IOException {
        NpyArray array = NpyArray.zeros(Npy.dtype("[('x', '>c16'), ('s', '<U3'), ('p', '|V5')]"), Shape.of(5000));
        byte[] bytes = new byte[33 * 5000];
        for (int k = 0; k < bytes.length; k++) {
            bytes[k] = (byte) (k * 31);
        }
        array.writeBytes(0, bytes, 0, 5000);
        try (NpzWriter npz = Npz.create(path, ArchiveOption.COMPRESSED)) {
            npz.add("s", array).commit();
        }
        try (NpzFile npz = Npz.open(path);
                NpyFile file = npz.open("s")) {
            byte[] read = new byte[bytes.length];
            file.array().readBytes(0, read, 0, 5000);
            assertThat(read).isEqualTo(bytes);
            assertThat(file.array().dtype()).isEqualTo(array.dtype());
        }
    }

    @Test
    void theFileAppearsWhenItIsComplete() throws IOException {
        Files.writeString(path, "what was there");
        try (NpzWriter npz = Npz.create(path)) {
            npz.add("x", new int[] {1});
            assertThat(path).hasContent("what was there");
            npz.commit();
            assertThat(files()).containsExactly("a.npz");
            npz.commit();
            assertThatIllegalStateException().isThrownBy(() -> npz.add("y", new int[] {1}));
        }
        assertThat(files()).containsExactly("a.npz");
        try (NpzFile npz = Npz.open(path)) {
            assertThat(npz.names()).containsExactly("x");
        }
    }

    @Test
    void nothingIsLeftAfterAFailure() throws IOException {
        NpyFile closed = Npy.create(directory.resolve("closed.npy"), DType.INT8, Shape.of(1));
        closed.close();
        Files.delete(closed.path());
        assertThatIllegalStateException().isThrownBy(() -> {
            try (NpzWriter npz = Npz.create(path)) {
                npz.add("x", new int[] {1}).add("y", closed.array());
            }
        });
        assertThat(directory).isEmptyDirectory();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    try (NpzWriter npz = Npz.create(path)) {
                        npz.add("x", new int[] {1}, 2, 3);
                    }
                })
                .withMessageContainingAll("\"x\"", "1 elements", "(2, 3)");
        assertThat(directory).isEmptyDirectory();
        assertThatIllegalArgumentException().isThrownBy(() -> {
            try (NpzWriter npz = Npz.create(path)) {
                npz.add("x", new int[] {1}).add("y", new int[] {1}, -1);
            }
        });
        assertThat(directory).isEmptyDirectory();
        Files.writeString(path, "what was there");
        NpzWriter discarded = Npz.create(path, ArchiveOption.COMPRESSED).add("x", new int[] {1});
        assertThat(Warnings.during(discarded::close))
                .contains(path + ": the new archive was closed without commit() and is discarded");
        assertThat(Warnings.during(discarded::close)).isEmpty();
        assertThat(Warnings.during(() -> Npz.create(path).close())).isEmpty();
        assertThatIllegalStateException().isThrownBy(discarded::commit);
        assertThatIllegalStateException().isThrownBy(() -> discarded.add("y", new int[] {1}));
        assertThat(path).hasContent("what was there");
        assertThat(files()).containsExactly("a.npz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a\0b", "\ud800"})
    void namesThatWouldBeLostAreRefused(String name) throws IOException {
        NpzWriter npz = Npz.create(path).add("x", new int[] {1});
        assertThatIllegalArgumentException().isThrownBy(() -> npz.add(name, new int[] {2}));
        npz.close();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anArchiveThatHasToBeNewReplacesNoFile() throws IOException {
        NpzWriter npz = Npz.create(path, ArchiveOption.NEW).add("x", new int[] {1});
        Files.writeString(path, "made meanwhile");
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(npz::commit)
                .withMessage(path + ": there is a file; without ArchiveOption.NEW it is replaced");
        npz.close();
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> Npz.create(path, ArchiveOption.NEW));
        assertThat(path).hasContent("made meanwhile");
        assertThat(files()).containsExactly("a.npz");
        Files.delete(path);
        try (NpzWriter durable = Npz.create(path, ArchiveOption.NEW, ArchiveOption.SYNC)) {
            durable.add("x", new int[] {1}).commit();
        }
        assertThat(files()).containsExactly("a.npz");
    }

    @Test
    void aNameMayBeAsLongAsZIPAllows() throws IOException {
        String longest = "\u00e9".repeat((0xffff - 4) / 2);
        try (NpzWriter npz = Npz.create(path)) {
            npz.add(longest, new int[] {1}).commit();
        }
        try (NpzFile npz = Npz.open(path);
                NpyFile file = npz.open(longest)) {
            assertThat(file.array().getInt(0)).isEqualTo(1);
        }
        NpzWriter npz = Npz.create(path);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> npz.add(longest + "\u00e9", new int[] {1}))
                .withMessageContaining("65535");
    }

    @Test
    void whatWasPrivateStaysPrivate() throws IOException {
        assumeThat(Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class))
                .isTrue();
        Files.writeString(path, "what was there");
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
        Files.setPosixFilePermissions(path, owner);
        try (NpzWriter npz = Npz.create(path)) {
            npz.add("x", new int[] {1}).commit();
        }
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(owner);
    }

    @Test
    void aFileNameMayBeAsLongAsNamesCanBe() throws IOException {
        path = directory.resolve("n".repeat(251) + ".npz");
        try (NpzWriter npz = Npz.create(path)) {
            npz.add("x", new int[] {1}).commit();
        }
        assertThat(files()).containsExactly(path.getFileName().toString());
    }

    @Test
    void onlyRegularFilesAreReplaced() throws IOException {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> Npz.create(directory));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> Npz.create(directory.resolve("none/a.npz")))
                .withMessageContainingAll("none/a.npz", "no such folder");
    }

    @Test
    void theSameArraysMakeTheSameArchiveEverywhere() throws IOException {
        TimeZone zone = TimeZone.getDefault();
        try {
            byte[] first = null;
            for (String id : new String[] {"UTC", "America/Los_Angeles", "Pacific/Kiritimati"}) {
                TimeZone.setDefault(TimeZone.getTimeZone(id));
                try (NpzWriter npz = Npz.create(path)) {
                    npz.add("x", new int[] {1, 2, 3}).commit();
                }
                first = first == null ? Files.readAllBytes(path) : first;
                assertThat(path).hasBinaryContent(first);
            }
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @EnabledIfSystemProperty(named = "npymap.large", matches = "true")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void membersAndArchivesMayBeLargerThan4GiB(boolean compressed) throws IOException {
        NumPy.require();
        long size = (4L << 30) + 5;
        Path npy = directory.resolve("huge.npy");
        try (NpyFile file = Npy.create(npy, DType.UINT8, Shape.of(size), CreateOption.SPARSE);
                NpzWriter npz = writer(compressed)) {
            file.array().setInt(size - 1, 77);
            npz.add("huge", file.array()).add("after", new int[] {5}).commit();
        }
        try (NpzFile npz = Npz.open(path);
                NpyFile huge = npz.open("huge");
                NpyFile after = npz.open("after")) {
            assertThat(huge.array().getInt(size - 1)).isEqualTo(77);
            assertThat(after.array().getInt(0)).isEqualTo(5);
        }
        assertThat(NumPy.run(
                        "import sys, numpy as np; z = np.load(sys.argv[1]); a = z['huge'];"
                                + " print(a.shape, a[-1], z['after'])",
                        path.toString()))
                .isEqualTo("(4294967301,) 77 [5]\n");
    }
}
