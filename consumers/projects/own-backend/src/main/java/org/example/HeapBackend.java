package org.example;

import io.github.npymap.spi.Availability;
import io.github.npymap.spi.BackendProvider;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads files into memory, for file systems that cannot map them. It is found by its name in {@code META-INF/services},
 * as a module's {@code provides} would have it, and never taken unasked, since it holds a copy.
 */
public final class HeapBackend implements BackendProvider {
    @Override
    public String name() {
        return "heap";
    }

    @Override
    public int priority() {
        return 1;
    }

    @Override
    public Availability availability() {
        return Availability.onRequest("reads the whole file into the heap; -Dnpymap.backend=heap asks for that");
    }

    @Override
    public OpenFile open(Path file, Mode mode) throws IOException {
        return new HeapFile(file, mode);
    }
}
