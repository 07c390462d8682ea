package io.github.npymap;

import io.github.npymap.internal.publication.BackendProviders;
import io.github.npymap.spi.Availability;
import io.github.npymap.spi.Availability.Status;
import io.github.npymap.spi.BackendProvider;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The choice among the backends that were found. */
final class Backends {
    static final String PROPERTY = "npymap.backend";
    private static final String AUTO = "auto";

    private final List<BackendProvider> providers;
    private final List<String> broken;

    private Backends(BackendProviders found) {
        this.providers = found.all();
        this.broken = found.broken();
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
        return new Backends(BackendProviders.found());
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
}
