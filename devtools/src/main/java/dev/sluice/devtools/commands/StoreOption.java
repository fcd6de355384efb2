// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.serving.StoreOptions;
import dev.sluice.devtools.store.Endpoint;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/// The DynamoDB that a command uses.
final class StoreOption {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "JSON to load into the tables that are created: {\"Type\": [{\"field\": value}]}. "
                            + "Default, with the project's own schema: function/sample-data.json. Without"
                            + " such a file: the sample shop if the schema is the shop's,"
                            + " otherwise nothing.")
    private @Nullable Path data;

    @Option(
            names = "--dynamodb",
            paramLabel = "URL",
            description =
                    "The DynamoDB to use: a URL, or `aws` for your AWS account and region. "
                            + "Default: an embedded DynamoDB in memory.")
    private @Nullable String dynamoDb;

    @Option(
            names = "--dynamodb-port",
            paramLabel = "PORT",
            description = "The port of the embedded DynamoDB. Default: any free port.")
    private int embeddedPort;

    @Option(names = "--create", description = "Also create missing tables and indexes in AWS.")
    private boolean create;

    @Mixin private FaultOption faults = new FaultOption();

    /// @param ofTheProject whether the tables are those of the project's own schema
    StoreOptions options(boolean ofTheProject) {
        if (dynamoDb != null && embeddedPort != 0) {
            throw Failure.usage("--dynamodb-port is for the embedded DynamoDB: remove --dynamodb.");
        }
        Ports.require("--dynamodb-port", embeddedPort);
        var endpoint = dynamoDb == null ? null : Endpoint.parse(dynamoDb);
        var wrong = faults.options();
        if (!wrong.isNone() && endpoint != null && endpoint.isAws()) {
            throw Failure.usage(
                    "--fault needs a DynamoDB outside AWS, because a request to AWS is signed for"
                            + " its host. Remove --dynamodb %s.".formatted(dynamoDb));
        }
        var loaded = data == null && ofTheProject ? Home.data() : data;
        return new StoreOptions(loaded, endpoint, embeddedPort, create, wrong);
    }
}
