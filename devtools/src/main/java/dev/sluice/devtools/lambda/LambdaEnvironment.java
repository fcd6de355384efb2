// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// The environment variables that a function finds on Lambda.
///
/// Source: AWS Lambda Developer Guide, "Defined runtime environment variables".
final class LambdaEnvironment {
    private static final String NAME = "sluice";
    private static final String VERSION = "1";
    static final String FUNCTION_ARN =
            "arn:aws:lambda:us-east-1:123456789012:function:%s:%s".formatted(NAME, VERSION);

    private LambdaEnvironment() {}

    /// @param runtimeApi host and port
    /// @param credentialsUrl where a function that was restored from a snapshot gets its
    ///   credentials
    static Map<String, String> of(Deployment deployment, String runtimeApi, URI credentialsUrl) {
        var configuration = deployment.configuration();
        var variables = new HashMap<>(configuration.variables());
        var credentials = configuration.credentials();
        variables.put("_HANDLER", configuration.handler());
        variables.put("AWS_DEFAULT_REGION", credentials.region());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(configuration.memory()));
        variables.put("AWS_LAMBDA_FUNCTION_NAME", NAME);
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", VERSION);
        variables.put(
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                configuration.snapStart() ? "snap-start" : "on-demand");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + NAME);
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local/[%s]".formatted(VERSION));
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("AWS_REGION", credentials.region());
        variables.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        variables.put("LAMBDA_RUNTIME_DIR", deployment.runtimeClient().toString());
        variables.put("LAMBDA_TASK_ROOT", deployment.directory().toString());
        variables.put("LANG", "en_US.UTF-8");
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        variables.put("TZ", ":UTC");
        if (configuration.snapStart()) {
            // Lambda sets no credentials here, because a snapshot is used for longer than they are
            // valid.
            variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", credentialsUrl.toString());
            variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", CredentialsEndpoint.TOKEN);
        } else {
            variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
            variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
            if (credentials.sessionToken() != null) {
                variables.put("AWS_SESSION_TOKEN", credentials.sessionToken());
            }
        }
        return variables;
    }
}
