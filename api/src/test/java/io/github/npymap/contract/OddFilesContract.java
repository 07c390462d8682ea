package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.program.OddFilesProbe;
import io.github.npymap.support.Disk;
import io.github.npymap.support.Environment;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.NumPy;
import io.github.npymap.support.Rounds;
import io.github.npymap.support.UserFileSystem;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Paths that do not lead to an ordinary file, or to another one each time. */
@Tag(Rounds.TAG)
abstract class OddFilesContract extends Contract {
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void pipesSocketsDevicesAndFoldersAreRefusedByTheirNamesAndAtOnce() throws Exception {
        Path pipe = directory.resolve("pipe");
        Environment.require(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no pipes here");
        Path socket = directory.resolve("socket");
        Path link = Files.createSymbolicLink(directory.resolve("link"), pipe);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            for (Path odd : List.of(pipe, socket, link, Path.of("/dev/zero"), Path.of("/dev/null"), directory)) {
                assertTimeoutPreemptively(AT_ONCE, () -> assertRefused(odd), odd.toString());
            }
        }
    }

    private void assertRefused(Path odd) {
        for (Mode mode : Mode.values()) {
            assertNoFile(odd, () -> backend().open(odd, mode));
            assertNoFile(
                    odd,
                    () -> backend()
                            .raw(odd, DType.INT8)
                            .shape(Shape.of(1))
                            .mode(mode)
                            .open());
        }
        assertNoFile(odd, () -> Npy.header(odd));
        assertNoFile(odd, () -> Npy.append(odd));
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> backend().create(odd, DType.INT8, Shape.of(1)))
                .withMessageContaining("not a regular file");
    }

    private static void assertNoFile(Path odd, ThrowingCallable call) {
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(call)
                .withMessageStartingWith(odd.toString())
                .withMessageContaining(", not a file");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void filesThatTheSystemMakesUpAreTakenForWhatTheySay() throws IOException {
        assertThatExceptionOfType(NpyFormatException.class)
                .isThrownBy(() -> backend().open(Path.of("/proc/self/maps")))
                .withMessageContaining("text");
        assertThat(closing(backend().raw(Path.of("/proc/self/maps"), DType.INT8).open())
                        .array()
                        .size())
                .isZero();
        assertThatExceptionOfType(NpyFormatException.class)
                .isThrownBy(() -> backend()
                        .raw(Path.of("/proc/self/maps"), DType.INT8)
                        .shape(Shape.of(1))
                        .open())
                .withMessageContaining("0 bytes, then the end of the file");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> backend().open(Path.of("/proc/self/mem")));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileSystemThatMapsNothingIsNamedAsTheReason() throws IOException {
        // Says that it has 4096 bytes, and gives them to who reads, but not to who maps.
        Path unmappable = Path.of("/sys/devices/system/cpu/online");
        Environment.require(Files.isReadable(unmappable) && Files.size(unmappable) > 0, "no sysfs here");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> backend().raw(unmappable, DType.INT8).open())
                .withMessageContainingAll(unmappable.toString(), "the file system does not map files", "copy the file");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileSystemThatSharesNoPagesIsMappedPrivately() throws Exception {
        NumPy.require();
        Environment.require(Files.isWritable(Path.of("/dev/fuse")), "no file systems in user space");
        Path content = directory.resolve("content.npy");
        Npy.save(content, IntStream.range(0, 5000).toArray());
        Path folder = Files.createDirectory(directory.resolve("fuse"));
        try (UserFileSystem system = UserFileSystem.serve(content, folder)) {
            for (Mode mode : List.of(Mode.READ, Mode.COPY_ON_WRITE)) {
                try (NpyFile file = backend().open(system.file(), mode)) {
                    assertThat(file.array().sum()).isEqualTo(4999L * 2500);
                    assertThat(file.array().getInt(4999)).isEqualTo(4999);
                }
            }
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> backend().open(system.file(), Mode.READ_WRITE))
                    .withMessageContainingAll(system.file().toString(), "the file system does not map files");
        }
    }

    @Test
    void filesOfOtherFileSystemsOfJavaAreRefusedByTheirNames() throws IOException {
        Path content = directory.resolve("content.npy");
        Npy.save(content, new int[] {1, 2, 3});
        try (FileSystem zip = FileSystems.newFileSystem(directory.resolve("a.zip"), Map.of("create", "true"))) {
            Path inside = Files.copy(content, zip.getPath("/a.npy"));
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> backend().open(inside),
                    () -> backend().raw(inside, DType.INT8).allowNpyHeader().open(),
                    () -> backend()
                            .raw(inside, DType.INT8)
                            .allowNpyHeader()
                            .shape(Shape.of(5000))
                            .mode(Mode.READ_WRITE)
                            .extend()
                            .open(),
                    () -> backend().create(inside, DType.INT8, Shape.of(1), CreateOption.REPLACE))) {
                assertThatExceptionOfType(FileSystemException.class)
                        .isThrownBy(call)
                        .withMessage("/a.npy: only files of the default file system can be mapped, not those of jar");
            }
            assertThat(inside).hasSameBinaryContentAs(content);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void onADiskThatIsReadOnlyFilesCanBeReadAndNothingElse() throws Exception {
        try (Disk disk = Disk.of(directory.resolve("disk"), "size=1m")) {
            Path path = disk.directory().resolve("a.npy");
            Npy.save(path, new int[] {1, 2, 3});
            disk.remount("ro");
            assertThat(open(path, Mode.READ).array().sumLong()).isEqualTo(6);
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> backend().open(path, Mode.READ_WRITE),
                    () -> backend().create(path, DType.INT8, Shape.of(1)),
                    () -> backend().create(path.resolveSibling("b.npy"), DType.INT8, Shape.of(1)),
                    () -> Npy.append(path),
                    () -> Npy.save(path, new int[1]))) {
                assertThatThrownBy(call)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining(disk.directory().toString());
            }
            assertThat(open(path, Mode.READ).array().toIntArray()).containsExactly(1, 2, 3);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFileThatIsReplacedWhileItIsMappedStaysWhatItWas() throws IOException {
        Path path = directory.resolve("a.npy");
        Npy.save(path, new long[] {1, 2, 3});
        NpyFile old = open(path, Mode.READ_WRITE);
        Path other = fresh();
        Npy.save(other, new float[] {7});
        Files.move(other, path, StandardCopyOption.ATOMIC_MOVE);
        old.array().setLong(0, 5);
        old.sync();
        assertThat(old.array().toLongArray()).containsExactly(5, 2, 3);
        assertThat(open(path, Mode.READ).array().toFloatArray()).containsExactly(7);
        // To a sync by the name, the other file would have looked as good.
        Files.delete(path);
        old.array().setLong(1, 6);
        old.sync();
    }

    @Test
    void namesMayHaveAnyCharacterThatTheSystemAllows() throws IOException {
        List<String> written = new ArrayList<>();
        for (String name : List.of(
                "a b+c%20d",
                "naïve",
                "数据",
                "\uD83D\uDE00",
                "e\u0301",
                "\u202Etxt.exe",
                "-rf",
                "'\"$(x)`;&",
                "tab\tline\n",
                "..npy")) {
            Path path;
            try {
                path = directory.resolve(name);
                Npy.save(path, new int[] {1});
            } catch (InvalidPathException | IOException e) {
                continue; // not in this locale, or on this system
            }
            try (NpyFile file = backend().open(path, Mode.READ_WRITE)) {
                file.array().setInt(0, 2);
                file.sync();
            }
            try (NpyFile file =
                    backend().create(path.resolveSibling(name + "2"), DType.INT32, Shape.of(3), CreateOption.ATOMIC)) {
                file.array().setInt(2, 3);
                file.commit();
            }
            assertThat(open(path, Mode.COPY_ON_WRITE).array().getInt(0)).isEqualTo(2);
            written.add(name);
        }
        assertThat(written).contains("a b+c%20d");
        assertThatCode(() -> directory.resolve("a\0b")).isInstanceOf(InvalidPathException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesBeyondTheEncodingOfTheLocaleAreOpenedAllTheSame() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("names"));
        Path file = directory.resolve("a.npy");
        Npy.save(file, new int[] {1, 2, 3});
        // UTF-8, and bytes that are not; made by a shell, as this JVM may not know the names either.
        String copy =
                "for name in 'na\\303\\257ve' '\\346\\225\\260' '\\377\\376'; do cp \"$1\" \"$2/$(printf $name).npy\"; done";
        assertThat(new ProcessBuilder("sh", "-c", copy, "sh", file.toString(), folder.toString())
                        .start()
                        .waitFor())
                .isZero();
        Jvm jvm = Jvm.granted().with(Map.of("LC_ALL", "C", "LANG", "C"));
        assertThat(probe(jvm, folder, "READ_WRITE")).containsExactly("6", "6", "6");
        // None was made by a name that was taken for another.
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsNotPermittedIsNamed() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("denied"));
        Path file = folder.resolve("a.npy");
        Npy.save(file, new int[] {1, 2, 3});
        Jvm jvm = Jvm.unprivileged();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        List<String> readable = probe(jvm, folder, "READ", "READ_WRITE", "COPY_ON_WRITE");
        assertThat(readable).hasSize(3);
        assertThat(readable.get(0)).isEqualTo("6");
        assertThat(readable.get(1)).contains(file.toString(), "READ_WRITE");
        assertThat(readable.get(2)).matches("6|.*the jni backend needs permission to read.*");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        List<String> denied = probe(jvm, folder, "READ", "READ_WRITE", "COPY_ON_WRITE", "CREATE");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(denied).hasSize(4);
        assertThat(denied.subList(0, 3)).allMatch(line -> line.contains("AccessDeniedException: " + file));
        assertThat(denied.get(3)).contains("AccessDeniedException: " + file + "2: no file may be made in the folder");
    }

    /** What it says of every file, opened in these ways one after the other. */
    private List<String> probe(Jvm jvm, Path folder, String... ways) throws Exception {
        String[] arguments = Stream.concat(Stream.of(backend().name(), folder.toString()), Stream.of(ways))
                .toArray(String[]::new);
        Jvm.Result result = jvm.run(OddFilesProbe.class, arguments);
        assertThat(result.status()).as(result.output()).isZero();
        // Those of the JVM, where the classes for it are not in a jar.
        return result.output()
                .lines()
                .filter(line -> !line.startsWith("WARNING: "))
                .toList();
    }

    @Test
    void whatVanishedIsNotMadeAgainByBeingOpened() throws IOException {
        Path path = directory.resolve("gone.npy");
        for (Mode mode : Mode.values()) {
            assertThatExceptionOfType(NoSuchFileException.class)
                    .isThrownBy(() -> backend().open(path, mode));
        }
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> Npy.append(path));
        assertThat(path).doesNotExist();
    }
}
