package io.github.npymap.nio;

import io.github.npymap.types.NumberKind;
import io.github.npymap.types.NumberType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Numbers, and their sum by the letter of the definition: blocks of 128, eight lanes, blocks in pairs. */
record DefinedSum(NumberType type, double[] numbers) {
    static DefinedSum ofRandomNumbers(NumberKind kind, int count) {
        // Of many magnitudes, so that another order of additions would give another result.
        double[] numbers = new Random(5)
                .doubles(count)
                .map(x -> (float) ((x - 0.5) * Math.exp(40 * x)))
                .toArray();
        return new DefinedSum(new NumberType(kind, ByteOrder.nativeOrder()), numbers);
    }

    DefinedSum from(int first) {
        return new DefinedSum(type, Arrays.copyOfRange(numbers, first, numbers.length));
    }

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * type.itemsize()).order(type.order());
        for (double number : numbers) {
            if (type.kind() == NumberKind.FLOAT64) {
                bytes.putDouble(number);
            } else {
                bytes.putFloat((float) number);
            }
        }
        return bytes.array();
    }

    double sum(int count) {
        double[] blocks = new double[(count + 127) / 128];
        for (int block = 0; block < blocks.length; block++) {
            double[] l = new double[8];
            for (int i = 0; i < 128 && block * 128 + i < count; i++) {
                l[i % 8] += numbers[block * 128 + i];
            }
            blocks[block] = ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]));
        }
        int m = blocks.length;
        while (m > 1) {
            int h = (m + 1) / 2;
            for (int k = 0; k < m - h; k++) {
                blocks[k] += blocks[k + h];
            }
            m = h;
        }
        return blocks[0];
    }
}
