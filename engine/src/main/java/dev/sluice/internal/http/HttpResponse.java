// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// @param headers by lower-case name
/// @param body text, sent as UTF-8; empty if there is none
public record HttpResponse(int status, Map<String, String> headers, String body) {
    public HttpResponse {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
