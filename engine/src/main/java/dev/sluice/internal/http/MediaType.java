// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A media type or a media range with its parameters, all in lower case.
///
/// Source: RFC 9110, 8.3.1 "Media Type" and 12.5.1 "Accept".
///
/// @param name `type/subtype`, where each may be `*`
/// @param parameters `name=value`, unquoted
record MediaType(String name, List<String> parameters) {

    static MediaType parse(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(";", -1);
        return new MediaType(
                parts[0].strip(),
                List.of(parts).subList(1, parts.length).stream()
                        .map(part -> part.strip().replace("\"", ""))
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    /// Returns whether the type names no character set except UTF-8.
    boolean isUtf8() {
        return parameters.stream()
                .filter(parameter -> parameter.startsWith("charset="))
                .allMatch("charset=utf-8"::equals);
    }

    /// Returns the weight of a range from 0 (not wanted) to 1; also 0 if it is not a number.
    double quality() {
        Optional<String> weight =
                parameters.stream().filter(parameter -> parameter.startsWith("q=")).findFirst();
        return weight.map(text -> number(text.substring(2))).orElse(1.0);
    }

    private static double number(String weight) {
        return weight.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(weight) : 0;
    }
}
