package io.github.npymap.internal.descr;

import io.github.npymap.internal.python.LiteralException;
import io.github.npymap.internal.python.PythonLiteral;
import io.github.npymap.internal.python.PythonLiteral.None;
import io.github.npymap.internal.python.PythonLiteral.Str;
import io.github.npymap.internal.python.PythonLiteral.Tuple;
import io.github.npymap.internal.python.PythonRepr;
import java.util.Optional;
import java.util.Set;

/** The first part of a field: {@code name} or {@code (title, name)}. */
record FieldName(PythonLiteral literal, String name, Optional<String> title) {

    static FieldName read(PythonLiteral literal) throws LiteralException {
        if (!(literal instanceof Tuple pair)) {
            return new FieldName(literal, text(literal), Optional.empty());
        }
        if (pair.items().size() != 2) {
            throw new LiteralException(literal.position(), "a pair, (title, name)", literal.describe());
        }
        PythonLiteral title = pair.items().get(0);
        return new FieldName(
                literal,
                text(pair.items().get(1)),
                title instanceof None ? Optional.empty() : Optional.of(text(title)));
    }

    /** Whether this is the bare {@code ''} that NumPy gives to padding. */
    boolean isPaddingName() {
        return name.isEmpty() && literal instanceof Str;
    }

    void requireNew(Set<String> taken) throws LiteralException {
        requireNew(taken, name);
        if (title.isPresent()) {
            requireNew(taken, title.get());
        }
    }

    private void requireNew(Set<String> taken, String text) throws LiteralException {
        if (!taken.add(text)) {
            throw new LiteralException(
                    literal.position(),
                    "every name and title of a field once",
                    PythonRepr.abbreviated(text) + " again");
        }
    }

    private static String text(PythonLiteral literal) throws LiteralException {
        if (literal instanceof Str string) {
            return string.value();
        }
        throw new LiteralException(literal.position(), "the name of a field, a string", literal.describe());
    }
}
