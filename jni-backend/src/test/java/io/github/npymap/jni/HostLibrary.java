package io.github.npymap.jni;

import io.github.npymap.support.Environment;
import java.io.IOException;
import java.nio.file.Path;

/** Libraries of those who have a JVM in their process, compiled when they are needed. */
final class HostLibrary {
    private HostLibrary() {}

    /** @param name of a file among {@code src/test/c/host} */
    static Path compile(String name, Path directory) throws InterruptedException {
        Path source = Path.of("src", "test", "c", "host", name);
        Path library = directory.resolve(name.replace(".c", ".so"));
        int status;
        try {
            status = new ProcessBuilder("gcc", "-shared", "-fPIC", "-o", library.toString(), source.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            status = -1;
        }
        Environment.require(status == 0, "no C compiler");
        return library;
    }
}
