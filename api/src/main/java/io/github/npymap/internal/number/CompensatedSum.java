package io.github.npymap.internal.number;

/** A running sum that keeps the digits an addition drops and returns them at the end (Neumaier's algorithm). */
public final class CompensatedSum {
    private double sum;
    private double dropped;

    public void add(double value) {
        double next = sum + value;
        dropped += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
        sum = next;
    }

    public void clear() {
        sum = 0;
        dropped = 0;
    }

    public double value() {
        // An infinity makes the dropped digits NaN, while the sum itself is what it should be.
        double exact = sum + dropped;
        return Double.isNaN(exact) ? sum : exact;
    }
}
