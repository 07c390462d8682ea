package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void whatAnUncheckedExceptionCarriesIsWhatWentWrong() {
        Failure failure = Failure.of(new UncheckedIOException(new NoSuchFileException("a.npy")));
        assertThat(failure).isEqualTo(new Failure(Failure.Kind.IO, "a.npy: no such file"));
    }
}
