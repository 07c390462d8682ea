package io.github.npymap.types;

/**
 * A complex number: an element of a complex array.
 *
 * @param real the real part
 * @param imag the imaginary part
 */
public record Complex(double real, double imag) {

    /** Much as Python writes it: {@code (1.0+2.0j)}. */
    @Override
    public String toString() {
        String sign = Double.doubleToRawLongBits(imag) < 0 && !Double.isNaN(imag) ? "" : "+";
        return "(" + real + sign + imag + "j)";
    }
}
