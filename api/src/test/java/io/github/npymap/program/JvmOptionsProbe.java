package io.github.npymap.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.npymap.Backend;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.support.Access;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A program that uses a file in every way, closes it, and loses the pages of another. */
public final class JvmOptionsProbe {
    public static final String RIGHT = "right";

    private static final int TIMES = 4;

    private JvmOptionsProbe() {}

    /** {@code nothing}, or a backend, a file and another that is to be truncated, of ones that {@link Access} takes. */
    public static void main(String[] args) throws IOException {
        if (args.length == 1) {
            return;
        }
        Backend backend = Npy.using(args[0]);
        for (int time = 0; time < TIMES; time++) {
            useAndClose(backend, Path.of(args[1]));
        }
        loseThePages(backend, Path.of(args[2]));
        System.out.println(RIGHT);
    }

    private static void useAndClose(Backend backend, Path path) throws IOException {
        NpyFile file = backend.open(path, Mode.READ_WRITE);
        NpyArray array = file.array();
        for (Access access : Access.values()) {
            access.run(array);
        }
        file.close();
        for (Access access : Access.values()) {
            assertThat(catchThrowable(() -> access.run(array)))
                    .as(access.name())
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static void loseThePages(Backend backend, Path path) throws IOException {
        NpyFile file = backend.open(path);
        double[] target = new double[(int) file.array().size()];
        file.array().read(target);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        for (int time = 0; time < TIMES; time++) {
            assertThat(catchThrowable(() -> file.array().read(target)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(path.toString());
        }
        file.close();
    }
}
