package io.github.npymap.cli;

import io.github.npymap.types.Residency;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "evict",
        description = {
            "Drop arrays from the system's memory, to make room or to measure what a cold start" + " costs.",
            "No data are lost: changes are written to the disk first. What other processes have"
                    + " mapped may stay; the share that did is printed."
        },
        footerHeading = Main.EXAMPLES,
        footer = {"  npymap evict embeddings.npy", "  npymap evict --json *.npy"})
final class EvictCommand implements Callable<Integer> {

    @Mixin
    private FileList files;

    @Override
    public Integer call() {
        return files.forEachInPlace((source, mapped, bytes, json) -> {
            if (bytes.count() > 0 && !bytes.range(0, bytes.count()).evict()) {
                throw new IOException(source + ": the backend " + mapped.backend() + " cannot drop pages here;"
                        + " jni can on Linux, if 'npymap backends' calls it ready");
            }
            Optional<Residency> left = bytes.range(0, bytes.count()).residency();
            return json
                    ? source.json()
                            .with("nbytes", bytes.count())
                            .with("resident", left.map(Residency::fraction).orElse(null))
                            .toString()
                    : source + ": " + left.map(ResidencyMap::percent).orElse("an unknown share") + " of "
                            + Text.bytes(bytes.count()) + " still in memory";
        });
    }
}
