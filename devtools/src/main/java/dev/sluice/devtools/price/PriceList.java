// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.price;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.failure.Failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// What AWS asks in one region, in US dollars.
///
/// @param date when the prices were collected
public record PriceList(String region, String date, String source, Map<Article, Double> prices) {
    public PriceList {
        prices = Map.copyOf(prices);
    }

    /// Returns the list that comes with the command.
    public static PriceList included() {
        try (var in =
                Objects.requireNonNull(PriceList.class.getResourceAsStream("us-east-1.json"))) {
            return parse("us-east-1.json", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws Failure if the file is missing, or has a fault
    public static PriceList read(Path file) {
        return parse(file.toString(), TextFile.read(file, "list of prices"));
    }

    private static PriceList parse(String file, String text) {
        try {
            var json = new JsonMapper().readTree(text);
            var prices = new EnumMap<Article, Double>(Article.class);
            for (var article : Article.values()) {
                var price = json.path("prices").path(article.name()).asDouble(Double.NaN);
                if (!(price >= 0)) {
                    throw Failure.input("%s: prices has no %s".formatted(file, article));
                }
                prices.put(article, price);
            }
            return new PriceList(
                    json.path("region").asText(),
                    json.path("date").asText(),
                    json.path("source").asText(),
                    prices);
        } catch (JacksonException e) {
            throw Failure.input("%s is not JSON: %s".formatted(file, e.getOriginalMessage()));
        }
    }

    double of(Article article) {
        return Objects.requireNonNull(prices.get(article));
    }
}
