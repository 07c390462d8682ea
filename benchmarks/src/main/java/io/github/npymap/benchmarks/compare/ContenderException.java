package io.github.npymap.benchmarks.compare;

import java.io.IOException;

/** A contender cannot do a piece of work; the message goes into the report. */
final class ContenderException extends IOException {
    private static final long serialVersionUID = 1;

    ContenderException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
