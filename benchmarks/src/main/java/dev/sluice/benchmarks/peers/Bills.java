// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import dev.sluice.devtools.price.Article;
import dev.sluice.devtools.price.Bill;
import dev.sluice.devtools.price.PriceList;
import dev.sluice.devtools.price.Usage;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/// What AWS bills for a million requests, as a table of Markdown.
record Bills(Results results) {
    /// X-Ray samples one request a second, and 5 % of the others.
    private static final double TRACED = 0.05;

    private static final double MILLION = 1e6;
    private static final double MILLIS = 1e3;

    /// What a peer took in a scenario.
    record Entry(Scenario scenario, String peer) {}

    String table(List<Entry> entries) {
        var rows = new StringJoiner("\n");
        rows.add(
                "| | memory, MB | p99, ms | billed, GB-seconds | CPU, seconds | read units | log, GB | Lambda, USD | DynamoDB, USD | logs and traces, USD | together with the gateway, USD |");
        rows.add("|---|---|---|---|---|---|---|---|---|---|---|");
        entries.forEach(entry -> rows.add(row(entry)));
        return rows.toString();
    }

    double gigabyteSeconds(Entry entry) {
        return bill(entry).lines().stream()
                .filter(line -> line.article() == Article.LAMBDA_GB_SECOND)
                .mapToDouble(Bill.Line::amount)
                .sum();
    }

    private String row(Entry entry) {
        var bill = bill(entry);
        var dollars = new EnumMap<Article, Double>(Article.class);
        var amounts = new EnumMap<Article, Double>(Article.class);
        for (var line : bill.lines()) {
            dollars.put(line.article(), line.dollars());
            amounts.put(line.article(), line.amount());
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %,.0f | %,.0f | %,.0f | %.2f | %.2f | %.2f | %.2f | **%.2f** |",
                entry.peer,
                entry.scenario.memory(),
                results.median(entry.scenario, entry.peer, Figures::p99),
                amounts.getOrDefault(Article.LAMBDA_GB_SECOND, 0.0),
                results.median(entry.scenario, entry.peer, Figures::cpu) * MILLION / MILLIS,
                amounts.getOrDefault(Article.READ_UNIT, 0.0),
                amounts.getOrDefault(Article.LOG_GB, 0.0),
                sum(dollars, Article.LAMBDA_REQUEST, Article.LAMBDA_GB_SECOND),
                sum(dollars, Article.READ_UNIT),
                sum(dollars, Article.LOG_GB, Article.TRACE),
                bill.dollars());
    }

    private Bill bill(Entry entry) {
        var logBytes = results.median(entry.scenario, entry.peer, Figures::logBytes);
        return Bill.of(
                Usage.ofRequest(
                        results.median(entry.scenario, entry.peer, Figures::units),
                        results.median(entry.scenario, entry.peer, Figures::mean),
                        entry.scenario.memory(),
                        logBytes,
                        logBytes == 0 ? 0 : TRACED),
                PriceList.included());
    }

    private static double sum(Map<Article, Double> dollars, Article... articles) {
        return List.of(articles).stream()
                .mapToDouble(article -> dollars.getOrDefault(article, 0.0))
                .sum();
    }
}
