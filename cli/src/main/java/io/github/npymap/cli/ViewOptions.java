package io.github.npymap.cli;

import io.github.npymap.DType;
import io.github.npymap.NpyArray;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What of the elements is looked at. */
final class ViewOptions {

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "One field of structures; again for a field inside it.")
    private List<String> fields = new ArrayList<>();

    @Option(
            names = "--view",
            paramLabel = "DTYPE",
            description = "Take the bytes of the elements for those of another type: bfloat16, which files carry as"
                    + " '<V2', float8_e4m3fn, float8_e5m2.")
    private DType view;

    /** @throws IllegalArgumentException if there is no such field, or the bytes are no such elements */
    NpyArray apply(NpyArray array) {
        NpyArray part = array;
        for (String field : fields) {
            try {
                part = part.field(field);
            } catch (UnsupportedOperationException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
        return view == null ? part : part.viewAs(view);
    }
}
