package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        description = "Print one element.",
        footerHeading = Main.EXAMPLES,
        footer = {"  npymap get weights.npy 3,5", "  npymap get weights.npy -1,0", "  npymap get --json model.npz:step"
        })
final class GetCommand implements Callable<Integer> {

    @Mixin
    private FileArgument file;

    @Mixin
    private JsonOption json;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "INDEX",
            defaultValue = "",
            description = "A number for each axis: \"3,5\"; negative ones count from the end.")
    private String index;

    @Override
    public Integer call() throws IOException {
        return file.read((array, out) -> {
            NpyArray element = file.request(() -> element(array, index));
            if (json.isGiven()) {
                JsonElements.print(JsonOption.line(file.name(), element), element, out);
            } else {
                ArrayPrinter.print(element, true, out);
            }
        });
    }

    static NpyArray element(NpyArray array, String index) {
        long[] indices = indices(index);
        if (indices.length != array.ndim()) {
            throw new IndexOutOfBoundsException("an element of an array of the shape " + array.shape() + " has "
                    + array.ndim() + " indices, not " + indices.length + "; 'npymap slice' prints parts");
        }
        NpyArray rest = array;
        for (int axis = 0; axis < indices.length; axis++) {
            long length = array.shape().get(axis);
            long i = indices[axis];
            if (i < -length || i >= length) {
                throw new IndexOutOfBoundsException("the index " + i + " is out of bounds for axis " + axis
                        + " of length " + length + " in the shape " + array.shape());
            }
            rest = rest.at(i < 0 ? i + length : i);
        }
        return rest;
    }

    private static long[] indices(String index) {
        String text = index.strip();
        if (text.startsWith("(") && text.endsWith(")")) {
            text = text.substring(1, text.length() - 1).strip();
        }
        if (text.endsWith(",")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.isEmpty()) {
            return Shape.of().toArray();
        }
        String[] parts = text.split(",", -1);
        long[] indices = new long[parts.length];
        for (int axis = 0; axis < parts.length; axis++) {
            try {
                indices[axis] = Long.parseLong(parts[axis].strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "not an index: \"" + index + "\"; write a number for each axis, such as 3,5", e);
            }
        }
        return indices;
    }
}
