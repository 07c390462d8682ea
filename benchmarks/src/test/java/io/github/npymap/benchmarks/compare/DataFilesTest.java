package io.github.npymap.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.benchmarks.BuiltWithC;
import io.github.npymap.benchmarks.contender.DataFile;
import io.github.npymap.benchmarks.contender.Reference;
import io.github.npymap.types.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilesTest {
    @TempDir
    Path directory;

    @BeforeEach
    void needsTheReference() {
        BuiltWithC.require();
    }

    /** What another one maps stays in memory. */
    @Test
    void aFileThatCannotBeDroppedIsWarmAllTheSame() throws IOException {
        DataFile file = DataFile.make(directory, DType.FLOAT64, 300, 1000);
        try (Reference other = new Reference(file.path(), Double.BYTES);
                DataFiles files = new DataFiles(Scale.QUICK, directory, Optional.of(file))) {
            assertThat(other.sum()).isPositive();

            files.keepWarm(file);

            assertThat(Reference.resident(file.path())).isEqualTo(1);
        }
    }

    @Test
    void aFileOfOnesOwnIsAddedUpInOneRow() throws IOException {
        DataFile file = DataFile.make(directory, DType.FLOAT32, 3, 4);
        Row float32 = Row.ALL.stream()
                .filter(row -> row.id().equals("sum-float32"))
                .findFirst()
                .orElseThrow();
        try (DataFiles own = new DataFiles(Scale.QUICK, directory, Optional.of(file));
                DataFiles generated = new DataFiles(Scale.QUICK, directory, Optional.empty())) {
            assertThat(own.refusal(float32)).contains("it is the row sum");
            assertThat(own.refusal(float32.original())).isEmpty();
            assertThat(generated.refusal(float32)).isEmpty();
        }
    }
}
