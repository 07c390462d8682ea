package io.github.npymap.internal.publication;

import java.util.Optional;

/**
 * How a new file takes its place.
 *
 * @param onlyNew present if no file may be there: what to do where one is, for the message; else it is replaced
 * @param durable whether the device has to have the file before its name, and then the name
 */
public record Publication(Optional<String> onlyNew, boolean durable) {
    /** For a file that may replace another. */
    public static Publication replacing(boolean durable) {
        return new Publication(Optional.empty(), durable);
    }

    /** For a file that may not. */
    public static Publication onlyNew(String remedy, boolean durable) {
        return new Publication(Optional.of(remedy), durable);
    }
}
