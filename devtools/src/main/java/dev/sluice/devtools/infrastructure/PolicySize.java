// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.regex.Pattern;

/// How large a policy becomes in AWS, where each table has the ARN that CloudFormation gives it.
final class PolicySize {
    /// Characters, white space apart. Source: IAM User Guide, "IAM and AWS STS quotas".
    static final int MOST = 6_144;

    private static final Pattern ARN =
            Pattern.compile("\\{\"Fn::Sub\":\"\\$\\{(\\w+)\\.Arn}([^\"]*)\"}");

    /// In the longest partition and region; the name is that of a nested stack in a parent of 32
    /// characters.
    private static final String TABLE =
            "\"arn:aws-us-gov:dynamodb:ap-southeast-1:123456789012:table/%s-Data-ABCDEFGHIJKLM-$1-ABCDEFGHIJKLM$2\""
                    .formatted("n".repeat(32));

    private PolicySize() {}

    static int of(JsonNode document) {
        return ARN.matcher(document.toString()).replaceAll(TABLE).length();
    }
}
