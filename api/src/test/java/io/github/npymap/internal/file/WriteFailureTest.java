package io.github.npymap.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteFailureTest {
    private static final IOException GERMAN = new IOException("Datei zu groß");

    @TempDir
    Path directory;

    private Path written;

    @BeforeEach
    void writeSome() throws IOException {
        written = Files.write(directory.resolve(".npymap-1.tmp"), new byte[100]);
    }

    private IOException explain(IOException failure, long length, String limit) {
        return WriteFailure.explain(failure, "a.npy", written, length, limit);
    }

    @Test
    void theFileIsNamedAsTheUserKnowsIt() {
        assertThat(explain(GERMAN, 0, "unlimited"))
                .hasMessage("a.npy: cannot be written: Datei zu groß")
                .hasCause(GERMAN);
        assertThat(explain(new IOException(written + ": no room: 5"), 0, "unlimited"))
                .hasMessage("a.npy: cannot be written: no room: 5");
        assertThat(explain(new FileSystemException(written.toString(), null, "broken"), 0, "unlimited"))
                .hasMessage("a.npy: cannot be written: broken");
    }

    @Test
    void theLimitOfTheProcessIsNamedWhereTheFileWouldBeBeyondIt() {
        String limited = "a.npy: cannot be written: Datei zu groß; this process may write files of at most 1000 bytes"
                + " (ulimit -f)";
        assertThat(explain(GERMAN, 1001, "1000")).hasMessage(limited);
        assertThat(explain(GERMAN, 1000, "1000")).hasMessage("a.npy: cannot be written: Datei zu groß");
        assertThat(explain(GERMAN, 0, "100")).hasMessageContaining("at most 100 bytes");
        assertThat(explain(GERMAN, 1001, "unknown here")).hasMessage("a.npy: cannot be written: Datei zu groß");
    }

    @Test
    void theRoomOfTheDiskIsNamedWhereMoreIsNeeded() {
        assertThat(explain(GERMAN, Long.MAX_VALUE, "unlimited"))
                .hasMessageContainingAll((Long.MAX_VALUE - 100) + " more bytes are needed, ", " are available on ");
    }

    @Test
    void whatNamesTheFileOrIsAboutTheThreadIsLeftAsItIs() {
        IOException named = new IOException("a.npy: no room on the disk");
        assertThat(explain(named, 0, "1")).isSameAs(named);
        IOException interrupt = new ClosedByInterruptException();
        assertThat(explain(interrupt, 0, "1")).isSameAs(interrupt);
    }

    @Test
    void withoutTheFileTheMessageIsStillTrue() throws IOException {
        Files.delete(written);
        assertThat(explain(GERMAN, 1001, "1000")).hasMessage("a.npy: cannot be written: Datei zu groß");
    }
}
