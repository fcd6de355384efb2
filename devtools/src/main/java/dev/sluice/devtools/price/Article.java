// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.price;

/// What AWS sells to an API. The price is for one unit.
public enum Article {
    HTTP_API_REQUEST("API Gateway, requests"),
    LAMBDA_REQUEST("Lambda, requests"),
    LAMBDA_GB_SECOND("Lambda (arm64), GB-seconds"),
    READ_UNIT("DynamoDB, read units"),
    WRITE_UNIT("DynamoDB, write units"),
    LOG_GB("CloudWatch Logs, GB written"),
    TRACE("X-Ray, traces"),
    METRIC_MONTH("CloudWatch, metrics for a month");

    private final String title;

    Article(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
