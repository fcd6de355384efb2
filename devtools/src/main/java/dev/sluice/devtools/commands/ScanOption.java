// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.scan.Pace;
import dev.sluice.devtools.store.Endpoint;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/// A DynamoDB whose tables a command reads, and how fast.
final class ScanOption {
    private static final double PACE_IN_AWS = 100;

    @Option(
            names = "--dynamodb",
            paramLabel = "URL",
            description = "The DynamoDB to read: a URL, or `aws` for your AWS account and region.")
    private @Nullable String dynamoDb;

    @Option(
            names = "--read-units",
            paramLabel = "NUMBER",
            description =
                    "The most read units to consume a second. Default: 100 in AWS, no limit"
                            + " elsewhere.")
    private @Nullable Double readUnits;

    boolean isGiven() {
        return dynamoDb != null || readUnits != null;
    }

    Endpoint endpoint() {
        if (dynamoDb == null) {
            throw Failure.usage("--dynamodb is needed: a URL, or 'aws'.");
        }
        return Endpoint.parse(dynamoDb);
    }

    Pace pace() {
        if (readUnits == null) {
            return Pace.of(endpoint().isAws() ? PACE_IN_AWS : Double.POSITIVE_INFINITY);
        }
        if (!(readUnits > 0)) {
            throw Failure.usage("--read-units must be above 0.");
        }
        return Pace.of(readUnits);
    }
}
