// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import java.io.Serial;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Thrown to answer a request, or one field of it, with a documented error code.
///
/// The message is that of the code or the reason. It contains no data of a client or a table. What
/// varies is in the parameters, which become `extensions` besides the code. Only a Java resolver
/// can choose the message of a code that the schema declares for it.
public final class Refusal extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Code code;
    private final transient Map<String, Object> parameters;

    /// @param code one without reasons
    public Refusal(ErrorCode code) {
        this(code, Map.of());
    }

    /// @param code one without reasons
    /// @param parameters JSON values
    public Refusal(ErrorCode code, Map<Parameter, ?> parameters) {
        this(
                code,
                Objects.requireNonNull(code.message(), "the code needs a reason"),
                inOrder(parameters));
    }

    public Refusal(Reason reason) {
        this(reason, Map.of());
    }

    /// @param parameters JSON values, without the reason
    public Refusal(Reason reason, Map<Parameter, ?> parameters) {
        this(reason.code(), reason.message(), inOrder(reason, parameters));
    }

    /// @param parameters those of CONDITION_FAILED
    public Refusal(DeclaredCode code, Map<Parameter, ?> parameters) {
        this(code, DeclaredCode.MESSAGE, inOrder(parameters));
    }

    /// @param message from a Java resolver, for the client
    public Refusal(DeclaredCode code, String message) {
        this(code, message, Map.of());
    }

    private Refusal(Code code, String message, Map<String, Object> parameters) {
        super(filled(message, parameters), null, false, false);
        this.code = code;
        this.parameters = parameters;
    }

    /// Returns the same refusal with further parameters.
    public Refusal with(Map<Parameter, ?> more) {
        var all = new EnumMap<Parameter, Object>(Parameter.class);
        for (var parameter : Parameter.values()) {
            var value = parameters.get(parameter.member());
            if (value != null) {
                all.put(parameter, value);
            }
        }
        all.putAll(more);
        return new Refusal(code, text(), inOrder(all));
    }

    /// Returns the message, never null.
    public String text() {
        return String.valueOf(getMessage());
    }

    public Code code() {
        return code;
    }

    /// Returns the parameters by name, always in the same order.
    public Map<String, Object> parameters() {
        return parameters;
    }

    private static Map<String, Object> inOrder(Reason reason, Map<Parameter, ?> parameters) {
        var all = new EnumMap<Parameter, Object>(Parameter.class);
        all.putAll(parameters);
        all.put(Parameter.REASON, reason.name());
        return inOrder(all);
    }

    private static Map<String, Object> inOrder(Map<Parameter, ?> parameters) {
        var sorted = new EnumMap<Parameter, Object>(Parameter.class);
        sorted.putAll(parameters);
        var named = new LinkedHashMap<String, Object>();
        sorted.forEach((parameter, value) -> named.put(parameter.member(), value));
        return Collections.unmodifiableMap(named);
    }

    private static String filled(String message, Map<String, Object> parameters) {
        var text = message;
        for (var parameter : parameters.entrySet()) {
            text = text.replace("{" + parameter.getKey() + "}", parameter.getValue().toString());
        }
        return text;
    }
}
