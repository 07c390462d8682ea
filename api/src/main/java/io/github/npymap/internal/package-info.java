/** Arithmetic on blocks of numbers that the public packages share. Not exported. */
package io.github.npymap.internal;
