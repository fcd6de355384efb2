// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// Builds cases, clause by clause.
final class Cases {
    private final List<Case> all = new ArrayList<>();
    private @Nullable Clause clause;

    /// Sets the clause of the following cases.
    Cases of(Clause clause) {
        this.clause = clause;
        return this;
    }

    Cases refused(int status, String code, String name, Sent sent) {
        return add(name, _ -> sent, new Expected.Refused(status, code));
    }

    Cases refused(int status, String code, String name, Function<Stage, Sent> sent) {
        return add(name, sent, new Expected.Refused(status, code));
    }

    Cases answered(String data, String name, Sent sent) {
        return answered(data, List.of(), name, _ -> sent);
    }

    /// @param errors each a path and a code
    Cases answered(String data, List<String> errors, String name, Sent sent) {
        return answered(data, errors, name, _ -> sent);
    }

    Cases answered(String data, List<String> errors, String name, Function<Stage, Sent> sent) {
        return add(name, sent, new Expected.Answered(data, errors));
    }

    /// Adds a mutation whose field fails while it runs and that writes nothing.
    Cases failed(String field, String code, String name, Sent sent) {
        return failed(field, code, name, _ -> sent);
    }

    Cases failed(String field, String code, String name, Function<Stage, Sent> sent) {
        return answered(
                "{\"%s\":null}".formatted(field),
                List.of("/%s %s".formatted(field, code)),
                name,
                sent);
    }

    Cases empty(String name, Sent sent) {
        return add(name, _ -> sent, new Expected.Empty());
    }

    Cases like(Sent other, String name, Sent sent) {
        return add(name, _ -> sent, new Expected.Like(other));
    }

    /// Adds to the last case what a later request gets.
    Cases leaves(String data, Sent later) {
        var last = all.removeLast();
        all.add(
                new Case(
                        last.clause(),
                        last.name(),
                        last.sent(),
                        new Expected.Leaving(last.expected(), later, data)));
        return this;
    }

    private Cases add(String name, Function<Stage, Sent> sent, Expected expected) {
        all.add(new Case(Objects.requireNonNull(clause), name, sent, expected));
        return this;
    }

    List<Case> all() {
        return List.copyOf(all);
    }
}
