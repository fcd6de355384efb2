// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import java.io.Serial;
import java.util.List;

/// Java resolvers that are not those of the schema. It carries every problem.
public final class InvalidResolversException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidResolversException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /// At least one, each told so that its author can mend it.
    public List<String> problems() {
        return problems;
    }
}
