// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.schema.Catalog;

/// The deployed handler with the schema as it is now. One schema answers the whole of a request.
final class LiveApi implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private volatile ServedApi current;

    LiveApi(ServedApi first) {
        this.current = first;
    }

    void become(ServedApi next) {
        current = next;
    }

    Catalog catalog() {
        return current.catalog();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return current.handler().handleRequest(event, context);
    }
}
