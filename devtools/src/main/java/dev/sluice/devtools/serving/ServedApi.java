// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.schema.Catalog;

/// One version of the served API.
record ServedApi(
        Catalog catalog, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {}
