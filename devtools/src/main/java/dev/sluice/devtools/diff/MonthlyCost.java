// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.devtools.capacity.TrafficMix;
import dev.sluice.devtools.contract.OperationBound;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.price.Article;
import dev.sluice.devtools.price.PriceList;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The most that DynamoDB asks for 30 days of a stated traffic, in US dollars, with the prices of
/// `sluice price`. An operation that a schema refuses costs nothing.
public record MonthlyCost(double before, double after) {
    private static final long SECONDS = Duration.ofDays(30).toSeconds();

    /// @throws Failure if the traffic names an operation that is not known
    static MonthlyCost of(TrafficMix traffic, List<OperationChange> operations) {
        var prices = PriceList.included().prices();
        var before = 0.0;
        var after = 0.0;
        for (var row : traffic.rows()) {
            var operation = named(row, operations);
            var times = row.perSecond() * SECONDS;
            before += times * dollars(operation.before(), prices);
            after += times * dollars(operation.after(), prices);
        }
        return new MonthlyCost(before, after);
    }

    private static OperationChange named(TrafficMix.Row row, List<OperationChange> operations) {
        return operations.stream()
                .filter(each -> each.operation().name().equals(row.operation()))
                .findFirst()
                .orElseThrow(() ->
                        Failure.input(
                                "%s: there is no operation %s. Known are %s."
                                        .formatted(
                                                row.place(),
                                                row.operation(),
                                                operations.stream()
                                                        .map(each -> each.operation().name())
                                                        .sorted()
                                                        .collect(Collectors.joining(", ")))));
    }

    private static double dollars(@Nullable OperationBound bound, Map<Article, Double> prices) {
        return bound == null
                ? 0
                : bound.readUnits() * prices.getOrDefault(Article.READ_UNIT, 0.0)
                        + bound.writeUnits() * prices.getOrDefault(Article.WRITE_UNIT, 0.0);
    }
}
