package io.github.npymap.jni;

import com.sun.jna.Platform;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says why a native library was not loaded, and what to do about it. */
final class LoadFailure {
    /** How the dynamic linkers put it that memory of a file may not be executed. */
    private static final List<String> NOEXEC = List.of("failed to map segment", "Operation not permitted", "noexec");

    private static final List<String> OTHER_PLATFORM = List.of(
            "wrong ELF class", "invalid ELF header", "Exec format", "incompatible architecture", "cannot open shared");

    private static final List<String> DAMAGED = List.of("cut short", "file too short", "cannot read file data");

    /** How JNA calls what it unpacks. */
    private static final Pattern UNPACKED = Pattern.compile("([^:;]+)[/\\\\]jna\\d+\\.tmp");

    private LoadFailure() {}

    static String describe(Throwable failure) {
        // A class that failed to initialise says why in a cause, and may have nothing to say itself.
        String text = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; ", "the C library cannot be loaded: ", ""));
        return text + remedy(text);
    }

    private static String remedy(String text) {
        if (text.contains(": com/sun/jna/")) {
            return "; JNA is missing: add net.java.dev.jna:jna to the class path";
        } else if (OTHER_PLATFORM.stream().anyMatch(text::contains)) {
            return "; it is built for " + Platform.RESOURCE_PREFIX + " and the C library that is usual there";
        } else if (DAMAGED.stream().anyMatch(text::contains)) {
            return "; the jar that it is from, or the disk that it was unpacked to, is damaged: get npymap-jni-backend anew";
        } else if (NOEXEC.stream().anyMatch(text::contains)) {
            return "; " + directory(text) + " may be mounted noexec: let -Djna.tmpdir name a directory that is not";
        } else if (text.contains("another classloader")) {
            // From a folder it is one file for all of them.
            return "; let one class loader load npymap for all who use it, or put npymap-jni-backend on the class path"
                    + " as its jar, of which each class loader unpacks a library of its own";
        } else if (text.contains("emporary")) {
            return "; " + directory(text) + " has to be writable: let -Djna.tmpdir name one that is";
        }
        return "";
    }

    private static String directory(String text) {
        Matcher unpacked = UNPACKED.matcher(text);
        return unpacked.find()
                ? unpacked.group(1).strip()
                : System.getProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
    }
}
