package io.github.npymap;

import io.github.npymap.spi.Availability;

/**
 * What is known about one backend in this process.
 *
 * @param name what it is selected by
 * @param priority the highest among those ready is the default
 * @param availability whether it works here, and if not, why
 * @param selected whether {@link Npy#open} and its like use it
 */
public record BackendStatus(String name, int priority, Availability availability, boolean selected) {}
