package io.github.npymap.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.npymap.Npy;
import io.github.npymap.cli.CommandTarget;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Inputs to begin with: made from the texts beside this class, and what was found once. */
final class Seeds {
    private static final Shape SHAPE = Shape.of(2, 3);
    private static final int LARGEST_ITEM = 256;

    private Seeds() {}

    static List<byte[]> of(Target target) throws IOException {
        List<byte[]> seeds = new ArrayList<>(findings(target));
        switch (target) {
            case HEADER -> seeds.addAll(headers());
            case DESCR -> lines("descr.txt").forEach(line -> seeds.add(line.getBytes(UTF_8)));
            case SLICE -> seeds.addAll(slices());
            case FILE, FILE_JNI -> seeds.addAll(files());
            case NPZ -> seeds.addAll(Archives.all());
            case CLI -> seeds.addAll(CommandTarget.seeds());
        }
        return seeds;
    }

    /** Inputs that went wrong: the target and the bytes in Base64, one a line, with the reason behind it. */
    private static List<byte[]> findings(Target target) throws IOException {
        return lines("findings.txt").stream()
                .map(line -> line.split(" ", 3))
                .filter(parts -> parts[0].equals(target.title()))
                .map(parts -> Base64.getDecoder().decode(parts[1]))
                .toList();
    }

    private static List<byte[]> headers() throws IOException {
        List<byte[]> headers = new ArrayList<>();
        for (String header : lines("headers.txt")) {
            for (int version = 0; version < 3; version++) {
                headers.add(((char) version + header).getBytes(version == 2 ? UTF_8 : ISO_8859_1));
            }
        }
        for (String descr : lines("descr.txt")) {
            headers.add(NpyHeader.of(Npy.dtype(descr), Order.C, SHAPE).toBytes());
        }
        return headers;
    }

    private static List<byte[]> slices() throws IOException {
        List<byte[]> slices = new ArrayList<>();
        for (String slice : lines("slices.txt")) {
            for (int array = 0; array < SliceTarget.ARRAYS.size(); array++) {
                slices.add(((char) array + slice).getBytes(UTF_8));
            }
        }
        return slices;
    }

    private static List<byte[]> files() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (String descr : lines("descr.txt")) {
            DType type = Npy.dtype(descr);
            if (type.itemsize() <= LARGEST_ITEM) {
                files.add(file(NpyHeader.of(type, Order.C, SHAPE)));
                files.add(file(NpyHeader.of(type, Order.FORTRAN, SHAPE)));
                files.add(file(NpyHeader.of(type, Order.C, Shape.of())));
                files.add(file(NpyHeader.of(type, Order.C, Shape.of(0, 3))));
            }
        }
        return files;
    }

    static byte[] file(NpyHeader header) {
        byte[] bytes = header.toBytes();
        int begin = bytes.length;
        bytes = Arrays.copyOf(bytes, Math.toIntExact(begin + header.nbytes()));
        for (int i = begin; i < bytes.length; i++) {
            bytes[i] = (byte) (7 * i);
        }
        return bytes;
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Seeds.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }
}
