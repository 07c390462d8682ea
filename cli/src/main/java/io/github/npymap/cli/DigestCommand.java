package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "digest",
        description = "Print the SHA-256 of the elements in C order, each little-endian and the padding of structures"
                + " zero: the same for equal arrays, whatever their byte order, Fortran order or header.",
        footerHeading = Main.EXAMPLES,
        footer = {"  npymap digest weights.npy", "  npymap digest --json model.npz"})
final class DigestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private FileList files;

    @Override
    public Integer call() {
        return files.forEach((source, json) -> {
            try (NpyFile mapped = files.read().open(source)) {
                String sha256 = sha256(mapped.array());
                return json ? source.json().with("sha256", sha256).toString() : sha256 + "  " + source;
            }
        });
    }

    private String sha256(NpyArray array) {
        try (ProgressLine progress = ProgressLine.of(spec, array.size())) {
            return ElementDigest.sha256(array, progress);
        }
    }
}
