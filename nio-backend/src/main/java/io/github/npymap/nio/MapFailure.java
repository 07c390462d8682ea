package io.github.npymap.nio;

import io.github.npymap.spi.MapRequest;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says why a mapping may have failed: a limit of the system, or a file system that does not map. The JDK tells no more
 * than "Map failed" where memory or addresses are short, and else the system's words, in any language; the figures are
 * in {@code /proc}, where there is one.
 */
final class MapFailure {
    private static final Path PROC = Path.of("/proc");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private MapFailure() {}

    /** @param channel the file, as it was to be mapped */
    static IOException explain(MapRequest request, FileChannel channel, Throwable cause) {
        return explain(request, channel, cause, PROC);
    }

    static IOException explain(MapRequest request, FileChannel channel, Throwable cause, Path proc) {
        StringBuilder message = new StringBuilder()
                .append(request.file())
                .append(": cannot map ")
                .append(request.length())
                .append(" bytes from byte ")
                .append(request.offset())
                .append(" on, mode ")
                .append(request.mode())
                .append(": ")
                .append(cause.getMessage());
        boolean shortOfMemory = isShortOfMemory(cause);
        if (!shortOfMemory && isReadable(channel, request.offset())) {
            message.append("; the file can be read, so either the file system does not map files (copy the file to one"
                    + " that does; the jni backend may map it, and nio with permission to write), or a limit is met");
        }
        List<String> limits = limits(request, shortOfMemory, proc);
        if (!limits.isEmpty()) {
            message.append(". Limits: ").append(String.join("; ", limits));
        }
        return new IOException(message.toString(), cause);
    }

    /** The one error number that the JDK tells from others; of those it passes on the system's words, in any language. */
    static boolean isShortOfMemory(Throwable cause) {
        return cause instanceof OutOfMemoryError || cause.getCause() instanceof OutOfMemoryError;
    }

    private static boolean isReadable(FileChannel channel, long offset) {
        try {
            return channel.read(ByteBuffer.allocate(1), offset) == 1;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> limits(MapRequest request, boolean shortOfMemory, Path proc) {
        if (!Files.isDirectory(proc.resolve("self"))) {
            return List.of();
        }
        List<String> limits = new ArrayList<>();
        first(proc.resolve("sys/vm/max_map_count"), "")
                .ifPresent(max -> limits.add("vm.max_map_count is " + max + ", and this process has "
                        + lines(proc.resolve("self/maps")) + " mappings"));
        limits.add("address space (ulimit -v) is " + usage(proc, "Max address space", "VmSize:"));
        // Of a process that locks whatever it maps; the system has another error for that.
        if (!shortOfMemory) {
            limits.add("locked memory (ulimit -l) is " + usage(proc, "Max locked memory", "VmLck:"));
        }
        // Private pages may have to be kept in memory one day, so the kernel counts them against it beforehand.
        if (request.mode() == Mode.COPY_ON_WRITE) {
            first(proc.resolve("sys/vm/overcommit_memory"), "")
                    .ifPresent(policy -> limits.add("vm.overcommit_memory is " + policy
                            + ", and a private mapping counts as memory; the jni backend asks for none in advance"));
        }
        return limits;
    }

    private static String usage(Path proc, String limit, String status) {
        OptionalLong most = first(proc.resolve("self/limits"), limit);
        OptionalLong used = first(proc.resolve("self/status"), status);
        return (most.isPresent() ? most.getAsLong() + " bytes" : "unlimited")
                + (used.isPresent() ? ", of which " + used.getAsLong() * 1024 + " are taken" : "");
    }

    /** The first number behind {@code label} in a file of labelled lines; empty if there is none. */
    private static OptionalLong first(Path file, String label) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(label))
                    .map(line -> line.substring(label.length()).strip())
                    .map(NUMBER::matcher)
                    .filter(Matcher::lookingAt)
                    .mapToLong(number -> Long.parseLong(number.group()))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
