// SPDX-License-Identifier: Apache-2.0
package peer;

import com.amazonaws.serverless.exceptions.ContainerInitializationException;
import com.amazonaws.serverless.proxy.model.AwsProxyResponse;
import com.amazonaws.serverless.proxy.model.HttpApiV2ProxyRequest;
import com.amazonaws.serverless.proxy.spring.SpringBootLambdaContainerHandler;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Called by Lambda.
public class LambdaHandler implements RequestStreamHandler {
    private final SpringBootLambdaContainerHandler<HttpApiV2ProxyRequest, AwsProxyResponse>
            container;

    public LambdaHandler() throws ContainerInitializationException {
        container = SpringBootLambdaContainerHandler.getHttpApiV2ProxyHandler(Application.class);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context)
            throws IOException {
        container.proxyStream(event, response, context);
    }
}
