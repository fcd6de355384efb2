// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.price.Article;
import dev.sluice.devtools.price.Bill;
import dev.sluice.devtools.price.MetricCount;
import dev.sluice.devtools.price.PriceList;
import dev.sluice.devtools.price.Usage;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.devtools.wording.Quantity;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `sluice price`: prints what a million requests cost.
@Command(
        name = "price",
        description =
                "Print what a million requests cost in AWS, computed from the sums of metrics and a"
                        + " list of prices.")
final class PriceCommand implements Callable<Integer> {
    private static final String LINE = "%-32s %16s %10s%n";

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();

    @Parameters(paramLabel = "FILE", description = "The sums of metrics in a period, as CSV.")
    private Path usage = Path.of("");

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "The prices, as JSON. Default: those of us-east-1 in this version.")
    private @Nullable Path prices;

    @Override
    public Integer call() {
        var list = prices == null ? PriceList.included() : PriceList.read(prices);
        var bill = Bill.of(Usage.read(usage), list);
        var metrics = new MetricCount(SchemaSource.read(schema.file()).compile()).all();
        var out = spec.commandLine().getOut();
        out.printf(LINE, "a million requests", "amount", "USD");
        bill.lines()
                .forEach(line ->
                        out.printf(
                                LINE,
                                line.article().title(),
                                "%,.1f".formatted(line.amount()),
                                "%.2f".formatted(line.dollars())));
        out.printf(LINE, "together", "", "%.2f".formatted(bill.dollars()));
        out.printf(
                "Besides, each month: at most %s of the function, USD %.2f.%n",
                Quantity.of(metrics, "metric"),
                metrics * list.prices().getOrDefault(Article.METRIC_MONTH, 0.0));
        out.printf("Prices: %s, %s: %s.%n", list.region(), list.date(), list.source());
        return ExitCode.DONE;
    }
}
