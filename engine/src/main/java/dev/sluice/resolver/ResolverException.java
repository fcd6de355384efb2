// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import java.io.Serial;
import java.util.Objects;

/// Fails a field with an error code that the schema declares.
///
/// ```graphql
/// discount(coupon: String!): Decimal
///   @resolver(name: "discount", codes: ["COUPON_EXPIRED"])
/// ```
///
/// ```java
/// throw new ResolverException("COUPON_EXPIRED", "This coupon has expired.");
/// ```
///
/// The client receives an error at the field, with this message and with the code in
/// `extensions.code`. Sluice sends both unchanged, so do not put anything into the message that the
/// caller must not see. A code that the field's `@resolver(codes:)` does not declare is a bug of
/// the resolver: the client receives INTERNAL, and the log names the code and the field.
public final class ResolverException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final String code;

    /// @param code as declared in `@resolver(codes:)`
    /// @param message for the client
    /// @throws IllegalArgumentException if one of them is blank
    public ResolverException(String code, String message) {
        super(Objects.requireNonNull(message, "message"));
        if (code.isBlank() || message.isBlank()) {
            throw new IllegalArgumentException("code and message must not be blank");
        }
        this.code = code;
    }

    public String code() {
        return code;
    }

    /// Returns the message for the client.
    public String text() {
        return Objects.requireNonNull(getMessage());
    }
}
