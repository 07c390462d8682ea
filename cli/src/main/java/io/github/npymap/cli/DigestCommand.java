package io.github.npymap.cli;

import io.github.npymap.NpyFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "digest",
        description = "Print the SHA-256 of the elements in C order, each little-endian: the same for equal arrays,"
                + " whatever their byte order, Fortran order or header.")
final class DigestCommand implements Callable<Integer> {

    @Mixin
    private FileList files;

    @Mixin
    private ReadOptions read;

    @Override
    public Integer call() {
        return files.forEach((file, json) -> {
            try (NpyFile mapped = read.open(file)) {
                String sha256 = ElementDigest.sha256(mapped.array());
                return json
                        ? new JsonLine()
                                .with("file", file)
                                .with("sha256", sha256)
                                .toString()
                        : sha256 + "  " + file;
            }
        });
    }
}
