// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude.Value;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.lambda.FunctionFault;

/// Sends each event to the artifact, as the JSON that API Gateway sends.
final class LambdaApi implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .defaultPropertyInclusion(Value.construct(Include.NON_NULL, Include.ALWAYS))
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private final DeployedFunction function;

    LambdaApi(DeployedFunction function) {
        this.function = function;
    }

    /// @throws IllegalStateException if the function gave no valid response
    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        try {
            var response = function.invoke(MAPPER.writeValueAsString(event)).response();
            return MAPPER.readValue(response, APIGatewayV2HTTPResponse.class);
        } catch (FunctionFault e) {
            throw new IllegalStateException(e.getMessage());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "The function's response is not valid: " + e.getMessage());
        }
    }
}
