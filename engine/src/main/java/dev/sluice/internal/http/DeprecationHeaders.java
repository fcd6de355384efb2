// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.DeprecatedField;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Announces the deprecated fields that an operation selects. If it selects several, the earliest
/// dates count.
///
/// Source: RFC 9745, 2.1 "Syntax" of `Deprecation`, and RFC 8594, 3 "The Sunset HTTP Response
/// Header Field".
///
/// @param clock gives the day of the request, from which a field is deprecated at the latest
record DeprecationHeaders(InstantSource clock) {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    /// @param operation null if none was admitted
    HttpResponse add(HttpResponse response, @Nullable AdmittedOperation operation) {
        if (operation == null || operation.deprecatedFields().isEmpty()) {
            return response;
        }
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.put(
                "deprecation", "@" + since(operation).atStartOfDay().toEpochSecond(ZoneOffset.UTC));
        operation.deprecatedFields().stream()
                .map(DeprecatedField::sunset)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .ifPresent(date -> headers.put("sunset", HTTP_DATE.format(date.atStartOfDay())));
        return new HttpResponse(response.status(), headers, response.body());
    }

    private LocalDate since(AdmittedOperation operation) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return operation.deprecatedFields().stream()
                .map(DeprecatedField::since)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(today);
    }
}
