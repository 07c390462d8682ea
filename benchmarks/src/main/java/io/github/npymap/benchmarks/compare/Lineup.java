package io.github.npymap.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/** Who takes part in a row, and in which ways. */
final class Lineup {
    static final String C = "C";

    private final List<Program> programs;

    Lineup(List<Program> programs) {
        this.programs = List.copyOf(programs);
    }

    List<Program> programs() {
        return programs;
    }

    List<Entrant> of(Row row) {
        List<Entrant> entrants = new ArrayList<>();
        for (Program program : programs) {
            if (row.setting() == Row.Setting.PROCESS && program.kind() == Program.Kind.BY_HAND) {
                continue;
            }
            entrants.add(new Entrant(program.label(), program, row.work()));
            if (program.kind() == Program.Kind.C) {
                entrants.addAll(variants(row, program));
            }
            if (row.memcpy() && program.kind().isNpymap()) {
                entrants.add(new Entrant(Entrant.memcpyIn(program.label()), program, "memcpy"));
            }
        }
        return entrants;
    }

    /** C has more ways than one to a cold file. */
    private static List<Entrant> variants(Row row, Program program) {
        if (row.work().equals("scan")) {
            return List.of(
                    new Entrant(C + ", read()", program, "scan-read"),
                    new Entrant(C + ", O_DIRECT", program, "scan-direct"));
        }
        return row.setting() == Row.Setting.COLD
                ? List.of(new Entrant(C + ", advised page by page", program, "gather-advised"))
                : List.of();
    }
}
