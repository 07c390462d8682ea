package io.github.npymap.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command line is well-formed, but asks for what there is not: an index out of bounds, an unknown backend. */
final class RequestException extends ParameterException {

    private static final long serialVersionUID = 1L;

    RequestException(CommandLine commandLine, RuntimeException cause) {
        super(commandLine, cause.getMessage(), cause);
    }
}
