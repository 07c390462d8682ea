package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import io.github.npymap.types.DType;
import io.github.npymap.types.StructType;
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

    /**
     * What is looked at of the array that is called so.
     *
     * @throws IllegalArgumentException if there is no such field, or the bytes are no such elements
     */
    NpyArray apply(NpyArray array, Object name) {
        NpyArray part = array;
        for (String field : fields) {
            if (!(part.dtype() instanceof StructType)) {
                throw new IllegalArgumentException(
                        name + ": elements of " + part.dtype() + " have no fields; leave out --field " + field);
            }
            part = part.field(field);
        }
        return view == null ? part : part.viewAs(view);
    }
}
