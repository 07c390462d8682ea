package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.support.NumPy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    @TempDir
    Path directory;

    private Path archive;

    @BeforeEach
    void writeArchive() {
        NumPy.require();
        archive = directory.resolve("model.npz");
        NumPy.run("""
                import sys
                import numpy as np
                np.savez(sys.argv[1], weights=np.arange(6.0).reshape(2, 3), bias=np.array(['a:b', 'c']))
                np.savez_compressed(sys.argv[1][:-4] + 'ed.npz', **{'x:y': np.arange(4, dtype='>i2')})
                """, archive.toString());
    }

    @Test
    void everyMemberHasALine() {
        assertThat(CommandRun.of("info", "--json", archive).out().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith(
                        "{\"file\":\"" + archive + "\",\"member\":\"weights\",\"format\":\"npy\",\"version\":\"1.0\","
                                + "\"descr\":\"<f8\",\"shape\":[2,3],\"fortran_order\":false");
        assertThat(CommandRun.of("info", archive).out()).contains(archive + ":bias", "npy 1.0, stored");
        assertThat(CommandRun.of("digest", archive).out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("  " + archive + ":weights"),
                        line -> assertThat(line).endsWith("  " + archive + ":bias"));
    }

    @Test
    void aMemberIsReadByItsName() {
        assertThat(CommandRun.of("get", archive + ":weights", "1,2").out()).isEqualToIgnoringNewLines("5.0");
        assertThat(CommandRun.of("slice", archive + ":bias.npy", ":").out()).isEqualToIgnoringNewLines("['a:b'   'c']");
        assertThat(CommandRun.of("stats", archive + ":weights").out()).contains("sum    15.0");
        assertThat(CommandRun.of("digest", "--json", archive + ":bias").out())
                .startsWith("{\"file\":\"" + archive + "\",\"member\":\"bias\",\"sha256\":\"");
    }

    @Test
    void compressedMembersAreReadAsWellAndTheOnlyOneNeedsNoName() {
        Path compressed = directory.resolve("modeled.npz");

        assertThat(CommandRun.of("slice", compressed + ":x:y", "::2").out()).isEqualToIgnoringNewLines("[0 2]");
        assertThat(CommandRun.of("head", compressed).out()).contains("[0 1 2 3]");
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs() {
        CommandRun missing = CommandRun.of("head", archive + ":nothing");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("\"nothing\"", "weights, bias").hasLineCount(1);
        assertThat(CommandRun.of("head", archive).err())
                .contains("2 arrays", archive + ":weights")
                .hasLineCount(1);
        assertThat(CommandRun.of("head", directory.resolve("none.npz") + ":weights")
                        .err())
                .isEqualToIgnoringNewLines("npymap: " + directory.resolve("none.npz") + ": no such file");
    }

    @Test
    void aFileWhoseNameHasTheColonGoesFirst() throws Exception {
        Path odd = Files.writeString(directory.resolve("model.npz:weights"), "text");

        assertThat(CommandRun.of("head", odd).err()).contains("text");
    }
}
