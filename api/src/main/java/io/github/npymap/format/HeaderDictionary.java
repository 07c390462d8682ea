package io.github.npymap.format;

import io.github.npymap.internal.descr.DescrReader;
import io.github.npymap.internal.descr.ShapeReader;
import io.github.npymap.internal.python.LiteralException;
import io.github.npymap.internal.python.PythonLiteral;
import io.github.npymap.internal.python.PythonLiteral.Bool;
import io.github.npymap.internal.python.PythonLiteral.Dict;
import io.github.npymap.internal.python.PythonLiteral.Str;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The three entries of a header's dictionary, {@code {'descr': …, 'fortran_order': …, 'shape': …}}.
 *
 * @param dtype the value of {@code descr}
 * @param order the value of {@code fortran_order}
 * @param shape the value of {@code shape}
 */
record HeaderDictionary(DType dtype, Order order, Shape shape) {

    private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

    /**
     * Reads exactly these three entries; of a key that comes twice the last value counts, as in Python.
     *
     * @throws LiteralException for anything else
     */
    static HeaderDictionary read(PythonLiteral literal) throws LiteralException {
        if (!(literal instanceof Dict dict)) {
            throw new LiteralException(literal.position(), "a dictionary", literal.describe());
        }
        Map<String, PythonLiteral> values = new LinkedHashMap<>();
        for (Dict.Entry entry : dict.entries()) {
            if (!(entry.key() instanceof Str key && KEYS.contains(key.value()))) {
                throw new LiteralException(
                        entry.key().position(),
                        "only the keys 'descr', 'fortran_order', 'shape'",
                        "the key " + entry.key().describe());
            }
            values.put(key.value(), entry.value());
        }
        if (values.size() != KEYS.size()) {
            throw new LiteralException(
                    dict.position(),
                    "the keys 'descr', 'fortran_order' and 'shape'",
                    values.isEmpty() ? "no key" : "only " + new TreeSet<>(values.keySet()));
        }
        Shape shape = ShapeReader.read(values.get("shape"));
        return new HeaderDictionary(DescrReader.read(values.get("descr")), order(values.get("fortran_order")), shape);
    }

    private static Order order(PythonLiteral literal) throws LiteralException {
        if (!(literal instanceof Bool fortran)) {
            throw new LiteralException(literal.position(), "True or False for fortran_order", literal.describe());
        }
        return fortran.value() ? Order.FORTRAN : Order.C;
    }
}
