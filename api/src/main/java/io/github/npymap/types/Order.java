package io.github.npymap.types;

/** The order in which an array's elements lie in the file: NumPy's {@code fortran_order}, as a word. */
public enum Order {

    /** The last axis varies fastest; NumPy's default, {@code fortran_order: False}. */
    C,

    /** The first axis varies fastest; {@code fortran_order: True}. For fewer than two axes it equals {@link #C}. */
    FORTRAN
}
