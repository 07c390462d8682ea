package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.NativeLibrary;
import io.github.npymap.spi.Mapping;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.support.Disk;
import io.github.npymap.support.Environment;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said when a file cannot be mapped or lengthened. */
@Tag(Rounds.TAG)
class FailureTest {
    @TempDir
    Path directory;

    @BeforeEach
    void requireLibrary() {
        Mappings.requireLibrary();
    }

    @Test
    void aFileThatIsTooShortIsMeasured() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), 1000, 1);
        assertThatThrownBy(() -> Mappings.map(file, Mode.READ, 80, 921))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": cannot map 921 bytes from byte 80 on, mode READ: the file ends at byte 1000");
    }

    @Test
    void aMissingFileIsWhatItIsElsewhereInJava() {
        Path file = directory.resolve("nothing");
        assertThatThrownBy(() -> Mappings.map(file, Mode.READ, 0, 1))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(file.toString());
    }

    @Test
    void aDirectoryIsNoFile() {
        for (Mode mode : Mode.values()) {
            assertThatThrownBy(() -> Mappings.map(directory, mode, 0, 1))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessage(directory + ": a directory, not a file");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsAgainstTheRulesIsDenied() {
        // Not even root may.
        assertThatThrownBy(() -> Mappings.map(Path.of("/proc/version"), Mode.READ_WRITE, 0, 1))
                .isInstanceOfAny(AccessDeniedException.class, IOException.class)
                .hasMessageContaining("/proc/version");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tooLittleAddressSpaceNamesTheLimits() throws Exception {
        long length = 1L << 43;
        Path file = Mappings.sparse(directory.resolve("huge"), length);
        List<Mapping> mappings = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        while (mappings.size() < 100) {
                            mappings.add(Mappings.map(file, Mode.READ));
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(
                            file + ": cannot map " + length + " bytes from byte 0 on, mode READ",
                            "vm.max_map_count is ",
                            "address space (ulimit -v) is ");
        } finally {
            mappings.forEach(Mapping::close);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatLocksAllItMapsIsToldOfItsLimit() throws Exception {
        // Root may lock everything, unless it has given that up, which others may not.
        Environment.require("root".equals(System.getProperty("user.name")), "not root");
        Environment.require(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv");
        Path file = Mappings.sparse(directory.resolve("large"), 1L << 33);
        Jvm jvm = Jvm.granted().with("-Xms16m", "-Xmx16m", "-XX:+UseSerialGC", "-Xint");
        List<String> shell =
                List.of("sh", "-c", "ulimit -l 8192 && exec setpriv --bounding-set=-all --inh-caps=-all \"$@\"", "sh");
        Jvm.Result result = new Jvm(shell, Map.of("LC_ALL", "C"), jvm.options()).run(Locker.class, file.toString());
        assertThat(result.output())
                .contains(
                        "\nclosed\n",
                        file + ": cannot map 8589934592 bytes from byte 0 on, mode READ: Resource",
                        "locked memory (ulimit -l) is 8388608");
    }

    static final class Locker {
        private static final int MCL_FUTURE = 2;

        public static void main(String[] arguments) throws Exception {
            NativeLibrary.getProcess().getFunction("mlockall").invokeInt(new Object[] {MCL_FUTURE});
            // More than half of what may be locked.
            Mapping mapping = Mappings.map(Path.of(arguments[0]), Mode.READ, 0, 5 << 20);
            System.out.println("mapped");
            mapping.close();
            System.out.println(mapping.isOpen() ? "still open" : "closed");
            Mappings.map(Path.of(arguments[0]), Mode.READ);
        }
    }

    @Test
    void pathsOfOtherFileSystemsCannotBeMapped() throws Exception {
        Path zip = directory.resolve("a.zip");
        try (FileSystem system =
                FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
            Path entry = Files.write(system.getPath("/data"), new byte[10]);
            assertThatThrownBy(() -> Mappings.map(entry, Mode.READ))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("/data: only files of the default file system can be mapped");
        }
    }

    @Test
    void namesMayHaveAnyCharacterThatTheSystemAllows() throws Exception {
        for (String name : new String[] {"a b+c%20d", "naïve", "数据", "\uD83D\uDE00"}) {
            Path file;
            try {
                file = Mappings.random(directory.resolve(name), 10, 1);
            } catch (InvalidPathException e) {
                continue; // not in this locale
            }
            try (Mapping mapping = Mappings.map(file, Mode.READ)) {
                assertThat(mapping.getByte(0)).isEqualTo(Files.readAllBytes(file)[0]);
            }
        }
    }

    private static void reserve(Path file, long length) throws IOException {
        try (OpenFile opened = Mappings.PROVIDER.open(file, Mode.READ_WRITE)) {
            opened.reserve(length);
        }
    }

    @Test
    void reservingLengthensAFileWithZerosAndKeepsWhatIsThere() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), 10, 1);
        byte[] before = Files.readAllBytes(file);
        reserve(file, 5000);
        assertThat(Files.readAllBytes(file)).hasSize(5000).startsWith(before).endsWith(new byte[4990]);
        reserve(file, 5000);
        assertThat(file).hasSize(5000);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void reservingMoreThanTheDiskHasSaysHowMuchThatIsAndLeavesTheFile() throws Exception {
        try (Disk disk = Disk.of(directory.resolve("disk"), "size=1m")) {
            Path file = Files.createFile(disk.directory().resolve("data"));
            reserve(file, 500_000);
            assertThatThrownBy(() -> reserve(file, 5_000_000))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(file + ": no room to make it 5000000 bytes long", "bytes left");
            assertThat(file).hasSize(500_000);
        }
    }

    @Test
    void anOpenFileIsReadInPiecesOfAnyLengthAndIsClosedOnce() throws Exception {
        Path file = Mappings.random(directory.resolve("data"), 100_000, 1);
        byte[] content = Files.readAllBytes(file);
        OpenFile opened = Mappings.PROVIDER.open(file, Mode.READ);
        for (ByteBuffer target : List.of(
                ByteBuffer.allocate(1000),
                ByteBuffer.allocate(1000).position(7),
                ByteBuffer.allocate(1000).limit(500),
                ByteBuffer.allocateDirect(1000))) {
            int start = target.position();
            int count = opened.read(target, 99_200);
            assertThat(count).isPositive();
            for (int k = 0; k < count; k++) {
                assertThat(target.get(start + k)).isEqualTo(content[99_200 + k]);
            }
            assertThat(target.position()).isEqualTo(start + count);
        }
        assertThat(opened.read(ByteBuffer.allocate(1), 100_000)).isEqualTo(-1);
        opened.close();
        opened.close();
        assertThatThrownBy(opened::size).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> opened.read(ByteBuffer.allocate(1), 0)).isInstanceOf(ClosedChannelException.class);
    }
}
