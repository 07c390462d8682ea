package io.github.npymap.cli;

import io.github.npymap.CreateOption;
import io.github.npymap.NpyFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "create",
        description = {
            "Make a file full of zeros, to be filled by whatever maps it.",
            "A file that exists is not replaced unless --force is given."
        },
        footerHeading = Main.EXAMPLES,
        footer = {"  npymap create --dtype float32 --shape 1000,768 new.npy"})
final class CreateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The new file.")
    private Path file;

    @Option(
            names = "--dtype",
            required = true,
            paramLabel = "DTYPE",
            description = "The type of an element: float64, '<f8', '>i2'.")
    private DType dtype;

    @Option(names = "--shape", required = true, paramLabel = "SHAPE", description = "The axes: 3,4.")
    private Shape shape;

    @Option(names = "--fortran", description = "The first axis varies fastest.")
    private boolean fortran;

    @Option(names = "--sparse", description = "Take room on the disk only as elements are written.")
    private boolean sparse;

    @Option(names = "--force", description = "Replace a file that exists.")
    private boolean force;

    @Mixin
    private BackendOption backend;

    @Override
    public Integer call() throws IOException {
        Set<CreateOption> options = EnumSet.noneOf(CreateOption.class);
        if (fortran) {
            options.add(CreateOption.FORTRAN_ORDER);
        }
        if (sparse) {
            options.add(CreateOption.SPARSE);
        }
        if (force) {
            options.add(CreateOption.REPLACE);
        }
        try (NewFiles files = NewFiles.watch();
                NpyFile created = backend.backend().create(file, dtype, shape, options.toArray(new CreateOption[0]));
                ProgressLine progress = ProgressLine.of(spec, created.array().nbytes())) {
            files.complete(() -> StoredBytes.flush(created, progress));
        }
        return 0;
    }
}
