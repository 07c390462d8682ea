package io.github.npymap.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        int newest = programs.stream().mapToInt(Program::jdk).max().orElse(0);
        for (Program program : programs) {
            if (row.setting() == Row.Setting.PROCESS && program.kind() == Program.Kind.BY_HAND) {
                continue;
            }
            entrants.add(new Entrant(program.label(), program, row.work()));
            if (program.kind() == Program.Kind.C) {
                variants(row).forEach((label, work) -> entrants.add(new Entrant(C + label, program, work)));
            }
            if (program.kind() == Program.Kind.NUMPY) {
                inPlace(row)
                        .forEach((label, work) -> entrants.add(new Entrant(program.label() + label, program, work)));
            }
            if (program.kind().isNpymap()) {
                if (row.memcpy()) {
                    entrants.add(new Entrant(Entrant.memcpyIn(program.label()), program, "memcpy"));
                }
                if (program.jdk() == newest) {
                    tuned(row, program.kind())
                            .forEach(
                                    (label, work) -> entrants.add(new Entrant(program.label() + label, program, work)));
                }
            }
        }
        return entrants;
    }

    /** C has more ways than one to a cold file. */
    private static Map<String, String> variants(Row row) {
        if (row.work().equals("scan")) {
            Map<String, String> ways = new LinkedHashMap<>();
            ways.put(", read()", "scan-read");
            ways.put(", O_DIRECT", "scan-direct");
            return ways;
        }
        return row.setting() == Row.Setting.COLD ? Map.of(", advised page by page", "gather-advised") : Map.of();
    }

    /** NumPy's index makes an array each time; npymap and C fill one that they have. */
    private static Map<String, String> inPlace(Row row) {
        return switch (row.id()) {
            case "gather", "gather-rows" -> Map.of(", take(out=, mode='clip')", row.work() + "-take");
            default -> Map.of();
        };
    }

    /** What users of npymap can choose, beside what the bars are for. */
    private static Map<String, String> tuned(Row row, Program.Kind backend) {
        Map<String, String> ways = new LinkedHashMap<>();
        switch (row.id()) {
            case "sum", "sum-float32", "gather", "gather-rows" -> ways.put(", parallel()", row.work() + "+parallel");
            case "cold-batch" -> {
                ways.put(", parallel()", "gather+parallel");
                ways.put(", one after the other", "gather+single");
                if (backend == Program.Kind.JNI) {
                    ways.put(", one after the other, RANDOM", "gather+random+single");
                }
            }
            case "cold-scan", "limited-scan" -> {
                ways.put(", no advice", "sum");
                ways.put(", streaming()", "sum+streaming");
                ways.put(", streaming().parallel()", "sum+streaming+parallel");
            }
            default -> {}
        }
        return ways;
    }
}
