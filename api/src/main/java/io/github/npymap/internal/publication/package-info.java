/** New files: protected while they are written, published as a whole, removed if they are left over. */
package io.github.npymap.internal.publication;
