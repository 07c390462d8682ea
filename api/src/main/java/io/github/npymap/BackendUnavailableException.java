package io.github.npymap;

/** No backend could be selected; the message lists what was found and why each candidate was refused. */
public final class BackendUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BackendUnavailableException(String message) {
        super(message);
    }
}
