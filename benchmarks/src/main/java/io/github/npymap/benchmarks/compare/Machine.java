package io.github.npymap.benchmarks.compare;

import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where the comparison ran. */
record Machine(String processor, int processors, String memory, String system, String disk) {
    static Machine here(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        return new Machine(
                field("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                memory(field("/proc/meminfo", "MemTotal", "")),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + Platform.RESOURCE_PREFIX,
                store.name() + " (" + store.type() + ")");
    }

    private static String memory(String kilobytes) {
        return kilobytes.isEmpty()
                ? "unknown"
                : String.format(Locale.ROOT, "%.0f GiB", Double.parseDouble(kilobytes.replace(" kB", "")) / (1 << 20));
    }

    private static String field(String file, String name, String otherwise) throws IOException {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            return otherwise;
        }
        return Files.readAllLines(path, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(otherwise);
    }
}
