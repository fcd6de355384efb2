// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.Schemas;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class PriceCommandTest {
    private static final String USAGE =
            """
            metric,sum
            Requests,2000000
            ReadUnits,12000000
            WriteUnits,400000
            Duration,40000000
            MemorySize,2048
            IncomingBytes,3000000000
            Traces,100000
            """;

    @TempDir private Path directory;

    private Console price(String usage, String... options) throws IOException {
        var file = Files.writeString(directory.resolve("usage.csv"), usage);
        var words = new ArrayList<>(List.of(options));
        words.addAll(0, List.of("price", file.toString(), "--schema", Schemas.SHOP.toString()));
        return Console.run(words.toArray(String[]::new));
    }

    @Test
    void a_million_requests_cost_their_share_of_what_was_used() throws IOException {
        var run = price(USAGE);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(
                        """
                        a million requests                         amount        USD
                        API Gateway, requests                 1,000,000.0       1.00
                        Lambda, requests                      1,000,000.0       0.20
                        Lambda (arm64), GB-seconds               40,000.0       0.53
                        DynamoDB, read units                  6,000,000.0       0.75
                        DynamoDB, write units                   200,000.0       0.13
                        CloudWatch Logs, GB written                   1.5       0.75
                        X-Ray, traces                            50,000.0       0.25
                        together                                                3.61
                        """)
                .contains("Besides, each month: at most ", "Prices: us-east-1, 2026-11-28: ");
    }

    @Test
    void each_line_can_be_checked_by_hand() throws IOException {
        // Of 2,000,000 requests, for 1,000,000: half of each sum, at the price of the page.
        var half = new BigDecimal("0.5");
        var gigabyteSeconds =
                new BigDecimal("40000000") // ms
                        .multiply(new BigDecimal("0.001")) // s
                        .multiply(new BigDecimal("2")) // 2,048 MB in GB
                        .multiply(half);
        var lines =
                Map.of(
                        "API Gateway, requests", million("1").multiply(priceOf("API Gateway")),
                        "Lambda, requests", million("1").multiply(priceOf("Lambda, ")),
                        "Lambda (arm64)", gigabyteSeconds.multiply(priceOf("Lambda (arm64)")),
                        "DynamoDB, read",
                                million("12")
                                        .multiply(half)
                                        .multiply(priceOf("DynamoDB, 1,000,000 read")),
                        "DynamoDB, write",
                                new BigDecimal("400000")
                                        .multiply(half)
                                        .multiply(priceOf("DynamoDB, 1,000,000 write")),
                        "CloudWatch Logs",
                                new BigDecimal("3")
                                        .multiply(half)
                                        .multiply(priceOf("CloudWatch Logs")),
                        "X-Ray",
                                new BigDecimal("100000").multiply(half).multiply(priceOf("X-Ray")));
        var printed = price(USAGE).out().lines().toList();

        lines.forEach((article, dollars) ->
                assertThat(printed)
                        .filteredOn(line -> line.startsWith(article))
                        .singleElement(InstanceOfAssertFactories.STRING)
                        .endsWith(" " + dollars.setScale(2, RoundingMode.HALF_UP)));
        assertThat(printed)
                .contains(
                        "together"
                                + "%52s"
                                        .formatted(
                                                lines.values().stream()
                                                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                                                        .setScale(2, RoundingMode.HALF_UP)));
    }

    private static BigDecimal million(String number) {
        return new BigDecimal(number).movePointRight(6);
    }

    /// Returns the price of one, as the page has it.
    private static BigDecimal priceOf(String article) throws IOException {
        var row =
                Files.readString(Path.of("../docs/how-to/price.md"))
                        .lines()
                        .filter(line -> line.startsWith("| " + article))
                        .toList();
        assertThat(row).hasSize(1);
        var cells = row.getFirst().split("\\|", -1);
        var price = new BigDecimal(cells[2].strip());
        return cells[1].contains("1,000,000") ? price.movePointLeft(6) : price;
    }

    @Test
    void a_list_of_prices_can_be_given() throws IOException {
        var prices =
                Files.writeString(
                        directory.resolve("prices.json"),
                        """
                        {"region": "r", "date": "d", "source": "s", "prices": {
                          "HTTP_API_REQUEST": 0, "LAMBDA_REQUEST": 0, "LAMBDA_GB_SECOND": 0, "READ_UNIT": 0.000001,
                          "WRITE_UNIT": 0, "LOG_GB": 0, "TRACE": 0, "METRIC_MONTH": 1}}
                        """);

        assertThat(price(USAGE, "--prices", prices.toString()).out())
                .contains("together                                                6.00")
                .endsWith("Prices: r, d: s.\n");
    }

    @Test
    void a_list_without_a_price_is_refused() throws IOException {
        var prices = Files.writeString(directory.resolve("prices.json"), "{\"prices\": {}}");

        assertThat(price(USAGE, "--prices", prices.toString()))
                .isEqualTo(new Console(1, "", prices + ": prices has no HTTP_API_REQUEST\n"));
    }

    @Test
    void a_metric_that_is_missing_and_a_period_without_requests_are_refused() throws IOException {
        var file = directory.resolve("usage.csv");

        assertThat(price(USAGE.replace("ReadUnits,12000000", "ReadUnits,many")).err())
                .isEqualTo(file + ": the line of ReadUnits is missing, or has no number\n");
        assertThat(price(USAGE.replace("Requests,2000000", "Requests,0")).err())
                .isEqualTo(file + ": there were no requests\n");
        assertThat(price("Requests,1\n").err())
                .isEqualTo(file + ":1: the first line must be metric,sum\n");
    }
}
