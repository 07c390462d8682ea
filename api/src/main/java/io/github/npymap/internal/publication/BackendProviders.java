package io.github.npymap.internal.publication;

import io.github.npymap.spi.BackendProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The providers that {@link ServiceLoader} finds, looked for once.
 *
 * @param all those that were loaded, the one with the highest priority first
 * @param broken why others were not
 */
public record BackendProviders(List<BackendProvider> all, List<String> broken) {
    /** Found when first needed. */
    private static final class Holder {
        static final BackendProviders FOUND = find();
    }

    public static BackendProviders found() {
        return Holder.FOUND;
    }

    private static BackendProviders find() {
        List<BackendProvider> providers = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        var candidates = ServiceLoader.load(BackendProvider.class, BackendProviders.class.getClassLoader())
                .iterator();
        for (boolean more = true; more; ) {
            try {
                more = candidates.hasNext();
                if (more) {
                    providers.add(candidates.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                // One bad provider must not take the good ones away.
                broken.add(e.getMessage());
            }
        }
        // Comparator's own lambdas can be serialised, and no archive of classes keeps such: 10 ms of a start.
        providers.sort((one, other) -> Integer.compare(other.priority(), one.priority()));
        return new BackendProviders(List.copyOf(providers), List.copyOf(broken));
    }
}
