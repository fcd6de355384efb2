// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Shop;

import java.util.Map;
import java.util.Set;

/// The shop with one customer and one product, and a check of its answers.
final class FuzzedApi {
    private static final Set<Integer> STATUSES =
            Set.of(200, 204, 400, 401, 403, 405, 406, 413, 415);

    private static final Api SHOP =
            Api.unseen(Schemas.shop(), Map.of(), builder -> builder.resolvers(Shop.RESOLVERS))
                    .with("User", Map.of("id", "c1", "name", "Ann", "email", "a@b.c", "version", 1))
                    .with(
                            "Product",
                            Map.of(
                                    "id",
                                    "p1",
                                    "name",
                                    "Mug",
                                    "category",
                                    "x",
                                    "price",
                                    "1.50",
                                    "stock",
                                    1));

    private FuzzedApi() {}

    static Api shop() {
        return SHOP;
    }

    /// Requires an answer with data or with documented codes, and without a failure of the API.
    static void check(Answer answer) {
        var errors = answer.body().path("errors");
        var codes = answer.codes();
        if (!STATUSES.contains(answer.status())
                || codes.size() != errors.size()
                || codes.contains("INTERNAL")
                || (answer.status() != 204 && !answer.body().has("data") && errors.isEmpty())) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        codes.forEach(ErrorCode::valueOf);
    }
}
