package io.github.npymap.cli;

import io.github.npymap.types.Residency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which parts of a file are in memory.
 *
 * @param whole of all of it
 * @param shares of parts of equal length, from 0 to 1
 */
record ResidencyMap(Residency whole, List<Double> shares) {

    private static final int PARTS = 64;
    private static final String UNICODE = "·░▒▓█";
    private static final String ASCII = ".:-+#";

    /** Empty where the backend or the system does not tell. */
    static Optional<ResidencyMap> of(StoredBytes bytes) {
        Optional<Residency> whole = bytes.range(0, bytes.count()).residency();
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        long pages = whole.get().totalPages();
        long part = Math.max(whole.get().pageSize(), (bytes.count() + PARTS - 1) / PARTS);
        List<Double> shares = new ArrayList<>();
        for (long from = 0; pages > 0 && from < bytes.count(); from += part) {
            shares.add(bytes.range(from, from + part)
                    .residency()
                    .map(Residency::fraction)
                    .orElse(0.0));
        }
        return Optional.of(new ResidencyMap(whole.get(), List.copyOf(shares)));
    }

    /** One character a part; nothing and everything are told apart from nearly nothing and nearly everything. */
    String draw(boolean unicode) {
        String levels = unicode ? UNICODE : ASCII;
        StringBuilder text = new StringBuilder();
        for (double share : shares) {
            int between = 1 + (int) (share * (levels.length() - 2));
            text.append(levels.charAt(share == 0 ? 0 : share == 1 ? levels.length() - 1 : between));
        }
        return text.toString();
    }

    /** {@code 12 %}, and 100 only if it is all. */
    static String percent(Residency residency) {
        return (int) Math.floor(100 * residency.fraction()) + " %";
    }
}
