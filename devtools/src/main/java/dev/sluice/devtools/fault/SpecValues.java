// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import java.time.Duration;
import java.util.regex.Pattern;

/// Reads the numbers of a specification.
final class SpecValues {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)%");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");
    private static final double ALL = 100;

    private SpecValues() {}

    static Duration time(String name, String text) throws InvalidFaultException {
        var matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidFaultException(
                    "%s must be a time in ms or s. For example, write %s=300ms."
                            .formatted(name, name));
        }
        var number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("s")
                ? Duration.ofSeconds(number)
                : Duration.ofMillis(number);
    }

    static double percent(String name, String text) throws InvalidFaultException {
        var matcher = PERCENT.matcher(text);
        if (matcher.matches()) {
            var percent = Double.parseDouble(matcher.group(1));
            if (percent > 0 && percent <= ALL) {
                return percent;
            }
        }
        throw new InvalidFaultException(
                "%s must be a percentage above 0%% and up to 100%%. For example, write %s=20%%."
                        .formatted(name, name));
    }

    static long count(String name, String text) throws InvalidFaultException {
        if (!COUNT.matcher(text).matches()) {
            throw new InvalidFaultException(
                    "%s must be a number of requests from 1. For example, write %s=3."
                            .formatted(name, name));
        }
        return Long.parseLong(text);
    }
}
