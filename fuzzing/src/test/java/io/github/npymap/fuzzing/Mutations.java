package io.github.npymap.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Inputs made from the seeds of a target by a few random changes; the same ones for the same number to begin with. */
final class Mutations {
    private static final int MOST_CHANGES = 3;
    private static final int MOST_DELETED = 8;
    private static final int[] EDGES = {0, 1, 0x7f, 0x80, 0xff};
    /** A quoted line of the dictionary; bytes that are no text are escaped in it. */
    private static final Pattern TOKEN = Pattern.compile("\"(.*)\"");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|(.))");

    private final List<byte[]> seeds;
    private final List<byte[]> tokens;
    private final int maxLength;
    private final SplittableRandom random;

    Mutations(Target target, long start) throws IOException {
        this.seeds = Seeds.of(target);
        this.tokens = tokens();
        this.maxLength = target.maxLength;
        this.random = new SplittableRandom(start);
    }

    byte[] next() {
        byte[] input = anySeed().clone();
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            input = changed(input);
        }
        return input.length > maxLength ? Arrays.copyOf(input, maxLength) : input;
    }

    private byte[] changed(byte[] input) {
        int at = random.nextInt(input.length + 1);
        return switch (random.nextInt(6)) {
            case 0 -> withByte(input, at, random.nextInt(256));
            case 1 -> withByte(input, at, EDGES[random.nextInt(EDGES.length)]);
            case 2 -> spliced(input, at, tokens.get(random.nextInt(tokens.size())), at);
            case 3 -> over(input, at, tokens.get(random.nextInt(tokens.size())));
            case 4 -> spliced(input, at, new byte[0], Math.min(input.length, at + random.nextInt(MOST_DELETED)));
            default -> {
                byte[] other = anySeed();
                yield spliced(input, at, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length), at);
            }
        };
    }

    private byte[] anySeed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private static byte[] withByte(byte[] input, int at, int value) {
        if (at < input.length) {
            input[at] = (byte) value;
        }
        return input;
    }

    private static byte[] over(byte[] input, int at, byte[] token) {
        return spliced(input, at, token, Math.min(input.length, at + token.length));
    }

    /** What is in front of a position, a part, and what is from another position on. */
    private static byte[] spliced(byte[] input, int at, byte[] part, int from) {
        byte[] result = Arrays.copyOf(input, at + part.length + input.length - from);
        System.arraycopy(part, 0, result, at, part.length);
        System.arraycopy(input, from, result, at + part.length, input.length - from);
        return result;
    }

    private static List<byte[]> tokens() throws IOException {
        try (InputStream in = Mutations.class.getResourceAsStream("tokens.dict")) {
            List<byte[]> tokens = new ArrayList<>();
            Matcher token = TOKEN.matcher(new String(in.readAllBytes(), ISO_8859_1));
            while (token.find()) {
                tokens.add(unescaped(token.group(1)));
            }
            return tokens;
        }
    }

    private static byte[] unescaped(String token) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher escape = ESCAPE.matcher(token);
        int end = 0;
        while (escape.find()) {
            bytes.writeBytes(token.substring(end, escape.start()).getBytes(ISO_8859_1));
            bytes.write(
                    escape.group(1) != null
                            ? Integer.parseInt(escape.group(1), 16)
                            : escape.group(2).charAt(0));
            end = escape.end();
        }
        bytes.writeBytes(token.substring(end).getBytes(ISO_8859_1));
        return bytes.toByteArray();
    }
}
