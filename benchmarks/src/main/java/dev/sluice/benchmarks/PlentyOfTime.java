// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

import org.jspecify.annotations.Nullable;

/// An invocation without a timeout.
final class PlentyOfTime implements Context {
    private static final int REMAINING_MILLIS = 60_000;
    private static final int MEMORY = 1769;

    @Override
    public String getAwsRequestId() {
        return "8f507cfc-xmpl-4697-b07a-ac58fc914c95";
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/sluice";
    }

    @Override
    public String getLogStreamName() {
        return "benchmark";
    }

    @Override
    public String getFunctionName() {
        return "sluice";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:us-east-1:123456789012:function:sluice:1";
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return REMAINING_MILLIS;
    }

    @Override
    public int getMemoryLimitInMB() {
        return MEMORY;
    }

    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException("nobody logs by it");
    }
}
