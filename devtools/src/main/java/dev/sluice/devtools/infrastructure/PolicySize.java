// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.regex.Pattern;

/// Computes the size of a policy in AWS, where each table has the ARN that CloudFormation gives it.
final class PolicySize {
    /// The limit in characters, without white space. Source: IAM User Guide, "IAM and AWS STS
    /// quotas".
    static final int MOST = 6_144;

    private static final Pattern ARN =
            Pattern.compile("\\{\"Fn::Sub\":\"\\$\\{(\\w+)\\.Arn}([^\"]*)\"}");

    /// An ARN of the longest partition and region, with the name that a nested stack has if its
    /// parent's name has 32 characters.
    private static final String TABLE =
            "\"arn:aws-us-gov:dynamodb:ap-southeast-1:123456789012:table/%s-Data-ABCDEFGHIJKLM-$1-ABCDEFGHIJKLM$2\""
                    .formatted("n".repeat(32));

    private PolicySize() {}

    static int of(JsonNode document) {
        return ARN.matcher(document.toString()).replaceAll(TABLE).length();
    }
}
