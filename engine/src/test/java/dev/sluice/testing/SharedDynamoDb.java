// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import dev.sluice.embedded.EmbeddedDynamoDb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/// The embedded DynamoDB that all tests of a JVM share. Each test uses its own tables. It ends with
/// the JVM.
public final class SharedDynamoDb {
    private SharedDynamoDb() {}

    private static final class Holder {
        static final EmbeddedDynamoDb SERVER = start();

        private static EmbeddedDynamoDb start() {
            try {
                return EmbeddedDynamoDb.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Returns the one at the URL in the system property `sluice.dynamodb`, or else an embedded
    /// one.
    public static URI endpoint() {
        var given = System.getProperty("sluice.dynamodb", "");
        if (given.isEmpty()) {
            return Holder.SERVER.endpoint();
        }
        var endpoint = URI.create(given);
        if (endpoint.getHost().contains("amazonaws.")) {
            throw new IllegalArgumentException(
                    "sluice.dynamodb is in AWS, where tables cost money");
        }
        return endpoint;
    }
}
