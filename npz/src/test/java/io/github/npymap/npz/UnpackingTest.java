package io.github.npymap.npz;

import static io.github.npymap.npz.Archives.archive;
import static io.github.npymap.npz.Archives.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.support.Disk;
import io.github.npymap.support.Rounds;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Compressed members on a disk of 8 MiB, and names that want to be somewhere else. */
@Tag(Rounds.TAG)
class UnpackingTest {
    @TempDir
    Path directory;

    @Test
    @EnabledOnOs(OS.LINUX)
    void roomThatIsMissingIsNamedBeforeAnythingIsUnpackedAndNothingIsLeft() throws IOException {
        try (Disk disk = Disk.of(directory.resolve("disk"), "size=8m")) {
            try (NpzFile npz = open(3 << 20, disk)) {
                assertThatExceptionOfType(FileSystemException.class)
                        .isThrownBy(() -> npz.open("x"))
                        .withMessageContainingAll("a.npz:x", "12583040 bytes are needed", "are available");
            }
            assertThat(disk.directory()).isEmptyDirectory();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatFillsWhileAMemberIsUnpackedIsNamedWithItsRemedy() throws IOException {
        try (Disk disk = Disk.of(directory.resolve("disk"), "size=8m")) {
            // So little is not asked for beforehand.
            try (NpzFile npz = open(200_000, disk)) {
                disk.fill(100_000);
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> npz.open("x"))
                        .withMessageContainingAll(
                                "a.npz:x", disk.directory().toString(), "NpzOptions.temporaryDirectory");
                disk.empty();
                npz.open("x").close();
            }
            assertThat(disk.directory()).isEmptyDirectory();
        }
    }

    @Test
    void aTemporaryFolderThatIsNotThereIsNamedWithTheMemberAndTheRemedy() throws IOException {
        Path folder = directory.resolve("absent");
        Path path = Files.write(
                directory.resolve("a.npz"),
                archive().deflated("x.npy", npy(1, 2)).bytes());
        try (NpzFile npz = Npz.open(path, NpzOptions.defaults().temporaryDirectory(folder))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> npz.open("x"))
                    .withMessage(path + ":x: cannot be unpacked into the folder " + folder
                            + ": there is no such folder. NpzOptions.temporaryDirectory or -Djava.io.tmpdir=… names"
                            + " another.");
        }
    }

    private NpzFile open(int size, Disk disk) throws IOException {
        Path path = Files.write(
                directory.resolve("a.npz"),
                archive().deflated("x.npy", npy(new int[size])).bytes());
        return Npz.open(path, NpzOptions.defaults().temporaryDirectory(disk.directory()));
    }

    @Test
    void namesAreNamesAndNeverPaths() throws IOException {
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        String[] names = {"../../x", "/etc/x", "..\\x", "a/../../x", "C:x"};
        Archives archive = archive();
        for (String name : names) {
            archive.deflated(name + ".npy", npy(1, 2));
        }
        Path path = Files.write(directory.resolve("a.npz"), archive.bytes());
        try (NpzFile npz = Npz.open(path, NpzOptions.defaults().temporaryDirectory(temporary))) {
            assertThat(npz.names()).containsExactly(names);
            for (String name : names) {
                npz.open(name).close();
            }
        }
        assertThat(temporary).isEmptyDirectory();
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(path, temporary);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatIsNoFileIsRefusedAndNotWaitedFor() {
        for (Path odd : new Path[] {Path.of("/dev/zero"), directory}) {
            assertThatExceptionOfType(FileSystemException.class)
                    .isThrownBy(() -> Npz.open(odd))
                    .withMessageContainingAll(odd.toString(), "not a file");
        }
    }
}
