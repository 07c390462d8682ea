package io.github.npymap.spi;

import java.util.Objects;

/**
 * Whether a backend works in this process.
 *
 * @param status whether it may be taken by default, only by name, or not at all
 * @param reason why it is not {@link Status#READY} and what would change that; empty when it is
 */
public record Availability(Status status, String reason) {
    /** The three answers. */
    public enum Status {
        /** Works, and may be taken by default. */
        READY,
        /** Works when asked for by name, at a price that nobody should pay unasked, such as a warning of the JVM. */
        ON_REQUEST,
        /** Does not work here. */
        UNAVAILABLE
    }

    public static final Availability READY = new Availability(Status.READY, "");

    public Availability {
        Objects.requireNonNull(status, "status");
        if (reason.isEmpty() != (status == Status.READY)) {
            throw new IllegalArgumentException("a reason belongs to every status but READY");
        }
    }

    public static Availability onRequest(String reason) {
        return new Availability(Status.ON_REQUEST, reason);
    }

    public static Availability unavailable(String reason) {
        return new Availability(Status.UNAVAILABLE, reason);
    }
}
