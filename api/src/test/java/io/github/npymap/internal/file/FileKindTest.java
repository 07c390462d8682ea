package io.github.npymap.internal.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileKindTest {

    private static FileKind of(String latin1) {
        return FileKind.of(latin1.getBytes(ISO_8859_1));
    }

    @Test
    void isToldByTheFirstBytes() {
        assertThat(of("\u0093NUMPY\1\0")).isEqualTo(FileKind.NPY);
        assertThat(of("")).isEqualTo(FileKind.EMPTY);
        assertThat(of("\0\0\0\0")).isEqualTo(FileKind.ZEROS);
        assertThat(of("PK\5\6")).isEqualTo(FileKind.ZIP);
        assertThat(of("\u001f\u008b\b")).isEqualTo(FileKind.GZIP);
        assertThat(of("\u0028\u00b5\u002f\u00fd")).isEqualTo(FileKind.ZSTD);
        assertThat(of("CDF\1")).isEqualTo(FileKind.NETCDF);
        assertThat(of("MATLAB 5.0 MAT-file")).isEqualTo(FileKind.MATLAB);
        assertThat(of("ARROW1\0\0")).isEqualTo(FileKind.ARROW);
        assertThat(of("version https://git-lfs.github.com/spec/v1\n")).isEqualTo(FileKind.GIT_LFS);
        assertThat(of("<!DOCTYPE html>")).isEqualTo(FileKind.HTML);
        assertThat(of("1.0 2.0\n")).isEqualTo(FileKind.TEXT);
        assertThat(of("\1\2\3")).isEqualTo(FileKind.UNKNOWN);
    }

    @Test
    void knowsAnNpyFileThatWasTreatedAsText() {
        assertThat(FileKind.of("\u0093NUMPY".getBytes(UTF_8))).isEqualTo(FileKind.MANGLED_NPY);
        assertThat(FileKind.of("\ufffdNUMPY".getBytes(UTF_8))).isEqualTo(FileKind.MANGLED_NPY);
        assertThat(of("?NUMPY")).isEqualTo(FileKind.MANGLED_NPY);
    }

    @Test
    void saysWhatItIsAndWhatToDo() {
        for (FileKind kind : FileKind.values()) {
            assertThat(kind.description()).doesNotEndWith(".");
            assertThat(kind.remedy()).isNotBlank();
        }
    }
}
