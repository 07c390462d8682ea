package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.contender.DataFile;
import java.io.IOException;
import java.util.List;

/** How a row is measured: all contenders in turn, round after round, so that what disturbs one disturbs all. */
interface Contest {
    RowResult measure(Row row, DataFile file, List<Entrant> entrants) throws IOException;
}
