package io.github.npymap.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.support.Rounds;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where descriptors run out in a process of its own, {@code ExhaustionContract} looks; here, what makes it look so. */
@Tag(Rounds.TAG)
class DescriptorsTest {
    private static final IOException GERMAN = new FileSystemException("a.npy", null, "Zu viele offene Dateien");

    @TempDir
    Path self;

    @BeforeEach
    void openTwenty() throws IOException {
        Files.createDirectory(self.resolve("fd"));
        for (int k = 0; k < 20; k++) {
            Files.createFile(self.resolve("fd").resolve(Integer.toString(k)));
        }
    }

    @Test
    void theLimitIsNamedWhereItIsReachedInWhateverLanguageTheSystemSpeaks() {
        for (String limit : new String[] {"20", "21", "23"}) {
            assertThat(Descriptors.explain(GERMAN, self, limit))
                    .hasMessageStartingWith("a.npy: Zu viele offene Dateien. ")
                    .hasMessageContaining("(ulimit -n) is " + limit)
                    .hasCause(GERMAN);
        }
    }

    @Test
    void whatHappensFarFromTheLimitIsAboutSomethingElse() {
        for (String limit : new String[] {"24", "1024", "unlimited", "unknown"}) {
            assertThat(Descriptors.explain(GERMAN, self, limit)).isSameAs(GERMAN);
        }
    }

    @Test
    void whatHasAClassOfItsOwnIsAboutSomethingElse() {
        IOException failure = new NoSuchFileException("a.npy");
        assertThat(Descriptors.explain(failure, self, "20")).isSameAs(failure);
    }

    @Test
    void wordsAreGoneByWhereNothingElseTells() {
        IOException english = new IOException("a.npy: Too many open files");
        assertThat(Descriptors.explain(english, self.resolve("nothing"), "unknown here"))
                .hasMessageContaining("(ulimit -n) is unknown here");
        assertThat(Descriptors.explain(GERMAN, self.resolve("nothing"), "unknown here"))
                .isSameAs(GERMAN);
    }

    @Test
    void whatNamesTheLimitIsLeftAsItIs() {
        IOException named = Descriptors.explain(GERMAN, self, "20");
        assertThat(Descriptors.explain(named, self, "20")).isSameAs(named);
    }
}
