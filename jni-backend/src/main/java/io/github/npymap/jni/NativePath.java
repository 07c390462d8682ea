package io.github.npymap.jni;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** A path as the system knows it: bytes with a NUL at the end. */
final class NativePath {
    private NativePath() {}

    static byte[] of(Path file) throws IOException {
        if (!file.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IOException(file + ": only files of the default file system can be mapped, not those of "
                    + file.getFileSystem().provider().getScheme());
        }
        String path = file.toAbsolutePath().toString();
        boolean ascii = path.chars().allMatch(c -> c < 128);
        // Any encoding of names has ASCII in it. For the rest, a string is only what the JDK made of the bytes, which
        // may not even be possible to undo; the URI has every one of them as it is.
        return bytes(ascii ? path : latin1(file.toUri().getRawPath()));
    }

    private static String latin1(String escaped) {
        return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String path) {
        return (path + '\0').getBytes(StandardCharsets.ISO_8859_1);
    }
}
