// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import java.util.List;

/// Sends mutations, and checks that each stays within its bound.
public final class BoundedMutations {
    private final Api api;
    private final WrittenUnits written;

    public BoundedMutations(Api api) {
        this.api = api;
        this.written = new WrittenUnits(api);
    }

    /// Sends one field of a mutation, which is answered as `f`.
    public Answer ask(Who who, String field) {
        return send(who, "mutation { f: " + field + " }");
    }

    /// Sends a mutation.
    public Answer send(Who who, String mutation) {
        var before = written.items();
        var answer = api.ask(who, mutation);
        assertThat(answer.codes()).as(mutation).doesNotContain("INTERNAL");
        var operations = api.wire().operations();
        assertThat(operations).as(mutation).doesNotContain("BatchWriteItem");
        for (var amount : List.of("requests", "waves", "readUnits")) {
            assertThat(amount(answer, "consumed", amount))
                    .as("%s of %s", amount, mutation)
                    .isLessThanOrEqualTo(amount(answer, "bound", amount));
        }
        assertThat((double) written.since(before, operations.contains("TransactWriteItems")))
                .as(mutation)
                .isLessThanOrEqualTo(amount(answer, "bound", "writeUnits"));
        return answer;
    }

    private static double amount(Answer answer, String which, String amount) {
        return answer.body().at("/extensions/cost/%s/%s".formatted(which, amount)).asDouble();
    }
}
