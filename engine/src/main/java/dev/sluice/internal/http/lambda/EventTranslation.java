// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http.lambda;

import com.amazonaws.services.lambda.runtime.Context;

import dev.sluice.internal.http.QueryParameters;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// The parts of the translation that all kinds of events share.
final class EventTranslation {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9+/=_.:-]{1,128}");

    private EventTranslation() {}

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /// Returns the gateway's id of a request. If it is missing, or could forge a line of the log,
    /// returns the invocation's id.
    static String requestId(@Nullable String gatewayId, String invocationId) {
        return gatewayId != null && REQUEST_ID.matcher(gatewayId).matches()
                ? gatewayId
                : invocationId;
    }

    static String invocationId(@Nullable Context context) {
        String id = context == null ? null : context.getAwsRequestId();
        return id == null ? "unknown" : id;
    }

    static Duration remaining(@Nullable Context context) {
        return Duration.ofMillis(context == null ? 0 : context.getRemainingTimeInMillis());
    }

    static QueryParameters decoded(@Nullable Map<String, String> single) {
        Map<String, List<String>> values = new HashMap<>();
        if (single != null) {
            single.forEach(
                    (name, value) -> values.put(name, value == null ? List.of() : List.of(value)));
        }
        return new QueryParameters.Decoded(values);
    }

    static QueryParameters decodedMany(Map<String, List<String>> many) {
        Map<String, List<String>> values = new HashMap<>();
        many.forEach((name, all) ->
                values.put(
                        name,
                        all == null ? List.of() : all.stream().filter(Objects::nonNull).toList()));
        return new QueryParameters.Decoded(values);
    }
}
