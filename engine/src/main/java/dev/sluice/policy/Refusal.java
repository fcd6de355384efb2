// SPDX-License-Identifier: Apache-2.0
package dev.sluice.policy;

import java.io.Serial;
import java.util.Map;

/// A request, or one field of it, that is answered with a documented error code.
///
/// The message is a stable sentence without anything a client or a table held; what varies is in
/// the parameters, which become `extensions` beside the code.
public final class Refusal extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, Object> parameters;

    public Refusal(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /// @param parameters JSON values by name
    public Refusal(ErrorCode code, String message, Map<String, Object> parameters) {
        super(message, null, false, false);
        this.code = code;
        this.parameters = Map.copyOf(parameters);
    }

    /// The message, never null.
    public String text() {
        return String.valueOf(getMessage());
    }

    public ErrorCode code() {
        return code;
    }

    public Map<String, Object> parameters() {
        return parameters;
    }
}
