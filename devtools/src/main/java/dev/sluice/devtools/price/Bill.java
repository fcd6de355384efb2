// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.price;

import java.util.Arrays;
import java.util.List;

/// What a million requests cost.
///
/// @param lines in the order of [Article]
public record Bill(List<Line> lines) {
    private static final double MILLION = 1e6;

    /// @param amount what a million requests use
    /// @param dollars what that costs
    public record Line(Article article, double amount, double dollars) {}

    public Bill {
        lines = List.copyOf(lines);
    }

    public static Bill of(Usage usage, PriceList prices) {
        return new Bill(
                Arrays.stream(Article.values())
                        .filter(article -> article != Article.METRIC_MONTH)
                        .map(article -> {
                            var amount = usage.of(article) / usage.requests() * MILLION;
                            return new Line(article, amount, amount * prices.of(article));
                        })
                        .toList());
    }

    public double dollars() {
        return lines.stream().mapToDouble(Line::dollars).sum();
    }
}
