// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import dev.sluice.devtools.price.Article;
import dev.sluice.devtools.price.Bill;
import dev.sluice.devtools.price.PriceList;
import dev.sluice.devtools.price.Usage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/// Results as Markdown and as charts.
///
/// @param absent why peers did not run, by title
/// @param conditions one sentence on the machine and the rounds
record Report(Results results, Map<String, String> absent, String conditions) {
    /// X-Ray samples one request a second, and 5 % of the others.
    private static final double TRACED = 0.05;

    private static final double MILLION = 1e6;

    String markdown() {
        var text = new StringJoiner("\n\n", "", "\n");
        text.add(conditions);
        if (!absent.isEmpty()) {
            var list = new StringJoiner("\n");
            absent.forEach(
                    (peer, reason) -> list.add("- %s did not run: %s.".formatted(peer, reason)));
            text.add(list.toString());
        }
        for (var scenario : results.scenarios()) {
            if (scenario.axis().equals(Scenario.DYNAMODB)) {
                text.add("### " + canonical(scenario)).add(table(scenario));
            }
        }
        text.add("### What AWS bills for a million of these requests").add(bills());
        charts().keySet().stream()
                .map(name -> "![%s](../images/%s)".formatted(name.replace(".svg", ""), name))
                .forEach(text::add);
        return text.toString();
    }

    private static String canonical(Scenario scenario) {
        return scenario.value() == 0
                ? "DynamoDB answers at once"
                : "DynamoDB takes %d ms, and %d ms for one request in a hundred"
                        .formatted(scenario.latency().usual(), scenario.latency().rare());
    }

    private String table(Scenario scenario) {
        var rows = new StringJoiner("\n");
        rows.add(
                "| | p50, ms | spread | p99, ms | CPU, ms | start, ms | resident, MB | requests to DynamoDB | p50 / Apollo Server |");
        rows.add("|---|---|---|---|---|---|---|---|---|");
        var apollo = results.median(scenario, Peers.APOLLO, Figures::p50);
        for (var peer : results.peers(scenario)) {
            rows.add(
                    String.format(
                            Locale.ROOT,
                            "| %s | %.1f | %.0f %% | %.1f | %.1f | %.0f | %.0f | %.1f | %s |",
                            peer,
                            median(scenario, peer, Figures::p50),
                            100 * results.spread(scenario, peer, Figures::p50),
                            median(scenario, peer, Figures::p99),
                            median(scenario, peer, Figures::cpu),
                            median(scenario, peer, Figures::start),
                            median(scenario, peer, Figures::resident),
                            median(scenario, peer, Figures::requests),
                            ratio(median(scenario, peer, Figures::p50) / apollo)));
        }
        return rows.toString();
    }

    private static String ratio(double ratio) {
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.2f", ratio) : "";
    }

    /// The duration is that of the slower DynamoDB, which is like a real one.
    private String bills() {
        var scenario =
                results.scenarios().stream()
                        .filter(each -> each.axis().equals(Scenario.DYNAMODB) && each.value() > 0)
                        .findFirst();
        if (scenario.isEmpty()) {
            return "Not measured.";
        }
        var rows = new StringJoiner("\n");
        rows.add(
                "| | billed, GB-seconds | CPU, seconds | read units | log, GB | Lambda, USD | DynamoDB, USD | logs and traces, USD | together with the gateway, USD |");
        rows.add("|---|---|---|---|---|---|---|---|---|");
        for (var peer : results.peers(scenario.get())) {
            rows.add(bill(scenario.get(), peer));
        }
        return rows.toString();
    }

    private String bill(Scenario scenario, String peer) {
        var logBytes = median(scenario, peer, Figures::logBytes);
        var bill =
                Bill.of(
                        Usage.ofRequest(
                                median(scenario, peer, Figures::units),
                                median(scenario, peer, Figures::mean),
                                Workshop.MEMORY,
                                logBytes,
                                logBytes == 0 ? 0 : TRACED),
                        PriceList.included());
        var dollars = new LinkedHashMap<Article, Double>();
        var amounts = new LinkedHashMap<Article, Double>();
        for (var line : bill.lines()) {
            dollars.put(line.article(), line.dollars());
            amounts.put(line.article(), line.amount());
        }
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,.0f | %.2f | %.2f | %.2f | %.2f | **%.2f** |",
                peer,
                amounts.getOrDefault(Article.LAMBDA_GB_SECOND, 0.0),
                median(scenario, peer, Figures::cpu) * MILLION / 1_000,
                amounts.getOrDefault(Article.READ_UNIT, 0.0),
                amounts.getOrDefault(Article.LOG_GB, 0.0),
                sum(dollars, Article.LAMBDA_REQUEST, Article.LAMBDA_GB_SECOND),
                sum(dollars, Article.READ_UNIT),
                sum(dollars, Article.LOG_GB, Article.TRACE),
                bill.dollars());
    }

    private static double sum(Map<Article, Double> dollars, Article... articles) {
        return List.of(articles).stream()
                .mapToDouble(article -> dollars.getOrDefault(article, 0.0))
                .sum();
    }

    /// Returns the charts by the names of their files.
    Map<String, String> charts() {
        var charts = new LinkedHashMap<String, String>();
        var axes = results.scenarios().stream().map(Scenario::axis).distinct().toList();
        for (var axis : axes) {
            var scenarios =
                    results.scenarios().stream().filter(each -> each.axis().equals(axis)).toList();
            var titles =
                    scenarios.stream()
                            .flatMap(scenario -> results.peers(scenario).stream())
                            .distinct()
                            .toList();
            var lines =
                    titles.stream()
                            .map(peer ->
                                    new Chart.Line(
                                            peer,
                                            scenarios.stream()
                                                    .map(each -> median(each, peer, Figures::p50))
                                                    .toList()))
                            .toList();
            charts.put(
                    "peers-%s.svg".formatted(axis.replace(' ', '-').toLowerCase(Locale.ROOT)),
                    new Chart(axis, scenarios.stream().map(Scenario::value).toList(), lines).svg());
        }
        return charts;
    }

    private double median(Scenario scenario, String peer, ToDoubleFunction<Figures> figure) {
        return results.median(scenario, peer, figure);
    }
}
