package io.github.npymap.jni;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why the backend is not used unasked for: the JVM would warn. */
final class NativeAccess {
    private NativeAccess() {}

    /** @param users the modules that call native code */
    static Optional<String> objection(Module... users) {
        if (Stream.of(users).allMatch(Module::isNativeAccessEnabled)) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(users)
                .map(module -> module.isNamed() ? module.getName() : "ALL-UNNAMED")
                .distinct()
                .collect(Collectors.joining(
                        ",", "the JVM would warn of native access; start it with --enable-native-access=", "")));
    }
}
