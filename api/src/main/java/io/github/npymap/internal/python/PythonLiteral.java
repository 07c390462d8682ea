package io.github.npymap.internal.python;

import java.math.BigInteger;
import java.util.List;

/**
 * A value of Python's literal grammar, and the index of the {@code char} where it begins in the text. What can stand in
 * a valid header is held exactly; floats and bytes only so that a message can say what was found.
 */
public sealed interface PythonLiteral {

    /** The index in the text at which the literal begins. */
    int position();

    /** The literal in a few words for a message: {@code the string '<f8'}, {@code a list of 3}. */
    String describe();

    /** A text string, adjacent parts joined and escapes resolved. */
    record Str(int position, String value) implements PythonLiteral {
        @Override
        public String describe() {
            return "the string " + PythonRepr.abbreviated(value);
        }
    }

    /** A bytes string; escapes resolved, one char per byte. */
    record Bytes(int position, String value) implements PythonLiteral {
        @Override
        public String describe() {
            return "the bytes b" + PythonRepr.abbreviated(value);
        }
    }

    /** An integer of any size. */
    record Int(int position, BigInteger value) implements PythonLiteral {
        @Override
        public String describe() {
            return value.bitLength() > 128 ? "an integer of " + value.bitLength() + " bits" : "the integer " + value;
        }
    }

    /** A float or complex number, as it is spelled. */
    record Inexact(int position, String spelling) implements PythonLiteral {
        @Override
        public String describe() {
            return "the number " + PythonRepr.shortened(spelling);
        }
    }

    /** {@code True} or {@code False}. */
    record Bool(int position, boolean value) implements PythonLiteral {
        @Override
        public String describe() {
            return value ? "True" : "False";
        }
    }

    /** {@code None}. */
    record None(int position) implements PythonLiteral {
        @Override
        public String describe() {
            return "None";
        }
    }

    /** A tuple, {@code (1, 2)}. */
    record Tuple(int position, List<PythonLiteral> items) implements PythonLiteral {
        @Override
        public String describe() {
            return "a tuple of " + items.size();
        }
    }

    /** A list, {@code [1, 2]}. */
    record PyList(int position, List<PythonLiteral> items) implements PythonLiteral {
        @Override
        public String describe() {
            return "a list of " + items.size();
        }
    }

    /** A dictionary; its entries in the order of the text, duplicates included. */
    record Dict(int position, List<Entry> entries) implements PythonLiteral {

        /** A key and its value. */
        public record Entry(PythonLiteral key, PythonLiteral value) {}

        @Override
        public String describe() {
            return "a dictionary of " + entries.size();
        }
    }
}
