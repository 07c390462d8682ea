package io.github.npymap;

import io.github.npymap.spi.Availability;
import io.github.npymap.spi.Availability.Status;
import io.github.npymap.spi.BackendProvider;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The backends that {@link ServiceLoader} finds, looked for once, and the choice among them. */
final class Backends {
    static final String PROPERTY = "npymap.backend";
    private static final String AUTO = "auto";

    private final List<BackendProvider> providers;
    private final List<String> broken;

    private Backends(List<BackendProvider> providers, List<String> broken) {
        this.providers = providers;
        this.broken = broken;
    }

    /** Found when first needed. */
    private static final class Holder {
        static final Backends FOUND = find();
    }

    /** The one that the system property asks for, chosen once and logged. */
    private static final class Chosen {
        static final Backend DEFAULT = chooseDefault();

        private static Backend chooseDefault() {
            Backend backend = found().select(System.getProperty(PROPERTY, AUTO));
            System.getLogger("io.github.npymap")
                    .log(Level.DEBUG, () -> "backend " + backend.name() + " of:\n" + found().candidates());
            return backend;
        }
    }

    static Backends found() {
        return Holder.FOUND;
    }

    static Backend byDefault() {
        try {
            return Chosen.DEFAULT;
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            // The first failure arrives wrapped, and every later one without its reason: choose again to say it.
            return found().select(System.getProperty(PROPERTY, AUTO));
        }
    }

    Backend select(String name) {
        if (name.equals(AUTO)) {
            return automatic()
                    .map(Backend::new)
                    .orElseThrow(() -> new BackendUnavailableException("no backend is ready. " + candidates()
                            + "\nAdd npymap-nio-backend to the class path or module path, or name one of these with -D"
                            + PROPERTY + "=NAME."));
        }
        BackendProvider provider = providers.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new BackendUnavailableException("there is no backend \"" + name + "\". " + candidates()));
        Availability availability = provider.availability();
        if (availability.status() == Status.UNAVAILABLE) {
            throw new BackendUnavailableException("backend \"" + name + "\" is unavailable: " + availability.reason()
                    + "\n" + candidates() + "\nCorrect that, or choose one that is ready, or \"" + AUTO + "\".");
        }
        return new Backend(provider);
    }

    List<BackendStatus> status() {
        String property = System.getProperty(PROPERTY, AUTO);
        String selected =
                property.equals(AUTO) ? automatic().map(BackendProvider::name).orElse("") : property;
        return providers.stream()
                .map(provider -> new BackendStatus(
                        provider.name(),
                        provider.priority(),
                        provider.availability(),
                        provider.name().equals(selected)
                                && provider.availability().status() != Status.UNAVAILABLE))
                .toList();
    }

    private Optional<BackendProvider> automatic() {
        return providers.stream()
                .filter(provider -> provider.availability().status() == Status.READY)
                .findFirst();
    }

    private String candidates() {
        List<String> lines = new ArrayList<>();
        for (BackendProvider provider : providers) {
            Availability availability = provider.availability();
            lines.add("  " + provider.name() + " (priority " + provider.priority() + "): "
                    + availability.status().toString().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + (availability.reason().isEmpty() ? "" : ", " + availability.reason()));
        }
        for (String reason : broken) {
            lines.add("  not loadable: " + reason);
        }
        return lines.isEmpty()
                ? "No backend was found on the class path or the module path."
                : lines.stream().collect(Collectors.joining("\n", "Found:\n", ""));
    }

    private static Backends find() {
        List<BackendProvider> providers = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        var candidates = ServiceLoader.load(BackendProvider.class, Backends.class.getClassLoader())
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
        return new Backends(List.copyOf(providers), List.copyOf(broken));
    }
}
