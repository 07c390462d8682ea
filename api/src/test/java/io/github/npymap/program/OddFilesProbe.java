package io.github.npymap.program;

import io.github.npymap.Backend;
import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Opens the files in a folder in a process with less than the tests have, and prints what came of it. */
public final class OddFilesProbe {
    private OddFilesProbe() {}

    public static void main(String[] arguments) throws IOException {
        Backend backend = Npy.using(arguments[0]);
        List<Path> files;
        try (Stream<Path> found = Files.list(Path.of(arguments[1]))) {
            files = found.toList();
        }
        for (int k = 2; k < arguments.length; k++) {
            for (Path file : files) {
                try (NpyFile opened = open(backend, file, arguments[k])) {
                    opened.sync();
                    System.out.println(opened.array().sumLong());
                } catch (IOException e) {
                    System.out.println(e);
                }
            }
        }
    }

    private static NpyFile open(Backend backend, Path file, String how) throws IOException {
        return how.equals("CREATE")
                ? backend.create(file.resolveSibling(file.getFileName() + "2"), DType.INT8, Shape.of(1))
                : backend.open(file, Mode.valueOf(how));
    }
}
