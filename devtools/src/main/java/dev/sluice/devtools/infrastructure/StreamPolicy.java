// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The managed policy for a reader of a table's stream, such as a function of yours.
///
/// Source: AWS Lambda Developer Guide, "Process DynamoDB records with Lambda", "Execution role
/// permissions".
final class StreamPolicy {
    private StreamPolicy() {}

    static String id(String table) {
        return LogicalIds.of(table) + "StreamPolicy";
    }

    static ObjectNode of(String table) {
        var node =
                Yaml.object(
                        """
                        Type: AWS::IAM::ManagedPolicy
                        Properties:
                          Description: The permissions to read the stream of a table.
                          PolicyDocument:
                            Version: "2012-10-17"
                            Statement:
                              - Effect: Allow
                                Action: [dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator]
                                Resource: [{Fn::Sub: "${%1$s.StreamArn}"}]
                              - Effect: Allow
                                Action: [dynamodb:ListStreams]
                                Resource: [{Fn::Sub: "${%1$s.Arn}/stream/*"}]
                        """
                                .formatted(LogicalIds.of(table)));
        node.withArray("/Properties/PolicyDocument/Statement").add(PolicyResource.keyStatement());
        return node;
    }
}
