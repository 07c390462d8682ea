/**
 * What a backend implements. A backend makes {@link io.github.npymap.spi.Mapping mappings}: address space backed by a
 * file. It knows bytes, byte order and number types; shapes, strides and views stay in the library.
 *
 * <p>A provider is found by {@link java.util.ServiceLoader}, on the class path through {@code META-INF/services}, on
 * the module path through {@code provides … with}. It must have a public no-argument constructor that does no work:
 * native libraries are looked for when {@link io.github.npymap.spi.BackendProvider#availability()} is asked, and a
 * library that is missing there is an answer, not an exception.
 *
 * <p>Offsets and lengths reach a mapping already checked against {@link io.github.npymap.spi.Mapping#length()}; a
 * mapping adds only what is its own to know: whether it is still open.
 */
package io.github.npymap.spi;
