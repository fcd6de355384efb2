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

    /// An ARN of the longest partition and region.
    private static final String TABLE =
            "\"arn:aws-us-gov:dynamodb:ap-southeast-1:123456789012:table/" + nameOf("$1") + "$2\"";

    private PolicySize() {}

    /// Returns a name as long as the one that CloudFormation gives a table, if the stack's name has
    /// 32 characters.
    static String nameOf(String logicalId) {
        return "%s-Data-ABCDEFGHIJKLM-%s-ABCDEFGHIJKLM".formatted("n".repeat(32), logicalId);
    }

    static int of(JsonNode document) {
        return ARN.matcher(document.toString()).replaceAll(TABLE).length();
    }
}
