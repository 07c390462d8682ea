package io.github.npymap.cli;

import io.github.npymap.types.Residency;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "warm",
        description = {
            "Load arrays into memory, so that whoever maps the files next, in any process, need not"
                    + " wait for the disk.",
            "What the system has no room for it drops again; the share that stayed is printed where"
                    + " the backend can tell."
        },
        footerHeading = Main.EXAMPLES,
        footer = {"  npymap warm embeddings.npy", "  npymap warm --json model.npz"})
final class WarmCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private FileList files;

    @Override
    public Integer call() {
        return files.forEachInPlace((source, mapped, bytes, json) -> {
            long start = System.nanoTime();
            try (ProgressLine progress = ProgressLine.of(spec, bytes.count())) {
                bytes.load(progress);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Optional<Residency> residency = bytes.range(0, bytes.count()).residency();
            return json ? toJson(source, bytes, seconds, residency) : toText(source, bytes, seconds, residency);
        });
    }

    private static String toJson(Source source, StoredBytes bytes, double seconds, Optional<Residency> residency) {
        return source.json()
                .with("nbytes", bytes.count())
                .with("seconds", seconds)
                .with("resident", residency.map(Residency::fraction).orElse(null))
                .toString();
    }

    private static String toText(Source source, StoredBytes bytes, double seconds, Optional<Residency> residency) {
        return source + ": " + Text.bytes(bytes.count()) + " read in " + String.format(Locale.ROOT, "%.2f s", seconds)
                + residency
                        .map(found -> ", " + ResidencyMap.percent(found) + " in memory")
                        .orElse("");
    }
}
