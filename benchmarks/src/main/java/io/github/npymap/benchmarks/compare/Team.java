package io.github.npymap.benchmarks.compare;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The processes of one row: one for each program, started when first needed and ended with the row. */
final class Team implements AutoCloseable {
    private final Map<Program, Child> children = new LinkedHashMap<>();

    Child of(Entrant entrant) throws IOException {
        Child child = children.get(entrant.program());
        if (child == null) {
            child = new Child(entrant.program().command());
            children.put(entrant.program(), child);
        }
        return child;
    }

    boolean hasStarted(Entrant entrant) {
        return children.containsKey(entrant.program());
    }

    /** Ends a process that may be in any state; the next one to ask gets a new one. */
    void dismiss(Entrant entrant) throws IOException {
        Child child = children.remove(entrant.program());
        if (child != null) {
            child.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (Child child : children.values()) {
            child.close();
        }
    }
}
