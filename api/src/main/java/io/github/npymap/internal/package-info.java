/**
 * What the public packages share, arithmetic on blocks of numbers above all. Exported to npymap's own modules only, and
 * without any promise.
 */
package io.github.npymap.internal;
