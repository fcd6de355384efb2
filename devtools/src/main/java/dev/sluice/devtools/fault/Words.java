// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import dev.sluice.internal.compile.file.NearNames;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The words of a specification: the fault, and the conditions after it. Each is `NAME` or
/// `NAME=VALUE`.
final class Words {
    private final String fault;
    private final @Nullable String value;
    private final Map<String, String> conditions = new LinkedHashMap<>();

    private Words(String first) {
        var equals = first.indexOf('=');
        this.fault = equals < 0 ? first : first.substring(0, equals);
        this.value = equals < 0 ? null : first.substring(equals + 1);
    }

    /// @param known the names of conditions
    static Words of(String spec, Set<String> known) throws InvalidFaultException {
        var words = spec.strip().split("\\s+", -1);
        var result = new Words(words[0]);
        for (int i = 1; i < words.length; i++) {
            result.add(words[i], known);
        }
        return result;
    }

    private void add(String word, Set<String> known) throws InvalidFaultException {
        var equals = word.indexOf('=');
        var name = equals < 0 ? word : word.substring(0, equals);
        if (!known.contains(name)) {
            throw unknown("condition", name, known);
        }
        if (equals < 0 || equals == word.length() - 1) {
            throw new InvalidFaultException(
                    "%s needs a value. Write %s=VALUE.".formatted(name, name));
        }
        if (conditions.put(name, word.substring(equals + 1)) != null) {
            throw new InvalidFaultException("%s is given twice. Remove one.".formatted(name));
        }
    }

    /// Returns the error for a name that is none of the known names.
    static InvalidFaultException unknown(String kind, String name, Set<String> known) {
        var near = NearNames.of(name, known);
        return new InvalidFaultException(
                near == null
                        ? "There is no %s `%s`. Write one of: %s."
                                .formatted(kind, name, String.join(", ", known))
                        : "There is no %s `%s`. Did you mean `%s`?".formatted(kind, name, near));
    }

    String fault() {
        return fault;
    }

    /// Returns the value after the fault's name.
    ///
    /// @param example such as `300ms`
    String value(String example) throws InvalidFaultException {
        if (value == null || value.isEmpty()) {
            throw new InvalidFaultException(
                    "%s needs a value. For example, write %s=%s.".formatted(fault, fault, example));
        }
        return value;
    }

    void requireNoValue() throws InvalidFaultException {
        if (value != null) {
            throw new InvalidFaultException("%s has no value. Write %s.".formatted(fault, fault));
        }
    }

    @Nullable String condition(String name) {
        return conditions.get(name);
    }
}
