// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import dev.sluice.devtools.failure.Failure;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/// The address of a DynamoDB.
///
/// @param url null for that of the current AWS account and region
public record Endpoint(@Nullable URI url) {
    private static final Pattern AWS =
            Pattern.compile(
                    "(.*\\.)?(amazonaws\\.com(\\.cn)?|api\\.aws|amazonwebservices\\.com\\.cn)");
    private static final Pattern REGION =
            Pattern.compile(
                    "(?:.*\\.)?(?:dynamodb|streams\\.dynamodb)(?:-fips)?\\.([a-z0-9-]+)\\..*");

    /// @param text `aws`, or a URL
    /// @throws Failure if it is neither
    public static Endpoint parse(String text) {
        if (text.equals("aws")) {
            return new Endpoint(null);
        }
        try {
            var url = URI.create(text);
            if (url.getHost() != null
                    && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return new Endpoint(url);
            }
        } catch (IllegalArgumentException e) {
            // Reported below.
        }
        throw Failure.usage(
                "'%s' is neither 'aws' nor the URL of a DynamoDB, for example http://localhost:4566."
                        .formatted(text));
    }

    /// Returns whether it is a real one, where tables cost money and hold somebody's data.
    public boolean isAws() {
        return url == null || AWS.matcher(host(url)).matches();
    }

    /// Returns the region in the host name of a real one, or null.
    @Nullable String region() {
        if (url == null || !isAws()) {
            return null;
        }
        var matcher = REGION.matcher(host(url));
        return matcher.matches() ? matcher.group(1) : null;
    }

    private static String host(URI url) {
        return String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return url == null ? "AWS" : url.toString();
    }
}
